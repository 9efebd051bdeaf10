import {mentionsKubectl} from './known-programs.ts';
import {ImportedLab} from './imported-lab.ts';
import {readText, type Part} from './read-text.ts';
import {folderOf, foldersFrom, isMarkdown, type Source} from './source.ts';

const readme = /(?:^|\/)readme\.(?:md|markdown)$/iu;

/**
 * The labs of a source: each folder whose README has lines of kubectl, with all below it that is in no lab of its own; and
 * the source itself, with what is left.
 * @param name what the lab is to be called, instead of after its folder
 */
export function importLabs(source: Source, name?: string): ImportedLab[] {
  const texts = [...source.texts]
    .filter(([file]) => isMarkdown(file))
    .map(([file, text]) => readText(file, text))
    .sort((one, other) => compareFiles(one.file, other.file));
  const folders = new Set(
    texts.filter(({file, parts}) => readme.test(file) && hasLines(parts)).map(({file}) => folderOf(file)),
  );
  const labOf = (file: string): string => foldersFrom(folderOf(file)).find((folder) => folders.has(folder)) ?? '';
  const manifests = [...source.texts.keys()].filter((file) => !isMarkdown(file)).sort();
  return [...new Set([...folders, ''])]
    .sort()
    .map(
      (folder) =>
        new ImportedLab({
          source,
          name,
          folder,
          texts: texts.filter(({file}) => labOf(file) === folder),
          manifests: manifests.filter((file) => labOf(file) === folder),
          allManifests: manifests,
        }),
    )
    .filter((lab) => lab.lines.length > 0 || lab.objects.length > 0 || folders.has(lab.folder));
}

const hasLines = (parts: readonly Part[]): boolean =>
  parts.some((part) => part.kind === 'command' && mentionsKubectl(part.text));

/** The README of a folder before what stands beside it. */
function compareFiles(one: string, other: string): number {
  const rank = (file: string): string => `${folderOf(file)}/${readme.test(file) ? ' ' : ''}${file}`;
  return rank(one) < rank(other) ? -1 : 1;
}

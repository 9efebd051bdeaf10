import {isUtf8} from 'node:buffer';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {readLabTexts} from '#src/authoring/read-lab-texts.ts';
import {readLabYaml} from '#src/authoring/read-lab-yaml.ts';
import type {LabTexts} from '#src/lab/lab-texts.ts';
import {isManifest} from '#src/operations/kubectl/lab-files.ts';
import type {Lab} from '#src/lab/lab.ts';
import {speakingLab} from '#src/lab/speaking-lab.ts';
import {languages, type Language} from '#src/words/language.ts';

/** What a ConfigMap has room for, in bytes; larger files are none that one is made of. */
const largestText = 32 * 1024;
/** `lab.yaml`, and its texts in other languages, such as `lab.de.yaml`. */
const ofLab = /^lab(?:\.(?<language>[^./]+))?\.yaml$/u;

/** What is wrong with a lab's texts in a language, a line for each problem. */
export type TellTexts = (problems: readonly string[]) => void;

/**
 * A lab from its folder `specs/<lab>`: what `lab.yaml` says, its manifests and other texts, and its texts in other languages.
 * @param tell what is wrong with texts in other languages, which keeps nobody from being taught
 * @throws LabError with every mistake in it; the file system's error when the folder is missing
 */
export async function readLab(folder: string, tell: TellTexts = () => {}): Promise<Lab> {
  const file = join(folder, 'lab.yaml');
  const text = await readFile(file, 'utf8');
  const files = new Map<string, string>();
  const spoken: string[] = [];
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    const own = ofLab.exec(path);
    if (own?.groups?.['language'] !== undefined) spoken.push(own.groups['language']);
    if (!entry.isFile() || own !== null) continue;
    const text = isManifest(path) ? await readFile(join(folder, path), 'utf8') : await readText(join(folder, path));
    if (text !== undefined) files.set(path, text);
  }
  const lab = readLabYaml(text, {file: nameOf(file), files});
  return speakingLab(lab, await readTexts(lab, {folder, spoken: spoken.toSorted(), tell}));
}

/** The text of a file, if it is one. */
async function readText(path: string): Promise<string | undefined> {
  if ((await stat(path)).size > largestText) return undefined;
  const bytes = await readFile(path);
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : undefined;
}

async function readTexts(
  lab: Lab,
  {folder, spoken, tell}: {folder: string; spoken: readonly string[]; tell: TellTexts},
): Promise<Map<Language, LabTexts>> {
  const all = new Map<Language, LabTexts>();
  for (const name of spoken) {
    const path = join(folder, `lab.${name}.yaml`);
    const language = others.find((one) => one === name);
    if (language === undefined) {
      tell([`${nameOf(path)}: ${name} is no language for texts beside lab.yaml; there are: ${others.join(', ')}`]);
      continue;
    }
    const {texts, problems} = readLabTexts(await readFile(path, 'utf8'), {file: nameOf(path), lab, language});
    if (texts !== undefined) all.set(language, texts);
    if (problems.length > 0) tell(problems);
  }
  return all;
}

const others = languages.filter((one) => one !== 'en');
const nameOf = (path: string): string => relative(process.cwd(), path);

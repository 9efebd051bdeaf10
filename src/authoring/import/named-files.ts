import {splitShellWords} from '#src/operations/kubectl/shell-words.ts';
import {folderOf, foldersFrom, isWithin} from './source.ts';

/** Where a line stands, for finding what it names. */
export interface Place {
  /** The lab's folder. */
  readonly lab: string;
  /** Folders from which a path may go, the likeliest first. */
  readonly from: readonly string[];
}

const mostSegments = 40;

/** The manifests of a source, by the ways in which a course names them. */
export class NamedFiles {
  readonly #paths: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #root: readonly string[];

  /** @param root the source's whole path */
  constructor(paths: readonly string[], root: string) {
    this.#paths = paths;
    this.#known = new Set([...paths, ...paths.map(folderOf)]);
    this.#root = segmentsOf(root);
  }

  /**
   * The file, or the folder with manifests in it, that a line means: from a folder that the line is in, from a root above
   * the source whose folders it names (`labs/NAME/specs/…`), or the only one of the lab whose path ends so; of the source,
   * where more than a name is the same.
   */
  find(named: string, {lab, from}: Place): string | undefined {
    const path = named.replace(/^~\//u, '');
    const segments = segmentsOf(path);
    if (segments.length > mostSegments || path.startsWith('/') || /^[a-z]+:\/\//iu.test(path)) return undefined;
    const around = foldersFrom(lab);
    const candidates = [
      ...[...from, ...around].map((folder) => joined(folder, segments)),
      ...around.flatMap((folder) => this.#behindName(folder, segments)),
    ];
    const found = candidates.find((candidate) => candidate !== undefined && this.#known.has(candidate));
    if (found !== undefined || segments.length === 0) return found;
    const plain = segments.filter((segment) => segment !== '.' && segment !== '..');
    return (
      this.#onlyOne(plain, lab) ??
      plain
        .slice(1)
        .map((_, cut) => this.#onlyOne(plain.slice(cut + 1), ''))
        .find(isKnown)
    );
  }

  /** The only file or folder below one whose path ends so; for a whole source, a name alone would say too little. */
  #onlyOne(segments: readonly string[], folder: string): string | undefined {
    const isWhole = folder === '' && segments.length < 2;
    const end = `/${segments.join('/')}`;
    const such = isWhole ? [] : [...this.#known].filter((own) => isWithin(own, folder) && `/${own}`.endsWith(end));
    return such.length === 1 ? such[0] : undefined;
  }

  /** Manifests directly in a folder, or the file itself. */
  filesAt(path: string): string[] {
    if (this.#paths.includes(path)) return [path];
    return this.#paths.filter((own) => folderOf(own) === path);
  }

  /** Behind the folder's own name, whatever stands in front of it. */
  #behindName(folder: string, segments: readonly string[]): (string | undefined)[] {
    const name = [...this.#root, ...segmentsOf(folder)].at(-1);
    return segments.flatMap((segment, index) => (segment === name ? [joined(folder, segments.slice(index + 1))] : []));
  }
}

const isKnown = (path: string | undefined): path is string => path !== undefined;

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** The path from a folder; undefined where it leads out of the source. */
function joined(folder: string, segments: readonly string[]): string | undefined {
  const path = segmentsOf(folder);
  for (const segment of segments) {
    if (segment === '.') continue;
    if (segment !== '..') path.push(segment);
    else if (path.pop() === undefined) return undefined;
  }
  return path.join('/');
}

/** The folder that `cd` leads to, if it is one of the source. */
export function changedFolder(named: string, from: readonly string[]): string | undefined {
  return from.map((folder) => joined(folder, segmentsOf(named))).find((folder) => folder !== undefined);
}

/** The paths that a line's `-f` flags name, as typed. */
export function namedPaths(line: string): string[] {
  const {words} = splitShellWords(line);
  // there it follows
  if (words.slice(0, 4).some(({text}) => text === 'logs')) return [];
  return words.flatMap(({text}, index) => {
    const inside = /^(?:-f=?|--filename=)(?<path>.+)$/u.exec(text)?.groups?.['path'];
    if (inside !== undefined) return [inside];
    const next = words[index + 1];
    return (text === '-f' || text === '--filename') && next !== undefined ? [next.text] : [];
  });
}

/** Where a line reads the text of a file. */
const readText = /(?<before>\s--patch-file(?:=|\s+)|\$\(\s*cat\s+)(?<path>[\w./@-]+)/gu;

/** The line with other paths behind its `-f` flags, and where it reads a file's text. */
export function withPaths(line: string, pathFor: (path: string) => string | undefined): string {
  let text = line;
  for (const path of new Set(namedPaths(line))) {
    const other = pathFor(path);
    if (other !== undefined && other !== path) text = replaceWord(text, path, other);
  }
  return text.replaceAll(readText, (_, before: string, path: string) => `${before}${pathFor(path) ?? path}`);
}

function replaceWord(line: string, word: string, other: string): string {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const flag = new RegExp(
    `((?:^|\\s)(?:-f[= \\t]*|--filename(?:=|[ \\t]+))["']?)${escaped}(?=["']?(?:[\\s;&|]|$))`,
    'gu',
  );
  return line.replaceAll(flag, (_, front: string) => `${front}${other}`);
}

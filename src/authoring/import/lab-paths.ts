import {isWithin} from './source.ts';

const longestName = 40;

/** The name of a lab, as its folder can be called. */
export function labName(sourcePath: string, folder: string): string {
  const last = (folder || sourcePath).split('/').findLast((segment) => segment !== '') ?? '';
  return toId(last, longestName) || 'lab';
}

/** Small letters, digits and inner dashes. */
export function toId(text: string, most: number): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, most)
    .replaceAll(/^-+|-+$/gu, '');
}

/**
 * Where a file or folder of a source has its place in a lab's folder: below `specs/` what is taught with, and a solution
 * beside it.
 */
export function pathInLab(path: string, {folder, hasSpecs}: {folder: string; hasSpecs: boolean}): string {
  const isOwn = path === folder || isWithin(path, folder);
  const own = isOwn ? path.slice(folder === '' ? 0 : folder.length + 1) : path;
  if (isOwn && /^(?:specs|solutions?)(?:\/|$)/u.test(own)) return own;
  // what lies beside specs/ does not mix with what is directly in it
  const front = hasSpecs ? 'specs/files' : 'specs';
  return own === '' ? front : `${front}/${own}`;
}

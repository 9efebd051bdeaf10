import type {MountedFileSystem} from '../mounted-file-system.ts';

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  gif: 'image/gif',
  html: 'text/html',
  htm: 'text/html',
  jpg: 'image/jpeg',
  js: 'application/javascript',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'text/xml',
};

/** What a server of files finds for a path. */
export type FoundPage =
  | {readonly kind: 'page'; readonly body: Uint8Array; readonly type: string | undefined}
  /** A path that is none, or leads out of what is served. */
  | {readonly kind: 'bad'}
  | {readonly kind: 'missing'; readonly file: string};

/** @param path as it is asked for, with its query */
export function findPage(files: MountedFileSystem, root: string, path: string): FoundPage {
  const [pathname = '/'] = path.split('?');
  const decoded = decode(pathname);
  if (decoded === undefined) return {kind: 'bad'};
  const resolved = files.resolvePath(root, `.${decoded}`);
  if (resolved !== root && !resolved.startsWith(`${root}/`)) return {kind: 'bad'};
  const isDirectory = pathname.endsWith('/');
  const file = isDirectory ? `${resolved}/index.html` : resolved;
  try {
    const [, extension = ''] = /\.(\w+)$/.exec(file) ?? [];
    return {kind: 'page', body: files.read(file), type: types[extension]};
  } catch {
    // Every failure to read is a missing page to the visitor; the log says which file.
    return {kind: 'missing', file};
  }
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `29/Nov/2026:22:27:44 +0000`, as servers write it into their logs. */
export function logTime(nowMs: number): string {
  const [date = '', time = ''] = new Date(nowMs).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

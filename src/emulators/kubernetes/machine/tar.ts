import type {Command} from 'just-bash';
import {defineCommand, latin1FromBytes} from './paced-bash.ts';
import type {MountedFileSystem} from './mounted-file-system.ts';
import {readTar, writeTar, type TarEntry} from './tar-archive.ts';

/** More than this is put into no archive: nothing that runs here may fill the machine's memory. */
const mostBytes = 16 * 1024 * 1024;

interface Arguments {
  action: 'c' | 'x' | 't' | undefined;
  /** `-` or nothing: what comes in, or goes out. */
  archive: string;
  folder: string;
  /** Whether files get the time of now, and not their own. */
  isTouched: boolean;
  paths: string[];
}

interface Result {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** busybox's `tar`, as far as archives are not packed: `tar cf - PATH`, `tar xmf - -C FOLDER`, `tar tf FILE`. */
export function tarCommand(files: MountedFileSystem): Command {
  return defineCommand('tar', async (args, {cwd, stdin}) => {
    const {action, archive, folder, isTouched, paths} = parse(args);
    const base = files.resolvePath(cwd, folder);
    if (!(await isFolder(files, base)))
      return failed(`can't change directory to '${folder}': No such file or directory`);
    const isPiped = archive === '-';
    const path = files.resolvePath(cwd, archive);
    if (action === undefined) return failed('invalid option or none: give one of c, x and t');
    if (action === 'c') {
      if (paths.length === 0) return failed('empty archive');
      const {bytes, ...result} = await create(files, base, paths);
      if (isPiped) return {...result, stdout: bytes.toString('latin1'), stdoutKind: 'bytes'};
      files.write(path, bytes);
      return {...result, stdout: ''};
    }
    if (!isPiped && !files.has(path)) return failed(`can't open '${archive}': No such file or directory`);
    const entries = readTar(isPiped ? Buffer.from(latin1FromBytes(stdin), 'latin1') : Buffer.from(files.read(path)));
    if (entries === undefined) return failed('invalid tar magic');
    if (action === 't') return done(entries.map(({name}) => `${name}\n`).join(''));
    return extract(files, {base, entries, isTouched});
  });
}

/** Options stand together without a hyphen as well, as they did before there were hyphens. */
function parse(args: readonly string[]): Arguments {
  const parsed: Arguments = {action: undefined, archive: '-', folder: '.', isTouched: false, paths: []};
  const rest = [...args];
  for (let at = 0; rest.length > 0; at += 1) {
    const arg = rest.shift() ?? '';
    const isOptions = arg.startsWith('-') ? arg !== '-' && !arg.startsWith('--') : at === 0;
    if (!isOptions) {
      if (arg === '--') parsed.paths.push(...rest.splice(0));
      else if (!arg.startsWith('--')) parsed.paths.push(arg);
      continue;
    }
    for (const letter of arg.replace(/^-/u, '')) {
      if (letter === 'c' || letter === 'x' || letter === 't') parsed.action = letter;
      if (letter === 'm') parsed.isTouched = true;
      if (letter === 'f') parsed.archive = rest.shift() ?? '-';
      if (letter === 'C') parsed.folder = rest.shift() ?? '.';
    }
  }
  return parsed;
}

async function isFolder(files: MountedFileSystem, path: string): Promise<boolean> {
  return files.has(path) && (await files.stat(path)).isDirectory;
}

async function create(
  files: MountedFileSystem,
  base: string,
  paths: readonly string[],
): Promise<{bytes: Buffer; stderr: string; exitCode: number}> {
  const entries: TarEntry[] = [];
  let said = '';
  let isMissing = false;
  let size = 0;
  const add = async (path: string, name: string): Promise<void> => {
    const {isDirectory, isSymbolicLink, mode, mtime} = await files.lstat(path);
    const kind = isSymbolicLink ? 'symlink' : isDirectory ? 'directory' : 'file';
    const bytes = kind === 'file' ? files.read(path) : new Uint8Array();
    size += bytes.length;
    if (size > mostBytes) throw new Error('memory exhausted');
    const target = isSymbolicLink ? await files.readlink(path) : '';
    entries.push({name: isDirectory ? `${name}/` : name, kind, mode, mtimeMs: mtime.getTime(), bytes, target});
    if (!isDirectory) return;
    for (const inner of await files.readdir(path)) await add(`${path}/${inner}`, `${name}/${inner}`);
  };
  for (const given of paths) {
    const path = files.resolvePath(base, given);
    const name = given.replace(/^\/+/u, '').replace(/\/+$/u, '');
    if (!files.has(path)) {
      said += `tar: ${given}: No such file or directory\n`;
      isMissing = true;
      continue;
    }
    if (given.startsWith('/') && !said.includes('removing')) said += "tar: removing leading '/' from member names\n";
    await add(path, name === '' ? '.' : name);
  }
  const stderr = isMissing ? `${said}tar: error exit delayed from previous errors\n` : said;
  return {bytes: writeTar(entries), stderr, exitCode: isMissing ? 1 : 0};
}

async function extract(
  files: MountedFileSystem,
  {base, entries, isTouched}: {base: string; entries: readonly TarEntry[]; isTouched: boolean},
): Promise<Result> {
  for (const {name, kind, mode, mtimeMs, bytes, target} of entries) {
    const path = files.resolvePath(base, `./${name}`);
    try {
      if (kind === 'directory') {
        await files.mkdir(path, {recursive: true});
        continue;
      }
      await files.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', {recursive: true});
      // what was there is taken away first: a link is replaced, not followed
      if (!(await isFolder(files, path))) await files.rm(path, {force: true});
      if (kind === 'symlink') await files.symlink(target, path);
      else files.write(path, bytes);
      if (kind === 'file') await files.chmod(path, mode);
      if (kind === 'file' && !isTouched) await files.utimes(path, new Date(), new Date(mtimeMs));
    } catch (error) {
      const reason = /^E[A-Z]+: ([a-z])([^,]*)/u.exec(error instanceof Error ? error.message : '');
      if (reason === null) throw error;
      const [, first = '', rest = ''] = reason;
      const done = {file: 'open', symlink: 'create symlink', directory: 'make dir'}[kind];
      return failed(`can't ${done} '${name}': ${first.toUpperCase()}${rest}`);
    }
  }
  return done('');
}

const done = (stdout: string): Result => ({stdout, stderr: '', exitCode: 0});
const failed = (text: string): Result => ({stdout: '', stderr: `tar: ${text}\n`, exitCode: 1});

import type {BufferEncoding, CpOptions, FileContent, FsStat, IFileSystem, MkdirOptions, RmOptions} from 'just-bash';
import {DiskSpace, inodeBytes, sizeOf} from './disk-space.ts';
import {failure} from './file-failure.ts';
import {copyTree, newDirectory, newFile, newSymlink, type DirectoryInode, type Inode} from './inode.ts';
import {Mounts, type Place} from './mounts.ts';

/** A file that grows beyond this is refused, as on a full disk: nothing that runs here may fill the machine's memory. */
const maxFileBytes = 16 * 1024 * 1024;

/**
 * A container's view of files: its image's tree with volumes mounted in it. Paths are walked as a kernel walks them:
 * links and `..` lead nowhere outside the container's own root.
 */
export class MountedFileSystem implements IFileSystem {
  readonly #mounts: Mounts;
  readonly #now: () => number;
  readonly #space: DiskSpace;

  /** @param space what is written takes of it */
  constructor(root: DirectoryInode, now: () => number, space = new DiskSpace(Infinity)) {
    this.#mounts = new Mounts(root, now);
    this.#now = now;
    this.#space = space;
  }

  /** Lays a directory over another, which is made when it is missing. Mount outer paths before inner ones. */
  mount(path: string, directory: DirectoryInode, isReadOnly: boolean): void {
    this.#mounts.mount(path, directory, isReadOnly);
  }

  /** Lays a file over another; what has it open elsewhere sees the same. */
  mountFile(path: string, file: Inode, isReadOnly: boolean): void {
    this.#mounts.mountFile(path, file, isReadOnly);
  }

  async readFile(path: string): Promise<string> {
    return Buffer.from(this.read(path)).toString('utf8');
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    return this.read(path);
  }

  async writeFile(
    path: string,
    content: FileContent,
    options?: {encoding?: BufferEncoding} | BufferEncoding,
  ): Promise<void> {
    this.write(path, toBytes(content, options));
  }

  async appendFile(
    path: string,
    content: FileContent,
    options?: {encoding?: BufferEncoding} | BufferEncoding,
  ): Promise<void> {
    this.append(path, toBytes(content, options));
  }

  /** Synchronous, for programs that are no shell. */
  append(path: string, bytes: Uint8Array): void {
    const {inode} = this.#mounts.place(path, true);
    this.write(path, inode?.kind === 'file' ? Buffer.concat([inode.bytes, bytes]) : bytes);
  }

  read(path: string): Uint8Array {
    const {inode} = this.#mounts.place(path, true);
    if (inode === undefined) throw failure('ENOENT', 'open', path);
    if (inode.kind === 'directory') throw failure('EISDIR', 'read', path);
    return inode.kind === 'file' ? inode.bytes : new Uint8Array();
  }

  write(path: string, bytes: Uint8Array): void {
    const {inode, parent, name, isReadOnly} = this.#mounts.place(path, true);
    if (inode?.kind === 'device') {
      inode.write(bytes);
      return;
    }
    if (inode?.kind === 'directory') throw failure('EISDIR', 'open', path);
    if (isReadOnly || (inode !== undefined && this.#mounts.isReadOnly(inode))) throw failure('EROFS', 'open', path);
    const known = inode === undefined ? -inodeBytes : inode.kind === 'file' ? inode.bytes.length : 0;
    if (bytes.length > maxFileBytes) throw failure('ENOSPC', 'write', path);
    this.#takeSpace(bytes.length - known, 'write', path);
    if (inode === undefined) parent.entries.set(name, newFile(bytes, this.#now()));
    else Object.assign(inode, {bytes, mtimeMs: this.#now()});
  }

  async exists(path: string): Promise<boolean> {
    return this.has(path);
  }

  has(path: string): boolean {
    try {
      return this.#mounts.place(path, true).inode !== undefined;
    } catch {
      // A path through something that is no directory does not exist either.
      return false;
    }
  }

  async stat(path: string): Promise<FsStat> {
    return toStat(this.#existing(path, true, 'stat'));
  }

  async lstat(path: string): Promise<FsStat> {
    return toStat(this.#existing(path, false, 'lstat'));
  }

  async mkdir(path: string, options: MkdirOptions = {}): Promise<void> {
    this.makeDirectory(path, options.recursive === true);
  }

  /** @param isRecursive whether those above it are made as well, and it may be there */
  makeDirectory(path: string, isRecursive: boolean): void {
    const {inode, parent, name, isReadOnly} = this.#parentMade(path, isRecursive);
    if (inode?.kind === 'directory' && isRecursive) return;
    if (inode !== undefined) throw failure('EEXIST', 'mkdir', path);
    if (isReadOnly) throw failure('EROFS', 'mkdir', path);
    this.#takeSpace(inodeBytes, 'mkdir', path);
    parent.entries.set(name, newDirectory(this.#now()));
  }

  async readdir(path: string): Promise<string[]> {
    const inode = this.#existing(path, true, 'scandir');
    if (inode.kind !== 'directory') throw failure('ENOTDIR', 'scandir', path);
    return [...inode.entries.keys()].sort();
  }

  async rm(path: string, options: RmOptions = {}): Promise<void> {
    const {inode, parent, name, isReadOnly} = this.#mounts.place(path, false);
    if (inode === undefined) {
      if (options.force === true) return;
      throw failure('ENOENT', 'rm', path);
    }
    if (isReadOnly) throw failure('EROFS', 'rm', path);
    if (parent.entries.get(name) !== inode) throw failure('EBUSY', 'rm', path);
    const isFull = inode.kind === 'directory' && inode.entries.size > 0;
    if (isFull && options.recursive !== true) throw failure('ENOTEMPTY', 'rmdir', path);
    parent.entries.delete(name);
  }

  async cp(source: string, target: string, options: CpOptions = {}): Promise<void> {
    const inode = this.#existing(source, true, 'cp');
    if (inode.kind === 'directory' && options.recursive !== true) throw failure('EISDIR', 'cp', source);
    const {parent, name, isReadOnly} = this.#mounts.place(target, true);
    if (isReadOnly) throw failure('EROFS', 'cp', target);
    this.#takeSpace(sizeOf(inode), 'cp', target);
    parent.entries.set(name, {...copyTree(inode), mtimeMs: this.#now()});
  }

  async mv(source: string, target: string): Promise<void> {
    const from = this.#mounts.place(source, false);
    if (from.inode === undefined) throw failure('ENOENT', 'rename', source);
    const to = this.#mounts.place(target, false);
    if (from.isReadOnly || to.isReadOnly) throw failure('EROFS', 'rename', target);
    from.parent.entries.delete(from.name);
    to.parent.entries.set(to.name, from.inode);
  }

  resolvePath(base: string, path: string): string {
    const parts: string[] = [];
    for (const part of (path.startsWith('/') ? path : `${base}/${path}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  /** Globs read directories instead: a list of everything would be stale at once. */
  getAllPaths(): string[] {
    return [];
  }

  async chmod(path: string, mode: number): Promise<void> {
    this.#writable(path, 'chmod').mode = mode;
  }

  async utimes(path: string, _accessed: Date, modified: Date): Promise<void> {
    this.#writable(path, 'utimes').mtimeMs = modified.getTime();
  }

  async symlink(target: string, path: string): Promise<void> {
    const {inode, parent, name, isReadOnly} = this.#mounts.place(path, false);
    if (inode !== undefined) throw failure('EEXIST', 'symlink', path);
    if (isReadOnly) throw failure('EROFS', 'symlink', path);
    this.#takeSpace(inodeBytes, 'symlink', path);
    parent.entries.set(name, newSymlink(target, this.#now()));
  }

  async link(source: string, target: string): Promise<void> {
    const inode = this.#existing(source, false, 'link');
    const {inode: known, parent, name, isReadOnly} = this.#mounts.place(target, false);
    if (known !== undefined) throw failure('EEXIST', 'link', target);
    if (isReadOnly) throw failure('EROFS', 'link', target);
    parent.entries.set(name, inode);
  }

  async readlink(path: string): Promise<string> {
    const inode = this.#existing(path, false, 'readlink');
    if (inode.kind !== 'symlink') throw failure('EINVAL', 'readlink', path);
    return inode.target;
  }

  async realpath(path: string): Promise<string> {
    this.#existing(path, true, 'realpath');
    let real = '/';
    const rest = this.resolvePath('/', path)
      .split('/')
      .filter((part) => part !== '');
    for (let hops = 0; rest.length > 0 && hops < 1000; hops++) {
      const next = this.resolvePath(real, rest.shift() ?? '');
      const {inode} = this.#mounts.place(next, false);
      if (inode?.kind === 'symlink') {
        rest.unshift(...inode.target.split('/').filter((part) => part !== ''));
        if (inode.target.startsWith('/')) real = '/';
      } else real = next;
    }
    return real;
  }

  #takeSpace(bytes: number, action: string, path: string): void {
    if (!this.#space.take(bytes)) throw failure('ENOSPC', action, path);
  }

  #writable(path: string, action: string): Inode {
    const {inode, isReadOnly} = this.#mounts.place(path, true);
    if (inode === undefined) throw failure('ENOENT', action, path);
    if (isReadOnly) throw failure('EROFS', action, path);
    return inode;
  }

  #existing(path: string, followsLast: boolean, action: string): Inode {
    const {inode} = this.#mounts.place(path, followsLast);
    if (inode === undefined) throw failure('ENOENT', action, path);
    return inode;
  }

  #parentMade(path: string, isRecursive: boolean): Place {
    if (!isRecursive) return this.#mounts.place(path, true);
    const parts = this.resolvePath('/', path).split('/').slice(1);
    for (let length = 1; length < parts.length; length++) {
      const ancestor = `/${parts.slice(0, length).join('/')}`;
      const {inode, parent, name, isReadOnly} = this.#mounts.place(ancestor, true);
      if (inode === undefined && isReadOnly) throw failure('EROFS', 'mkdir', path);
      if (inode !== undefined) continue;
      this.#takeSpace(inodeBytes, 'mkdir', path);
      parent.entries.set(name, newDirectory(this.#now()));
    }
    return this.#mounts.place(path, true);
  }
}

function toBytes(content: FileContent, options: {encoding?: BufferEncoding} | BufferEncoding | undefined): Uint8Array {
  if (typeof content !== 'string') return content;
  const encoding = typeof options === 'string' ? options : (options?.encoding ?? 'utf8');
  return Buffer.from(content, encoding);
}

function toStat(inode: Inode): FsStat {
  return {
    isFile: inode.kind === 'file' || inode.kind === 'device',
    isDirectory: inode.kind === 'directory',
    isSymbolicLink: inode.kind === 'symlink',
    mode: inode.mode,
    size: inode.kind === 'file' ? inode.bytes.length : inode.kind === 'directory' ? 4096 : 0,
    mtime: new Date(inode.mtimeMs),
  };
}

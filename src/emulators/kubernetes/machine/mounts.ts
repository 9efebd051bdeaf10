import {failure} from './file-failure.ts';
import {newDirectory, type DirectoryInode, type Inode} from './inode.ts';

const maxSymlinks = 40;

/** Where a path leads. */
export interface Place {
  /** Undefined when the last part of the path does not exist. */
  inode: Inode | undefined;
  parent: DirectoryInode;
  name: string;
  isReadOnly: boolean;
}

interface Position {
  directory: DirectoryInode;
  isReadOnly: boolean;
}

/** A tree of files with others mounted in it, and where paths lead in that. */
export class Mounts {
  readonly #root: DirectoryInode;
  readonly #now: () => number;
  readonly #mounts = new Map<Inode, Position>();
  readonly #readOnlyFiles = new Set<Inode>();

  constructor(root: DirectoryInode, now: () => number) {
    this.#root = root;
    this.#now = now;
  }

  /** Lays a directory over another, which is made when it is missing. Mount outer paths before inner ones. */
  mount(path: string, directory: DirectoryInode, isReadOnly: boolean): void {
    this.#mounts.set(this.#directoryAt(path).mountPoint, {directory, isReadOnly});
  }

  /** The directory that a path leads to, made where it is missing; and what stands there beneath its mounts. */
  #directoryAt(path: string): {mountPoint: DirectoryInode; directory: DirectoryInode} {
    let position: Position = {directory: this.#root, isReadOnly: false};
    let mountPoint: DirectoryInode = this.#root;
    for (const name of path.split('/').filter((part) => part !== '')) {
      const known = position.directory.entries.get(name);
      mountPoint = known?.kind === 'directory' ? known : newDirectory(this.#now());
      position.directory.entries.set(name, mountPoint);
      position = this.#mounts.get(mountPoint) ?? {directory: mountPoint, isReadOnly: position.isReadOnly};
    }
    return {mountPoint, directory: position.directory};
  }

  /** Lays a file over another; what has it open elsewhere sees the same. */
  mountFile(path: string, file: Inode, isReadOnly: boolean): void {
    const slash = path.lastIndexOf('/');
    this.#directoryAt(path.slice(0, slash)).directory.entries.set(path.slice(slash + 1), file);
    if (isReadOnly) this.#readOnlyFiles.add(file);
  }

  /** Whether it is a file that was mounted to be read alone. */
  isReadOnly(file: Inode): boolean {
    return this.#readOnlyFiles.has(file);
  }

  /** Walks a path; all but its last part must exist. */
  place(path: string, followsLast: boolean): Place {
    const rest = path.split('/').filter((part) => part !== '' && part !== '.');
    const top: Position = this.#mounts.get(this.#root) ?? {directory: this.#root, isReadOnly: false};
    const trail: Position[] = [];
    let here = top;
    let links = 0;
    for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
      if (name === '..') {
        here = trail.pop() ?? top;
        continue;
      }
      const entry = here.directory.entries.get(name);
      const isLast = rest.length === 0;
      if (entry?.kind === 'symlink' && (!isLast || followsLast)) {
        if (++links > maxSymlinks) throw failure('ELOOP', 'open', path);
        rest.unshift(...entry.target.split('/').filter((part) => part !== '' && part !== '.'));
        if (entry.target.startsWith('/')) {
          here = top;
          trail.length = 0;
        }
        continue;
      }
      const mounted = entry === undefined ? undefined : this.#mounts.get(entry);
      if (isLast) {
        return {
          inode: mounted?.directory ?? entry,
          parent: here.directory,
          name,
          isReadOnly: mounted?.isReadOnly ?? here.isReadOnly,
        };
      }
      if (entry === undefined) throw failure('ENOENT', 'open', path);
      if (entry.kind !== 'directory') throw failure('ENOTDIR', 'open', path);
      trail.push(here);
      here = mounted ?? {directory: entry, isReadOnly: here.isReadOnly};
    }
    return {inode: here.directory, parent: here.directory, name: '.', isReadOnly: here.isReadOnly};
  }
}

/**
 * What a simulated disk is made of. A directory that is mounted in several places is one object in all of them, so
 * what one container writes the others see, as on a real node.
 */
export type Inode = FileInode | DirectoryInode | SymlinkInode | DeviceInode;

export interface FileInode {
  kind: 'file';
  bytes: Uint8Array;
  mode: number;
  mtimeMs: number;
}

export interface DirectoryInode {
  kind: 'directory';
  entries: Map<string, Inode>;
  mode: number;
  mtimeMs: number;
}

export interface SymlinkInode {
  kind: 'symlink';
  target: string;
  mode: number;
  mtimeMs: number;
}

/** Something like `/dev/stdout`: what is written goes elsewhere, and there is nothing to read. */
export interface DeviceInode {
  kind: 'device';
  write: (bytes: Uint8Array) => void;
  mode: number;
  mtimeMs: number;
}

export function newDirectory(mtimeMs: number): DirectoryInode {
  return {kind: 'directory', entries: new Map(), mode: 0o755, mtimeMs};
}

export function newFile(content: string | Uint8Array, mtimeMs: number, mode = 0o644): FileInode {
  return {kind: 'file', bytes: typeof content === 'string' ? Buffer.from(content) : content, mode, mtimeMs};
}

export function newSymlink(target: string, mtimeMs: number): SymlinkInode {
  return {kind: 'symlink', target, mode: 0o777, mtimeMs};
}

export function newDevice(write: (bytes: Uint8Array) => void, mtimeMs: number): DeviceInode {
  return {kind: 'device', write, mode: 0o666, mtimeMs};
}

/** A copy that shares nothing that can change. */
export function copyTree(inode: Inode): Inode {
  if (inode.kind !== 'directory') return {...inode};
  const entries = new Map([...inode.entries].map(([name, child]) => [name, copyTree(child)]));
  return {...inode, entries};
}

/** Makes the directories of a path that are missing, without following links; the result is the last of them. */
export function makeDirectories(root: DirectoryInode, path: string, mtimeMs: number): DirectoryInode {
  let directory = root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const known = directory.entries.get(name);
    const next = known?.kind === 'directory' ? known : newDirectory(mtimeMs);
    directory.entries.set(name, next);
    directory = next;
  }
  return directory;
}

/** What a path names, without following links. */
export function lookUp(root: DirectoryInode, path: string): Inode | undefined {
  let inode: Inode | undefined = root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    inode = inode?.kind === 'directory' ? inode.entries.get(name) : undefined;
  }
  return inode;
}

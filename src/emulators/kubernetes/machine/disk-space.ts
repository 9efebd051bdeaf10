import type {DirectoryInode, Inode} from './inode.ts';

/** What a file, a directory or a link takes besides what is in it. */
export const inodeBytes = 128;

/**
 * The room that all files of a node share: those on its disk and those that containers write. What goes away is counted
 * only when the room seems to be used up.
 */
export class DiskSpace {
  readonly #roots = new Set<DirectoryInode>();
  readonly #limitBytes: number;
  #usedBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Counts what is below a directory from now on; the returned function ends that. */
  add(root: DirectoryInode): () => void {
    this.#roots.add(root);
    this.#usedBytes += sizeOf(root);
    return () => this.#roots.delete(root);
  }

  /** @returns whether there is room for so much more */
  take(bytes: number): boolean {
    if (this.#usedBytes + bytes > this.#limitBytes) {
      this.#usedBytes = [...this.#roots].reduce((sum, root) => sum + sizeOf(root), 0);
      if (this.#usedBytes + bytes > this.#limitBytes) return false;
    }
    this.#usedBytes += Math.max(0, bytes);
    return true;
  }
}

/** What an inode and all below it takes. */
export function sizeOf(inode: Inode): number {
  if (inode.kind === 'file') return inodeBytes + inode.bytes.length;
  if (inode.kind !== 'directory') return inodeBytes;
  let bytes = inodeBytes;
  for (const child of inode.entries.values()) bytes += sizeOf(child);
  return bytes;
}

import {newDirectory, type DirectoryInode} from './inode.ts';

export interface SavedDisk {
  /** The uid of the volume that it is for. */
  uid: string;
  disk: DirectoryInode;
}

/**
 * What provisioned volumes hold. They are no part of a node: whichever runs a Pod finds them, and they go with their
 * PersistentVolume alone.
 */
export class PersistentDisks {
  readonly #disks = new Map<string, DirectoryInode>();

  constructor(saved: readonly SavedDisk[] = []) {
    for (const {uid, disk} of saved) this.#disks.set(uid, disk);
  }

  find(uid: string, nowMs: number): DirectoryInode {
    const disk = this.#disks.get(uid) ?? newDirectory(nowMs);
    this.#disks.set(uid, disk);
    return disk;
  }

  remove(uid: string): void {
    this.#disks.delete(uid);
  }

  save(): SavedDisk[] {
    return [...this.#disks].map(([uid, disk]) => ({uid, disk}));
  }
}

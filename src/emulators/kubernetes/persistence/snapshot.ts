import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {z} from 'zod';
import type {Clock} from '../clock.ts';
import {decodeTree, encodeTree} from '../machine/inode-json.ts';
import type {DirectoryInode} from '../machine/inode.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {findKind, resourceTypes} from '../resources/registry.ts';
import type {Store} from '../store/store.ts';

export interface SavedNode {
  name: string;
  index: number;
  disk: DirectoryInode;
}

/** What outlives the process: objects, node disks and the administrator's token. */
export interface Snapshot {
  revision: number;
  adminToken: string;
  nodes: SavedNode[];
  objects: KubeObject[];
}

const fileSchema = z.object({
  revision: z.number(),
  adminToken: z.string(),
  nodes: z.array(z.object({name: z.string(), index: z.number(), disk: z.unknown()})),
  // Objects were checked when they were created, and the file is written by us alone.
  objects: z.array(z.custom<KubeObject>()),
});

/** @returns undefined when nothing was saved yet */
export async function loadSnapshot(path: string): Promise<Snapshot | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const {nodes, ...rest} = fileSchema.parse(JSON.parse(text));
  return {...rest, nodes: nodes.map(({name, index, disk}) => ({name, index, disk: decodeTree(disk)}))};
}

/** Puts saved objects back as they were. */
export function restoreObjects(store: Store, objects: readonly KubeObject[]): void {
  for (const object of objects) {
    const type = findKind(object.apiVersion, object.kind);
    if (type !== undefined) store.restore(type, object);
  }
}

const saveDelayMs = 1000;
/** What could not be written (the disk may be full) is tried again after this long. */
const retryMs = 5000;

export interface SnapshotParts {
  readonly path: string;
  readonly store: Store;
  readonly adminToken: string;
  readonly nodes: () => SavedNode[];
  readonly log: (line: string) => void;
  readonly clock: Clock;
}

/**
 * Writes the state to a file a moment after it changed, and when it is closed. What can't be written ends nothing: it is
 * said once and tried again.
 */
export class SnapshotWriter {
  readonly #parts: SnapshotParts;
  readonly #unsubscribe: () => void;
  #cancel: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isFailing = false;
  #isClosed = false;

  constructor(parts: SnapshotParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.store.subscribe(() => this.#saveAfter(saveDelayMs));
  }

  #saveAfter(ms: number): void {
    this.#cancel ??= this.#parts.clock.after(ms, () => {
      this.#cancel = undefined;
      void this.#trySave();
    });
  }

  async #trySave(): Promise<void> {
    const {log} = this.#parts;
    try {
      await this.save();
      if (this.#isFailing) log('the cluster is saved again');
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) log(`the cluster cannot be saved, which is tried again: ${String(error)}`);
      this.#isFailing = true;
      if (!this.#isClosed) this.#saveAfter(retryMs);
    }
  }

  /** Saves one after another, each replacing the file whole. */
  async save(): Promise<void> {
    const {path, store, adminToken, nodes} = this.#parts;
    const objects = resourceTypes.flatMap((type) => store.list(type));
    const disks = nodes().map(({name, index, disk}) => ({name, index, disk: encodeTree(disk)}));
    const text = JSON.stringify({revision: store.revision, adminToken, nodes: disks, objects});
    const write = async (): Promise<void> => {
      await mkdir(dirname(path), {recursive: true});
      await writeFile(`${path}.new`, text, {mode: 0o600});
      await rename(`${path}.new`, path);
    };
    // after the one before it, whatever became of that
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe();
    this.#cancel?.();
    await this.#trySave();
  }
}

import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {z} from 'zod';
import {Saving} from '#src/emulators/core/saving.ts';
import type {Clock} from '../clock.ts';
import type {SavedDisk} from '../machine/persistent-disks.ts';
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
  /** What provisioned volumes hold. */
  disks: SavedDisk[];
  objects: KubeObject[];
}

const fileSchema = z.object({
  revision: z.number(),
  adminToken: z.string(),
  nodes: z.array(z.object({name: z.string(), index: z.number(), disk: z.unknown()})),
  // files from before there were any have none
  disks: z.array(z.object({uid: z.string(), disk: z.unknown()})).default([]),
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
  const {nodes, disks, ...rest} = fileSchema.parse(JSON.parse(text));
  return {
    ...rest,
    nodes: nodes.map(({name, index, disk}) => ({name, index, disk: decodeTree(disk)})),
    disks: disks.map(({uid, disk}) => ({uid, disk: decodeTree(disk)})),
  };
}

/** Puts saved objects back as they were. */
export function restoreObjects(store: Store, objects: readonly KubeObject[]): void {
  for (const object of objects) {
    const type = findKind(object.apiVersion, object.kind);
    if (type !== undefined) store.restore(type, object);
  }
}

export interface SnapshotParts {
  readonly path: string;
  readonly store: Store;
  readonly adminToken: string;
  readonly nodes: () => SavedNode[];
  readonly disks: () => SavedDisk[];
  readonly log: (line: string) => void;
  readonly clock: Clock;
}

/** Keeps the cluster saved in a file; the returned function saves it for the last time. */
export function keepSaved({path, store, adminToken, nodes, disks, log, clock}: SnapshotParts): () => Promise<void> {
  const write = async (): Promise<void> => {
    const objects = resourceTypes.flatMap((type) => store.list(type));
    const machines = nodes().map(({name, index, disk}) => ({name, index, disk: encodeTree(disk)}));
    const volumes = disks().map(({uid, disk}) => ({uid, disk: encodeTree(disk)}));
    const text = JSON.stringify({revision: store.revision, adminToken, nodes: machines, disks: volumes, objects});
    await mkdir(dirname(path), {recursive: true});
    await writeFile(`${path}.new`, text, {mode: 0o600});
    await rename(`${path}.new`, path);
  };
  const saving = new Saving({name: 'the cluster', write, log, clock});
  const unsubscribe = store.subscribe(() => saving.saveSoon());
  return async () => {
    unsubscribe();
    await saving.close();
  };
}

import {z} from 'zod';
import {newDirectory, newFile, newSymlink, type DirectoryInode, type Inode} from './inode.ts';

type Encoded =
  | {d: Record<string, Encoded>; mode: number; at: number}
  | {f: string; mode: number; at: number}
  | {l: string; at: number};

const encodedSchema: z.ZodType<Encoded> = z.lazy(() =>
  z.union([
    z.object({d: z.record(z.string(), encodedSchema), mode: z.number(), at: z.number()}),
    z.object({f: z.string(), mode: z.number(), at: z.number()}),
    z.object({l: z.string(), at: z.number()}),
  ]),
);

/** A directory as JSON; devices belong to running containers and are left out. */
export function encodeTree(directory: DirectoryInode): Encoded {
  const entries = [...directory.entries].flatMap(([name, inode]) => {
    const encoded = encode(inode);
    return encoded === undefined ? [] : [[name, encoded] as const];
  });
  return {d: Object.fromEntries(entries), mode: directory.mode, at: directory.mtimeMs};
}

function encode(inode: Inode): Encoded | undefined {
  switch (inode.kind) {
    case 'directory':
      return encodeTree(inode);
    case 'file':
      return {f: Buffer.from(inode.bytes).toString('base64'), mode: inode.mode, at: inode.mtimeMs};
    case 'symlink':
      return {l: inode.target, at: inode.mtimeMs};
    case 'device':
      return undefined;
  }
}

/** @throws z.ZodError for anything but what `encodeTree` wrote */
export function decodeTree(value: unknown): DirectoryInode {
  const inode = decode(encodedSchema.parse(value));
  return inode.kind === 'directory' ? inode : newDirectory(inode.mtimeMs);
}

function decode(encoded: Encoded): Inode {
  if ('f' in encoded) return newFile(Buffer.from(encoded.f, 'base64'), encoded.at, encoded.mode);
  if ('l' in encoded) return newSymlink(encoded.l, encoded.at);
  const entries = Object.entries(encoded.d).map(([name, child]) => [name, decode(child)] as const);
  return Object.assign(newDirectory(encoded.at), {entries: new Map(entries), mode: encoded.mode});
}

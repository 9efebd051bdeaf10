/** What an archive holds: a file, a folder, or a symbolic link. */
export interface TarEntry {
  name: string;
  kind: 'file' | 'directory' | 'symlink';
  mode: number;
  mtimeMs: number;
  bytes: Uint8Array;
  /** Where a link leads. */
  target: string;
}

const blockBytes = 512;
const typeFlags = {file: '0', symlink: '2', directory: '5'} as const;
/** The next entry's name, where it is too long for its header. */
const longName = 'L';
const mostNameBytes = 100;

/** @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06 */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap((entry) => {
    const name = Buffer.from(entry.name);
    const long =
      name.length <= mostNameBytes
        ? []
        : [header('././@LongLink', longName, {...entry, target: ''}, name), padded(name)];
    return [...long, header(entry.name, typeFlags[entry.kind], entry, entry.bytes), padded(entry.bytes)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
}

function header(
  name: string,
  type: string,
  {mode, mtimeMs, target}: Pick<TarEntry, 'mode' | 'mtimeMs' | 'target'>,
  {length}: Uint8Array,
): Buffer {
  const block = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, digits: number): void => {
    block.write(value.toString(8).padStart(digits, '0'), at, digits, 'latin1');
  };
  block.write(name, 0, mostNameBytes);
  octal(mode & 0o7777, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(length, 124, 11);
  octal(Math.floor(mtimeMs / 1000), 136, 11);
  block.write(' '.repeat(8), 148, 'latin1');
  block.write(type, 156, 'latin1');
  block.write(target, 157, mostNameBytes);
  block.write('ustar\u000000root', 257, 'latin1');
  block.write('root', 297, 'latin1');
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  block.write('\u0000 ', 154, 'latin1');
  return block;
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)]);
}

/** The entries up to the end; undefined for what is no archive, or ends within an entry. */
export function readTar(archive: Buffer): TarEntry[] | undefined {
  const entries: TarEntry[] = [];
  let named: string | undefined;
  for (let at = 0; at + blockBytes <= archive.length;) {
    const block = archive.subarray(at, at + blockBytes);
    if (block.every((byte) => byte === 0)) return entries;
    const text = (start: number, end: number): string =>
      block.subarray(start, end).toString('utf8').split('\0', 1)[0] ?? '';
    const octal = (start: number, end: number): number => Number.parseInt(text(start, end).trim() || '0', 8);
    const size = octal(124, 136);
    const bytes = archive.subarray(at + blockBytes, at + blockBytes + size);
    if (text(257, 262) !== 'ustar' || !(size >= 0) || bytes.length < size) return undefined;
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes;
    const type = block.toString('latin1', 156, 157);
    const kind = type === '2' ? 'symlink' : type === '5' ? 'directory' : 'file';
    if (type === longName) {
      named = bytes.toString('utf8').split('\0', 1)[0];
    } else if (type === '0' || type === '\0' || kind !== 'file') {
      const prefix = text(345, 500);
      const name = named ?? (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`);
      entries.push({name, kind, mode: octal(100, 108), mtimeMs: octal(136, 148) * 1000, bytes, target: text(157, 257)});
      named = undefined;
    }
  }
  return undefined;
}

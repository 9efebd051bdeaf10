/** The first thing in an archive. */
export interface TarEntry {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Where a link leads. */
  readonly target: string;
  /** What a file holds; undefined if the archive was cut before its end. */
  readonly content: Buffer | undefined;
}

const blockBytes = 512;
/** Where each field of a header begins, and how long it is. */
const fields = {
  name: [0, 100],
  mode: [100, 8],
  owner: [108, 8],
  group: [116, 8],
  size: [124, 12],
  time: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  target: [157, 100],
  format: [257, 8],
} as const;
type Field = keyof typeof fields;

const kinds: ReadonlyMap<string, TarEntry['kind']> = new Map([
  ['0', 'file'],
  ['\0', 'file'],
  ['7', 'file'],
  ['2', 'symlink'],
  ['5', 'directory'],
]);
/** What stands before an entry and says more of it than fits into its header. */
const preambles: ReadonlySet<string> = new Set(['L', 'K', 'x', 'g']);
const longName = 'L';
const mostPreambles = 8;

/**
 * The first entry of an archive as `tar cf -` writes it, of which the end may be missing; undefined for what is none. It comes
 * out of a learner's container: nothing that it says of itself is relied on.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export function readFirstEntry(archive: Buffer): TarEntry | undefined {
  let at = 0;
  for (let count = 0; count <= mostPreambles; count += 1) {
    const header = archive.subarray(at, at + blockBytes);
    if (header.length < blockBytes || !read(header, 'format').startsWith('ustar')) return undefined;
    // what is larger than octal digits can say is written otherwise, and is more than anybody reads here
    const digits = /^ *(?<octal>[0-7]+) *$/u.exec(read(header, 'size'))?.groups?.['octal'];
    const size = digits === undefined ? Infinity : Number.parseInt(digits, 8);
    const type = header.toString('latin1', fields.type[0], fields.type[0] + 1);
    const begin = at + blockBytes;
    if (!preambles.has(type)) {
      const content = begin + size <= archive.length ? archive.subarray(begin, begin + size) : undefined;
      return {kind: kinds.get(type) ?? 'other', target: read(header, 'target'), content};
    }
    at = begin + Math.ceil(size / blockBytes) * blockBytes;
  }
  return undefined;
}

function read(header: Buffer, field: Field): string {
  const [at, length] = fields[field];
  const text = header.toString('utf8', at, at + length);
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

/** An archive of one file, which anybody may read and its owner write. */
export function archiveOf(name: string, content: Buffer): Buffer {
  const bytes = Buffer.from(name);
  const isLong = bytes.length > fields.name[1];
  return Buffer.concat([
    ...(isLong ? [headerOf('././@LongLink', longName, bytes.length), padded(bytes)] : []),
    headerOf(name, '0', content.length),
    padded(content),
    Buffer.alloc(2 * blockBytes),
  ]);
}

function headerOf(name: string, type: string, size: number): Buffer {
  const header = Buffer.alloc(blockBytes);
  const write = (field: Field, text: string): void => {
    const [at, length] = fields[field];
    header.write(text, at, length);
  };
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  write('name', name);
  write('mode', octal(0o644, 7));
  write('owner', octal(0, 7));
  write('group', octal(0, 7));
  write('size', octal(size, 11));
  write('time', octal(0, 11));
  write('type', type);
  write('format', 'ustar\u000000');
  // it is summed up as if it were blanks itself
  write('checksum', ' '.repeat(8));
  const sum = header.reduce((total, byte) => total + byte, 0);
  write('checksum', `${octal(sum, 6)}\u0000 `);
  return header;
}

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes)]);

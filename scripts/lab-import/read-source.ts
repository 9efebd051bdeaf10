import {lstat, open, readdir, realpath} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {isManifest, isMarkdown, type LeftOut, type Source} from '#src/authoring/import/source.ts';

/** What a course has is a tenth of it. A text of Markdown that is larger would take minutes to read. */
const most = {
  files: 10_000,
  depth: 20,
  markdownBytes: 256 * 1024,
  markdownLines: 20_000,
  manifestBytes: 512 * 1024,
  bytes: 64 * 1024 * 1024,
};

const notRead: ReadonlySet<string> = new Set(['node_modules', 'vendor']);

/** A SOURCE that cannot be read, in a sentence. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/**
 * The Markdown and the manifests of a folder, or a single file. No link is followed: it could lead anywhere.
 * @throws SourceError if there is no such folder or file
 */
export async function readSource(name: string): Promise<Source> {
  const path = await realpath(name).catch(() => {
    throw new SourceError(`There is no folder or file ${name}.`);
  });
  const reader = new SourceReader();
  const isFolder = (await lstat(path)).isDirectory();
  if (isFolder) await reader.readFolder(path, '');
  else await reader.readFile(path, basename(path));
  return {
    name: isFolder ? name : dirname(name),
    path: isFolder ? path : dirname(path),
    texts: reader.texts,
    leftOut: reader.leftOut,
  };
}

class SourceReader {
  readonly texts = new Map<string, string>();
  readonly leftOut: LeftOut[] = [];
  #bytes = 0;

  async readFolder(folder: string, at: string): Promise<void> {
    if (at.split('/').length > most.depth) return this.#leaveOut(at, `lies deeper than ${most.depth} folders`);
    const entries = await readdir(folder, {withFileTypes: true}).catch(() => undefined);
    if (entries === undefined) return this.#leaveOut(at, 'cannot be opened');
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      const isOf = isMarkdown(entry.name) || isManifest(entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && !notRead.has(entry.name))
          await this.readFolder(join(folder, entry.name), path);
      } else if (entry.isSymbolicLink()) {
        if (isOf) this.#leaveOut(path, 'is a link');
      } else if (entry.isFile() && isOf) {
        await this.readFile(join(folder, entry.name), path);
      }
    }
  }

  async readFile(file: string, path: string): Promise<void> {
    if (this.texts.size >= most.files) return this.#leaveOut(path, `there are more than ${most.files} files`);
    const bytes = isMarkdown(path) ? most.markdownBytes : most.manifestBytes;
    const content = await firstBytes(file, bytes + 1).catch(() => undefined);
    if (content === undefined) return this.#leaveOut(path, 'cannot be opened');
    if (content.byteLength > bytes) return this.#leaveOut(path, `is larger than ${bytes / 1024} KiB`);
    if (content.includes(0)) return this.#leaveOut(path, 'is no text');
    this.#bytes += content.byteLength;
    if (this.#bytes > most.bytes) return this.#leaveOut(path, `there are more than ${most.bytes / 1024 / 1024} MiB`);
    const text = new TextDecoder().decode(content);
    if (isMarkdown(path) && text.split(/\r\n?|\n/u).length > most.markdownLines) {
      return this.#leaveOut(path, `has more than ${most.markdownLines} lines`);
    }
    this.texts.set(path, text);
  }

  #leaveOut(file: string, why: string): void {
    this.leftOut.push({file, why});
  }
}

async function firstBytes(file: string, length: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const buffer = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const {bytesRead} = await handle.read(buffer, filled, length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

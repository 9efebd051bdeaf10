import {access, readdir, readFile} from 'node:fs/promises';
import {basename, dirname, join, relative} from 'node:path';
import {describe, expect, it} from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** The places beside itself that a source names in full, which no compiler follows when a file moves. */
const placesIn = (text: string): string[] => [
  ...Array.from(text.matchAll(/(?:join|resolve)\(\s*import\.meta\.dirname,((?:\s*'[^']+',?)+)\s*\)/gu), ([, parts]) =>
    join(...Array.from((parts ?? '').matchAll(/'([^']+)'/gu), ([, part]) => part ?? '')),
  ),
  ...Array.from(text.matchAll(/new URL\('([^']+)', import\.meta\.url\)/gu), ([, place]) => place ?? ''),
];

describe('what a source names beside itself', () => {
  it.for(['bench', 'commands', 'scripts', 'src', 'test'])('is there, for all of %s', async (folder) => {
    const gone: string[] = [];
    for (const entry of await readdir(join(root, folder), {recursive: true, withFileTypes: true})) {
      if (!entry.isFile() || !/\.(?:ts|js|mjs)$/u.test(entry.name)) continue;
      // the samples below are of no file
      if (entry.name === basename(import.meta.filename)) continue;
      const path = join(entry.parentPath, entry.name);
      for (const place of placesIn(await readFile(path, 'utf8'))) {
        const found = join(dirname(path), place);
        // what a compiler or a test writes need not be there yet
        if (/node_modules/u.test(place)) continue;
        await access(found).catch(() => gone.push(`${relative(root, path)}: ${place}`));
      }
    }
    expect(gone).toEqual([]);
  });

  it.for([
    {line: "const main = resolve(import.meta.dirname, '../../gone/main.ts');", place: '../../gone/main.ts'},
    {line: "join(import.meta.dirname, '..', '..', 'docs', 'gone.md')", place: '../../docs/gone.md'},
    {line: "join(\n  import.meta.dirname,\n  '..',\n  'gone',\n)", place: '../gone'},
    {line: "new URL('../gone.js', import.meta.url)", place: '../gone.js'},
  ])('is found in `$line`', ({line, place}) => {
    expect(placesIn(line)).toEqual([place]);
  });

  it('is not what is put together as it runs', () => {
    expect(placesIn("join(import.meta.dirname, '..', folder)")).toEqual([]);
  });
});

import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {describe, expect, it} from 'vitest';
import {folderCircles} from './folder-circles.ts';

const root = join(import.meta.dirname, '..', '..');

/** A folder, and all below it. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), {recursive: true, withFileTypes: true});
  const below = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return [folder, ...below.map((path) => relative(root, path))];
}

describe('folders, and the files beside them,', () => {
  it.for(['src', 'commands', 'scripts', 'bench'])('of all of %s import each other one way', async (top) => {
    const found = await Promise.all(
      (await foldersIn(top)).map(async (folder) => ({folder, circles: await folderCircles(root, folder)})),
    );
    expect(found.filter(({circles}) => circles.length > 0)).toEqual([]);
  });
});

describe('a circle', () => {
  const cases: {name: string; files: Record<string, string>; circles: string[]}[] = [
    {
      name: 'of two folders is found, also for a type',
      files: {
        'src/api/a.ts': "import {b} from '../store/b.ts';",
        'src/store/c.ts': "import type {A} from '../api/a.ts';",
      },
      circles: ['api → store → api'],
    },
    {
      name: 'of three is found once, by whatever name the imports go',
      files: {
        'src/c/c.ts': "export {a} from '#src/a/a.ts';",
        'src/a/deep/a.ts': "import {b} from '../../b/b.ts';",
        'src/b/b.ts': "const c = await import('../c/c.ts');",
      },
      circles: ['a → b → c → a'],
    },
    {
      name: 'goes through a file of the folder itself',
      files: {'src/clock.ts': "import {a} from './a/a.ts';", 'src/a/a.ts': "import {clock} from '../clock.ts';"},
      circles: ['a → clock.ts → a'],
    },
    {
      name: 'is not what stays in a folder, leaves the whole, or goes one way',
      files: {
        'src/a/a.ts': "import {b} from './b.ts'; import {out} from '../../test/a.ts'; import {c} from '../c/c.ts';",
        'src/a/b.ts': "import type {a} from './a.ts';",
        'src/c/c.ts': "import {z} from 'zod';",
      },
      circles: [],
    },
  ];

  it.for(cases)('$name', async ({files, circles}) => {
    const folder = await mkdtemp(join(tmpdir(), 'labrador-circles-'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), {recursive: true});
      await writeFile(join(folder, path), text);
    }
    expect(await folderCircles(folder, 'src')).toEqual(circles);
    await rm(folder, {recursive: true});
  });
});

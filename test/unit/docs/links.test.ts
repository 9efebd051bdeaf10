import {existsSync} from 'node:fs';
import {glob, readFile} from 'node:fs/promises';
import {dirname, join, relative} from 'node:path';
import {expect, test} from 'vitest';
import {anchorsIn, linksIn} from '#test/support/markdown-links.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const isElsewhere = (link: string): boolean => /^[a-z]+:/i.test(link);
/** What a run of the attacks wrote: what looks like a link there is evidence. */
const report = 'test/real/attacks/attacks.md';

async function pages(): Promise<string[]> {
  const exclude = (name: string): boolean => name.includes('node_modules') || name.startsWith('.');
  const found: string[] = [];
  for await (const path of glob('**/*.md', {cwd: root, exclude})) if (path !== report) found.push(join(root, path));
  return found;
}

/** The links of a page that lead to no file, or to no heading of one. */
async function brokenLinks(page: string): Promise<string[]> {
  const links = linksIn(await readFile(page, 'utf8')).filter((link) => !isElsewhere(link));
  const broken = await Promise.all(
    links.map(async (link) => {
      const [path = '', anchor] = link.split('#', 2);
      const file = path === '' ? page : join(dirname(page), path);
      const leads = existsSync(file) && (anchor === undefined || anchorsIn(await readFile(file, 'utf8')).has(anchor));
      return leads ? [] : [`${relative(root, page)}: ${link}`];
    }),
  );
  return broken.flat();
}

test('each link of a page leads to a file, and to a heading of it where it names one', async () => {
  const all = await pages();
  expect(all.map((page) => relative(root, page))).toEqual(expect.arrayContaining(['README.md', 'docs/operators.md']));
  expect((await Promise.all(all.map(brokenLinks))).flat()).toEqual([]);
});

test.each([
  ['[a](b.md#c)', ['b.md#c']],
  ['| ![a](b.png) |\n|---|\n| [c](../d.md) |', ['b.png', '../d.md']],
  ['<img src="a.png" width="1"> and [b](https://c.example/)', ['a.png', 'https://c.example/']],
  ['`[a](b.md)`\n\n    [c](d.md)', []],
])('the links of %j are known', (markdown, links) => {
  expect(linksIn(markdown)).toEqual(links);
});

test('a heading is named as GitHub names it, its second of a name with a number', () => {
  const markdown = '# One command, from click to answer\n\n## /lab start\n\n## /lab start\n\n## `a_b`: what’s in it';
  expect([...anchorsIn(markdown)]).toEqual([
    'one-command-from-click-to-answer',
    'lab-start',
    'lab-start-1',
    'a_b-whats-in-it',
  ]);
});

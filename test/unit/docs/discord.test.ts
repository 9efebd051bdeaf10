import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const docs = join(import.meta.dirname, '..', '..', '..', 'docs');
const page = await readFile(join(docs, 'discord.md'), 'utf8');

/** The tables in which tests are named by their titles: a row's first cell, and what it says of tests. */
const [, named = ''] = page.split('## What goes wrong on Discord, and the test that holds it');
const [section = ''] = named.split('\n## ');
const rows = [...section.matchAll(/^\| (?<what>[^|]+) \| (?<tests>.+) \|$/gm)]
  .map(({groups}) => ({what: groups?.['what'] ?? '', tests: groups?.['tests'] ?? ''}))
  .filter(({what}) => what !== 'what goes wrong');

const testsOf = (tests: string): {path: string; title: string}[] =>
  [...tests.matchAll(/\[[^\]]+\]\((?<path>[^)]+)\): “(?<title>[^”]+)”/g)].map(({groups}) => ({
    path: groups?.['path'] ?? '',
    title: groups?.['title'] ?? '',
  }));

/** Whether a file has a test of that title, as a string of its source. */
const isTitle = (source: string, title: string): boolean =>
  source.includes(`'${title.replaceAll("'", String.raw`\'`)}', `) || source.includes(`'${title}',\n`);

test('each fault has a test', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({tests}) => testsOf(tests).length === 0)).toEqual([]);
});

test('each test that the page names is there, under its title', async () => {
  const all = rows.flatMap(({tests}) => testsOf(tests));
  // nothing that is named is passed over
  expect(all).toHaveLength(section.split('“').length - 1);
  const sources = new Map<string, string>();
  for (const {path} of all) {
    expect(path).toMatch(/^\.\.\/test\/.+\.test\.ts$/);
    sources.set(path, await readFile(join(docs, path), 'utf8'));
  }
  expect(all.filter(({path, title}) => !isTitle(sources.get(path) ?? '', title))).toEqual([]);
});

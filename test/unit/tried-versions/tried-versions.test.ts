import {readFile} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {parseTriedVersions, triedVersionsPage, withTried} from '#test/support/tried-versions/tried-versions.ts';

test('a suite that passes on another minor version keeps what it passed on before, the oldest first', () => {
  const tried = withTried(withTried(new Map(), 'test:cluster', 'v1.37.2'), 'test:cluster', 'v1.20.2');
  expect(tried.get('test:cluster')).toEqual(['v1.20.2', 'v1.37.2']);
});

test('of one minor version the last patch stands', () => {
  const tried = withTried(new Map([['lab:test', ['v1.37.1']]]), 'lab:test', 'v1.37.2');
  expect(tried.get('lab:test')).toEqual(['v1.37.2']);
});

test('the page is read back as it was written', () => {
  const tried = new Map([
    ['lab:test', ['v1.37.2']],
    ['test:cluster', ['v1.20.2', 'v1.37.2']],
  ]);
  expect(parseTriedVersions(triedVersionsPage(tried))).toEqual(tried);
});

test('the page in docs is one that the suites can have written', async () => {
  const page = await readFile(new URL('../../../docs/tried-versions.md', import.meta.url), 'utf8');
  expect(triedVersionsPage(parseTriedVersions(page))).toBe(page);
});

import {readdir, readFile} from 'node:fs/promises';
import {join, relative, resolve, sep} from 'node:path';
import {beforeAll, expect, test} from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const places = ['src', 'commands', 'test', 'scripts', 'deploy', 'specs', 'bench', 'docs'];
const pages = ['docs/architecture.md', 'docs/developing.md', 'docs/security.md', 'CONTRIBUTING.md', 'README.md'];

/** All files and folders, from the root. */
let there: readonly string[] = [];
beforeAll(async () => {
  const found = await Promise.all(
    places.map(async (place) => {
      const entries = await readdir(join(root, place), {recursive: true, withFileTypes: true});
      return entries.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
    }),
  );
  there = [...places, ...found.flat(), ...(await readdir(root))];
});

/** The files and folders of the sources that a page names between backticks; NAME and the like stand for any. */
const named = (page: string): string[] => {
  const spans = Array.from(page.matchAll(/`([^`\s]+)`/gu), ([, span = '']) => span.replace(/\/$/u, ''));
  const isPath = (span: string): boolean =>
    /^(?:src|commands|test|scripts|deploy|specs|bench)\/[\w./-]+$/u.test(span) || /^[\w./-]+\.(?:ts|mjs)$/u.test(span);
  return [...new Set(spans.filter((span) => isPath(span) && !/\b(?:NAME|KIND|VERB|LANGUAGE)\b|\.\.\./u.test(span)))];
};

const isThere = (path: string): boolean => there.some((file) => file === path || file.endsWith(`/${path}`));

test.for(pages)('what %s names of the sources is there', async (page) => {
  const paths = named(await readFile(join(root, page), 'utf8'));
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
});

test('what is not there is found, by its whole path and by its name alone', () => {
  const page = 'See `src/gone/file.ts`, `gone-file.ts`, `src/main.ts`, `main.ts`, `src/kinds/` and `verbs/VERB.ts`.';
  expect(named(page).filter((path) => !isThere(path))).toEqual(['src/gone/file.ts', 'gone-file.ts']);
});

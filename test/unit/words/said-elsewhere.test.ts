import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
/** What is said to people; those who write labs and who run Labrador read English. */
const files = ['commands/**/*.ts', 'src/{answering,chat,classroom,discord,facilitating,processes,queue,views}/**/*.ts'];

/** A text that is given to what people read as it is: a sentence, a message, its content, a label, a title. */
const texts = /(?:\b(?:said|plainMessage)\(\s*|\b(?:content|label|title|placeholder): )(?<text>`[^`]*`|'[^']*')/gu;

/** What of it is no value that is put in, and no escape. */
const ownWords = (text: string): string[] =>
  text
    .slice(1, -1)
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, '')
    .replaceAll(/\\\w/gu, '')
    .match(/\p{L}{2,}/gu) ?? [];

/** The same in every language. */
const isNoWord = (word: string): boolean => ['YAML', 'kubectl'].includes(word);

test('what is said to people is said by the words of their language, and nowhere else', () => {
  const all = files.flatMap((pattern) => globSync(pattern, {cwd: root}));
  expect(all.length).toBeGreaterThan(150);
  const elsewhere = all.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(texts)]
      .filter(({groups}) => ownWords(groups?.['text'] ?? '').some((word) => !isNoWord(word)))
      .map(({groups}) => `${file}: ${groups?.['text'] ?? ''}`),
  );
  expect(elsewhere).toEqual([]);
});

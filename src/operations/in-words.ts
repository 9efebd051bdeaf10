import type {Language} from '#src/words/language.ts';
import {language, wordsOf} from '#src/words/words.ts';

/** As a sentence of who reads it lists it: `a Deployment, a Job and a Pod`. */
export const inWords = (items: readonly string[], conjunction: 'and' | 'or'): string =>
  inWordsOf(language(), items, conjunction);

/** The same in one language, for what is the same for all: the docs. */
export function inWordsOf(language: Language, items: readonly string[], conjunction: 'and' | 'or'): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return wordsOf(language).operations[conjunction]({most: items.slice(0, -1).join(', '), last});
}

import {AsyncLocalStorage} from 'node:async_hooks';
import {de} from './de/de.ts';
import {en, type Words} from './en/en.ts';
import {fr} from './fr/fr.ts';
import type {Language} from './language.ts';

const byLanguage: Readonly<Record<Language, Words>> = {en, de, fr};

const spoken = new AsyncLocalStorage<Language>();

/**
 * Whose words it is that are read: what runs in it, and all that it waits for, speaks that language. Who begins to
 * answer somebody, or renders for a channel, says so; what goes on by itself must say so each time.
 */
export const inLanguage = <Result>(language: Language, run: () => Result): Result => spoken.run(language, run);

export const language = (): Language => spoken.getStore() ?? 'en';

/** What is said, in the language of who reads it. Read when it is said, never kept. */
export const words = (): Words => byLanguage[language()];

/** The same in each language, for who registers or compares them. */
export const wordsOf = (one: Language): Words => byLanguage[one];

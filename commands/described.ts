import {languages, type Language} from '#src/words/language.ts';
import type {Words} from '#src/words/en/en.ts';
import {wordsOf} from '#src/words/words.ts';

/** What is said, chosen from the words of a language. */
export type Say = (words: Words) => string;

/** The languages beside English are Discord's locales of the same name; who speaks another reads English. */
type Localizations = Partial<Record<Exclude<Language, 'en'>, string>>;

/** What a command, a subcommand or an option is for, in each language: what the chat registers with it. */
export const described = (say: Say): {description: string; description_localizations: Localizations} => ({
  description: say(wordsOf('en')),
  description_localizations: localizations(say),
});

/** The name of a choice or of a menu's command in each language. Those of commands and options are what people type: one for all. */
export const named = (say: Say): {name: string; name_localizations: Localizations} => ({
  name: say(wordsOf('en')),
  name_localizations: localizations(say),
});

const localizations = (say: Say): Localizations =>
  Object.fromEntries(languages.filter((one) => one !== 'en').map((one) => [one, say(wordsOf(one))]));

import {describe, expect, test} from 'vitest';
import {languageOf, languages, type Language} from '#src/words/language.ts';
import {inLanguage, language, words, wordsOf} from '#src/words/words.ts';

/** Each sentence with where it stands; what it is filled with stands in it as `⟨name⟩`. */
function sentences(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]];
  if (typeof of === 'function') return sentences(of(filled), `${path}()`);
  return Object.entries(Object(of) as object).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
}

/** Whatever is asked of it, by its name. */
const filled: unknown = new Proxy({}, {get: (_, name) => (typeof name === 'string' ? `⟨${name}⟩` : undefined)});

const marksIn = (text: string): string[] => [...new Set(text.match(/⟨\w+⟩/gu))].sort();
/** What is typed or is a name of something: the same in every language. */
const codeIn = (text: string): string[] =>
  (text.match(/`[^`]+`|(?<![\w.])\/[a-z][a-z-]+(?: [a-z-]+:?)?/gu) ?? []).sort();

const english = new Map(sentences(wordsOf('en')));

describe.each(languages.filter((one) => one !== 'en'))('%s', (one: Language) => {
  const own = sentences(wordsOf(one));

  test('says all that English says', () => {
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
    expect(own.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test.each(own)('%s is filled with the same', (path, text) => {
    expect(marksIn(text)).toEqual(marksIn(english.get(path) ?? ''));
  });

  test.each(own)('%s names the same commands', (path, text) => {
    const commandsOf = (sentence: string): string[] =>
      codeIn(sentence).map((code) => code.replace(/^\/(\S+) .*$/u, '/$1'));
    expect(commandsOf(text)).toEqual(commandsOf(english.get(path) ?? ''));
  });
});

test.each(languages)('what to do next in %s names commands as they are typed: it is shown as it is', (one) => {
  const coded = sentences(wordsOf(one)).filter(([path, text]) => path.endsWith('.next') && text.includes('`/'));
  expect(coded).toEqual([]);
});

test('French has a space that does not break before its double signs and within its quotes', () => {
  const breaking = sentences(wordsOf('fr')).filter(([, text]) => / [:;!?»](?:\s|$)|« /u.test(text));
  expect(breaking).toEqual([]);
});

describe('whose language it is', () => {
  test.each([
    ['de', 'de'],
    ['fr', 'fr'],
    ['en-GB', 'en'],
    ['es-ES', 'en'],
    ['no', 'en'],
    [undefined, 'en'],
  ] as const)('of a client in %s is %s', (locale, expected) => {
    expect(languageOf(locale)).toBe(expected);
  });

  test('is that of who is answered, for all that is waited for, and of nobody else', async () => {
    const say = async (): Promise<string> => {
      await Promise.resolve();
      return words().answering.deleteIt;
    };
    const said = await Promise.all([inLanguage('de', say), say(), inLanguage('fr', say)]);
    expect(said).toEqual(['Löschen', 'Delete it', 'Effacer']);
    expect(language()).toBe('en');
  });
});

import type {Filter} from '#src/operations/filters/filter.ts';
import {automatonOf} from '#src/operations/filters/grep.ts';
import {PatternRefusal} from '#src/operations/filters/regex/parse-pattern.ts';
import {UserError} from '../../user-error.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {readOptions, type OptionForm} from './read-options.ts';
import {words} from '#src/words/words.ts';

const forms: readonly OptionForm[] = [
  {name: 'ignore-case', letters: 'iy', long: ['ignore-case']},
  {name: 'invert', letters: 'v', long: ['invert-match']},
  {name: 'count', letters: 'c', long: ['count']},
  {name: 'only', letters: 'o', long: ['only-matching']},
  {name: 'extended', letters: 'E', long: ['extended-regexp']},
  {name: 'basic', letters: 'G', long: ['basic-regexp']},
  {name: 'fixed', letters: 'F', long: ['fixed-strings']},
  {name: 'word', letters: 'w', long: ['word-regexp']},
  {name: 'line', letters: 'x', long: ['line-regexp']},
  {name: 'number', letters: 'n', long: ['line-number']},
  {name: 'after', letters: 'A', long: ['after-context'], takesValue: true},
  {name: 'before', letters: 'B', long: ['before-context'], takesValue: true},
  {name: 'around', letters: 'C', long: ['context'], takesValue: true},
  {name: 'most', letters: 'm', long: ['max-count'], takesValue: true},
  {name: 'pattern', letters: 'e', long: ['regexp'], takesValue: true},
  // what it is printed with, or said of files, makes no difference to text
  {name: 'plain', letters: 'hsa', long: ['color', 'colour', 'no-filename', 'no-messages', 'text', 'line-buffered']},
];

/** @throws UserError for an option or a pattern that is not taken */
export function parseGrep(typed: readonly ShellWord[]): Filter {
  const options = readOptions('grep', typed, forms);
  const given = options.all('pattern');
  const [first, ...others] = options.args;
  const patterns = given.length > 0 ? [...given] : first === undefined ? [] : [first];
  const extra = given.length > 0 ? first : others[0];
  if (extra !== undefined && extra !== '-') {
    throw new UserError('unsupported', words().filters.noFiles({program: 'grep', given: shown(extra)}));
  }
  if (patterns.length === 0) throw new UserError('bad-input', words().filters.noPattern);
  const lines = (name: string, otherwise: number): number => {
    const text = options.value(name);
    if (text === undefined) return otherwise;
    if (!/^\d{1,6}$/u.test(text)) {
      throw new UserError('bad-input', words().filters.value({program: 'grep', given: shown(text)}));
    }
    return Number(text);
  };
  const around = lines('around', 0);
  const filter = {
    kind: 'grep' as const,
    patterns,
    syntax: options.has('fixed')
      ? ('fixed' as const)
      : options.has('extended')
        ? ('extended' as const)
        : ('basic' as const),
    ignoresCase: options.has('ignore-case'),
    inverts: options.has('invert'),
    ...(options.has('line') ? {whole: 'line' as const} : options.has('word') ? {whole: 'word' as const} : {}),
    prints: options.has('count') ? ('count' as const) : options.has('only') ? ('matches' as const) : ('lines' as const),
    isNumbered: options.has('number'),
    ...(options.has('most') ? {most: lines('most', 0)} : {}),
    before: lines('before', around),
    after: lines('after', around),
  };
  takePattern(() => automatonOf(filter), patterns);
  return filter;
}

/** @throws UserError for one that no pattern of ours is, or that grep would refuse too */
export function takePattern(read: () => unknown, patterns: readonly string[]): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof PatternRefusal)) throw error;
    const given = shown(patterns.join(' '));
    switch (error.reason) {
      case 'back-reference':
        throw new UserError('unsupported', words().filters.backReference({given: error.message}), {cause: error});
      case 'too-large':
        throw new UserError('unsupported', words().filters.patternTooLarge({given}), {cause: error});
      case 'not-valid':
        throw new UserError('bad-input', `grep: ${error.message}`, {next: words().filters.quoteFixed, cause: error});
    }
  }
}

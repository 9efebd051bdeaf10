import type {Filter} from '#src/operations/filters/filter.ts';
import {UserError} from '../../user-error.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {parseAwk} from './parse-awk.ts';
import {parseGrep} from './parse-grep.ts';
import {parseJq} from './parse-jq.ts';
import {readOptions, type OptionForm, type ReadOptions} from './read-options.ts';
import {words} from '#src/words/words.ts';

type Read = (typed: readonly ShellWord[], program: string) => Filter;

/** The programs that are understood behind a `|`, the likeliest first. */
const programs: Readonly<Record<string, Read>> = {
  grep: parseGrep,
  egrep: (typed) => parseGrep([{text: '-E', raw: '-E'}, ...typed]),
  fgrep: (typed) => parseGrep([{text: '-F', raw: '-F'}, ...typed]),
  head: parseHead,
  tail: parseTail,
  wc: parseWc,
  sort: parseSort,
  uniq: parseUniq,
  cut: parseCut,
  tr: parseTr,
  base64: parseBase64,
  jq: parseJq,
  awk: parseAwk,
  cat: parseCat,
  less: parseCat,
  more: parseCat,
};

export const filterNames: readonly string[] = Object.keys(programs);

/**
 * What stands behind a `|`, read; undefined if it is no program that is understood there.
 * @throws UserError for what one of them is asked and is not done here
 */
export function parseFilter([first, ...typed]: readonly ShellWord[]): Filter | undefined {
  const program = first?.text ?? '';
  const read = Object.hasOwn(programs, program) ? programs[program] : undefined;
  return read?.(typed, program);
}

/** Of `cut`; each is asked for each character. */
const mostRanges = 20;
const count: OptionForm = {name: 'lines', letters: 'n', long: ['lines'], takesValue: true};
const bytes: OptionForm = {name: 'bytes', letters: 'c', long: ['bytes'], takesValue: true};

/** `head -5` is `head -n 5`. */
function withOldCount(typed: readonly ShellWord[]): readonly ShellWord[] {
  return typed.map((word, index) => {
    const isValue = /^(?:-[nc]|--lines|--bytes)$/u.test(typed[index - 1]?.text ?? '');
    return /^-\d+$/u.test(word.text) && !isValue ? {...word, text: `-n${word.text.slice(1)}`} : word;
  });
}

function parseHead(typed: readonly ShellWord[]): Filter {
  const options = readOptions('head', withOldCount(typed), [count, bytes]);
  refuseArguments('head', options);
  const unit = options.has('bytes') ? 'bytes' : 'lines';
  const text = options.value(unit) ?? '10';
  return {kind: 'head', unit, count: wholeNumber('head', text.replace(/^-/u, '')), isButLast: text.startsWith('-')};
}

function parseTail(typed: readonly ShellWord[]): Filter {
  const options = readOptions('tail', withOldCount(typed), [count, bytes]);
  refuseArguments('tail', options);
  const unit = options.has('bytes') ? 'bytes' : 'lines';
  const text = options.value(unit) ?? '10';
  return {kind: 'tail', unit, count: wholeNumber('tail', text.replace(/^[-+]/u, '')), isFrom: text.startsWith('+')};
}

function parseWc(typed: readonly ShellWord[]): Filter {
  const options = readOptions('wc', typed, [
    {name: 'lines', letters: 'l', long: ['lines']},
    {name: 'words', letters: 'w', long: ['words']},
    {name: 'bytes', letters: 'c', long: ['bytes']},
    {name: 'characters', letters: 'm', long: ['chars']},
  ]);
  refuseArguments('wc', options);
  const counts = (['lines', 'words', 'characters', 'bytes'] as const).filter((name) => options.has(name));
  return {kind: 'wc', counts: counts.length === 0 ? ['lines', 'words', 'bytes'] : counts};
}

function parseSort(typed: readonly ShellWord[]): Filter {
  const options = readOptions('sort', typed, [
    {name: 'reverse', letters: 'r', long: ['reverse']},
    {name: 'numeric', letters: 'n', long: ['numeric-sort']},
    {name: 'unique', letters: 'u', long: ['unique']},
    {name: 'fold', letters: 'f', long: ['ignore-case']},
    {name: 'key', letters: 'k', long: ['key'], takesValue: true},
    {name: 'separator', letters: 't', long: ['field-separator'], takesValue: true},
  ]);
  refuseArguments('sort', options);
  const [key, ...more] = options.all('key');
  const {
    from,
    to,
    flags = '',
  } = /^(?<from>\d{1,4})(?:,(?<to>\d{1,4}))?(?<flags>[rn]*)$/u.exec(key ?? '1')?.groups ?? {};
  if (from === undefined || Number(from) === 0 || more.length > 0) throw badValue('sort', key ?? '');
  const separator = options.value('separator');
  if (separator !== undefined && Array.from(separator).length !== 1) throw badValue('sort', separator);
  return {
    kind: 'sort',
    // what stands at a key is all that holds of it
    isReversed: flags === '' ? options.has('reverse') : flags.includes('r'),
    areTiesReversed: options.has('reverse'),
    isNumeric: flags === '' ? options.has('numeric') : flags.includes('n'),
    isUnique: options.has('unique'),
    ignoresCase: flags === '' && options.has('fold'),
    ...(key === undefined ? {} : {key: {from: Number(from), ...(to === undefined ? {} : {to: Number(to)})}}),
    ...(separator === undefined ? {} : {separator}),
  };
}

function parseUniq(typed: readonly ShellWord[]): Filter {
  const options = readOptions('uniq', typed, [
    {name: 'count', letters: 'c', long: ['count']},
    {name: 'repeated', letters: 'd', long: ['repeated']},
    {name: 'single', letters: 'u', long: ['unique']},
  ]);
  refuseArguments('uniq', options);
  const only = options.has('repeated') ? 'repeated' : options.has('single') ? 'single' : 'all';
  return {kind: 'uniq', isCounted: options.has('count'), only};
}

function parseCut(typed: readonly ShellWord[]): Filter {
  const options = readOptions('cut', typed, [
    {name: 'delimiter', letters: 'd', long: ['delimiter'], takesValue: true},
    {name: 'fields', letters: 'f', long: ['fields'], takesValue: true},
    {name: 'characters', letters: 'cb', long: ['characters', 'bytes'], takesValue: true},
    {name: 'only', letters: 's', long: ['only-delimited']},
  ]);
  refuseArguments('cut', options);
  const delimiter = options.value('delimiter') ?? '\t';
  const list = options.value('fields') ?? options.value('characters');
  if (Array.from(delimiter).length !== 1) throw badValue('cut', delimiter);
  if (list === undefined) throw new UserError('bad-input', words().filters.sayWhichFields);
  if (list.split(',').length > mostRanges) throw badValue('cut', list);
  const ranges = list.split(',').map((range) => {
    const [, first = '', dash, second = ''] = /^(\d{0,6})(-)?(\d{0,6})$/u.exec(range) ?? [];
    const from = first === '' ? 1 : Number(first);
    const to = dash === undefined ? from : second === '' ? undefined : Number(second);
    if ((first === '' && second === '') || from < 1 || (to !== undefined && to < from)) throw badValue('cut', list);
    return to === undefined ? {from} : {from, to};
  });
  const unit = options.has('fields') ? 'fields' : 'characters';
  return {kind: 'cut', unit, delimiter, ranges, isOnlyDelimited: options.has('only')};
}

function parseTr(typed: readonly ShellWord[]): Filter {
  const options = readOptions('tr', typed, [
    {name: 'delete', letters: 'd', long: ['delete']},
    {name: 'squeeze', letters: 's', long: ['squeeze-repeats']},
  ]);
  const [from, to, ...more] = options.args;
  const deletes = options.has('delete');
  const squeezes = options.has('squeeze');
  const isWhole = deletes ? to === undefined && !squeezes : to !== undefined || squeezes;
  if (from === undefined || more.length > 0 || !isWhole) throw new UserError('bad-input', words().filters.trSets);
  const target = to === undefined ? {} : {to: expandSet(to)};
  return {kind: 'tr', from: expandSet(from), ...target, deletes, squeezes};
}

const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', '\\': '\\'};
const classes: Readonly<Record<string, string>> = {
  upper: 'A-Z',
  lower: 'a-z',
  digit: '0-9',
  space: ' \t\n\v\f\r',
  blank: ' \t',
};

/** `a-z`, `\n`, `[:upper:]`. */
function expandSet(text: string): string {
  const plain = text.replaceAll(/\[:(\w+):\]/gu, (all, name: string) => {
    const set = classes[name];
    if (set === undefined) throw badValue('tr', all);
    return set;
  });
  const characters = [...plain.matchAll(/\\(.)|([^])/gu)].map(([, escaped, character]) => ({
    text: escaped === undefined ? (character ?? '') : (escapes[escaped] ?? escaped),
    isDash: character === '-',
  }));
  let set = '';
  for (let at = 0; at < characters.length; at += 1) {
    const first = characters[at]?.text ?? '';
    const last = characters[at + 1]?.isDash === true ? characters[at + 2]?.text : undefined;
    const [from, to] = [first.codePointAt(0) ?? 0, last?.codePointAt(0)];
    if (to === undefined) set += first;
    else {
      if (to < from || to - from > 256) throw badValue('tr', text);
      for (let code = from; code <= to; code += 1) set += String.fromCodePoint(code);
      at += 2;
    }
  }
  return set;
}

function parseBase64(typed: readonly ShellWord[]): Filter {
  const options = readOptions('base64', typed, [
    {name: 'decode', letters: 'dD', long: ['decode']},
    {name: 'width', letters: 'w', long: ['wrap'], takesValue: true},
  ]);
  refuseArguments('base64', options);
  return {kind: 'base64', decodes: options.has('decode'), width: wholeNumber('base64', options.value('width') ?? '76')};
}

function parseCat(typed: readonly ShellWord[], program: string): Filter {
  refuseArguments(program, readOptions(program, typed, []));
  return {kind: 'cat', program};
}

/** There are no files to read. */
function refuseArguments(program: string, {args}: ReadOptions): void {
  const extra = args.find((arg) => arg !== '-');
  if (extra !== undefined) throw new UserError('unsupported', words().filters.noFiles({program, given: shown(extra)}));
}

function wholeNumber(program: string, text: string): number {
  if (!/^\d{1,7}$/u.test(text)) throw badValue(program, text);
  return Number(text);
}

const badValue = (program: string, value: string): UserError =>
  new UserError('bad-input', words().filters.value({program, given: shown(value)}));

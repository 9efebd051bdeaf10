import {UserError} from '../user-error.ts';
import type {FlagDefinition} from './flags.ts';
import {nearestTo} from '../nearest-to.ts';
import {refusedSubstitution} from './kept-in-variable.ts';
import {LineRefusal} from './line-refusal.ts';
import type {ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {lineOf} from './type-line.ts';
import {words} from '#src/words/words.ts';

/** A line's words, sorted into flags, arguments and what follows `--`. */
export interface ParsedFlags {
  readonly args: readonly ShellWord[];
  /** The words after a `--`; undefined if there is none. */
  readonly afterDashes?: readonly ShellWord[];
  /** Whether a flag that takes nothing was given, and not as `=false`. */
  isSet(name: string): boolean;
  /** The last value of a flag. */
  value(name: string): string | undefined;
  /** All values of a flag that can be repeated, as they were given. */
  values(name: string): readonly string[];
  /** The same, those with commas split. */
  list(name: string): readonly string[];
}

const booleans: ReadonlyMap<string, string> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((spelling) => [spelling, 'true'] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((spelling) => [spelling, 'false'] as const),
]);

/**
 * Reads flags as kubectl does: `--flag value`, `--flag=value`, `-f value`, `-f=value`, `-fvalue`, and combined short
 * ones (`-it`), anywhere before a `--`.
 *
 * `typed` are those after the verb; `verb` is for what is said of them.
 * @throws UserError `unsupported` for a flag that is not in `definitions` or is refused there, `bad-input` for a value
 *   that is missing or not one
 */
export function parseFlags(
  typed: readonly ShellWord[],
  {verb, definitions}: {verb: string; definitions: readonly FlagDefinition[]},
): ParsedFlags {
  const values = new Map<string, string[]>();
  const args: ShellWord[] = [];
  let afterDashes: readonly ShellWord[] | undefined;

  for (let at = 0; at < typed.length; at += 1) {
    const word = typed[at];
    if (word === undefined) break;
    if (word.raw === '--') {
      afterDashes = typed.slice(at + 1);
      break;
    }
    if (!word.text.startsWith('-') || word.text === '-') {
      args.push(word);
      continue;
    }
    if (word.substitution !== undefined) throw substitutionInFlag(word.text, word.substitution);
    const long = longName(word, definitions);
    if (long !== undefined) {
      throw new LineRefusal('unsupported', words().flags.twoHyphens({flag: shown(long)}), {
        instead: lineOf([verb, ...typed.slice(0, at), `-${word.raw}`, ...typed.slice(at + 1)]),
      });
    }
    const format = formatMeant(word.text, definitions);
    if (format !== undefined) {
      throw new LineRefusal('unsupported', words().flags.unknown({verb, flag: shown(word.text)}), {
        instead: lineOf([verb, ...typed.slice(0, at), '-o', format, ...typed.slice(at + 1)]),
      });
    }
    let pending: string | undefined = word.text;
    while (pending !== undefined) {
      const flag = readFlag(pending, definitions);
      if (flag.definition === undefined) throw unknownFlag({verb, flag, definitions, typed, at});
      const {definition} = flag;
      const isValueNext: boolean = definition.takes === 'value' && flag.value === undefined;
      const ofValue = definition.refusalOf?.(flag.value ?? typed[at + 1]?.text ?? '');
      const refusal = definition.refusal ?? ofValue;
      if (refusal !== undefined) {
        const without = ofValue === undefined ? {} : {instead: ''};
        throw refusedFlag({...definition, ...without, refusal}, flag, {
          before: [verb, ...typed.slice(0, at), shortsBefore(word, pending)],
          after: typed.slice(at + (isValueNext ? 2 : 1)),
        });
      }
      let {value} = flag;
      if (isValueNext) {
        at += 1;
        const next = typed[at];
        if (next === undefined) throw new UserError('bad-input', words().lines.values.missing({flag: flag.spelling}));
        if (next.raw === '=') {
          const rest = typed.slice(at + 1);
          throw new LineRefusal('bad-input', words().slips.equals, {
            instead: lineOf([verb, ...typed.slice(0, at - 1), `${word.raw}=${rest[0]?.raw ?? ''}`, ...rest.slice(1)]),
          });
        }
        if (next.substitution !== undefined) throw substitutionInFlag(next.text, next.substitution);
        value = next.text;
      }
      const held = values.get(definition.name) ?? [];
      held.push(meaning(definition, {spelling: flag.spelling, value}));
      values.set(definition.name, held);
      pending = flag.rest;
    }
  }

  return {
    args,
    ...(afterDashes === undefined ? {} : {afterDashes}),
    isSet: (name) => values.get(name)?.at(-1) === 'true',
    value: (name) => values.get(name)?.at(-1),
    values: (name) => values.get(name) ?? [],
    list: (name) => (values.get(name) ?? []).flatMap((value) => value.split(',')),
  };
}

interface ReadFlag {
  readonly spelling: string;
  readonly definition?: FlagDefinition;
  readonly value?: string;
  /** The short flags combined behind this one, with their hyphen. */
  readonly rest?: string;
}

function readFlag(text: string, definitions: readonly FlagDefinition[]): ReadFlag {
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    const name = equals === -1 ? text.slice(2) : text.slice(2, equals);
    const definition = definitions.find((candidate) => candidate.name === name);
    const value = equals === -1 ? undefined : text.slice(equals + 1);
    return {spelling: `--${name}`, ...(definition && {definition}), ...(value !== undefined && {value})};
  }
  const short = text.charAt(1);
  const definition = definitions.find((candidate) => candidate.short === short);
  const after = text.slice(2);
  const spelling = `-${short}`;
  if (definition === undefined) return {spelling};
  if (after === '') return {spelling, definition};
  if (after.startsWith('=')) return {spelling, definition, value: after.slice(1)};
  return definition.takes === 'value'
    ? {spelling, definition, value: after}
    : {spelling, definition, rest: `-${after}`};
}

function meaning(definition: FlagDefinition, {spelling, value}: {spelling: string; value: string | undefined}): string {
  if (definition.takes !== 'nothing') return value ?? definition.implied ?? '';
  const boolean = booleans.get(value ?? 'true');
  if (boolean === undefined) {
    throw new UserError('bad-input', words().lines.values.trueOrFalse({flag: spelling, given: shown(value ?? '')}));
  }
  return boolean;
}

/** The name of a long flag that has one hyphen too few, as far as it was typed: `-selector`, `-file`. */
function longName({text}: ShellWord, definitions: readonly FlagDefinition[]): string | undefined {
  const [name = ''] = text.slice(1).split('=', 1);
  const isPart = name.length > 3 && (meantFlags.has(name) || isBeginOfOne(name, definitions));
  return isPart || (name.length > 2 && definitions.some((definition) => definition.name === name)) ? name : undefined;
}

/** What people call a flag who do not have its name at hand. */
const meantFlags: ReadonlyMap<string, string> = new Map([
  ['label', 'selector'],
  ['labels', 'selector'],
  ['ns', 'namespace'],
  ['lines', 'tail'],
  ['img', 'image'],
]);

/** `-wide`, `--yaml`: a format, without the flag in front of it. */
function formatMeant(text: string, definitions: readonly FlagDefinition[]): string | undefined {
  const format = /^--?(wide|yaml|json)$/iu.exec(text)?.[1]?.toLowerCase();
  const output = definitions.find(({name}) => name === 'output');
  return output?.refusal === undefined && output?.takes === 'value' ? format : undefined;
}

/**
 * A short flag as it was meant: with a hyphen too many (`--o`, `--it`), in capitals or not (`-O`, `-0`), or, where a verb shows
 * the end of a text, the number alone (`-10`). As it stands in the line, with the value that is in the same word.
 */
function shortMeant(typed: string, spelling: string, definitions: readonly FlagDefinition[]): string | undefined {
  const isKnown = (letter: string): boolean => definitions.some(({short}) => short === letter);
  const name = spelling.replace(/^-+/u, '');
  if (spelling.startsWith('--')) {
    return name.length < 3 && Array.from(name).every(isKnown) ? typed.slice(1) : undefined;
  }
  if (/^-\d+$/u.test(typed) && definitions.some((definition) => definition.name === 'tail'))
    return `--tail=${typed.slice(1)}`;
  const other = name === '0' ? 'o' : name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  const isAlone = typed === spelling || typed.startsWith(`${spelling}=`);
  return isAlone && other !== name && isKnown(other) ? `-${other}${typed.slice(2)}` : undefined;
}

const isBeginOfOne = (name: string, definitions: readonly FlagDefinition[]): boolean =>
  definitions.filter((definition) => definition.name.startsWith(name)).length === 1;

/** Of short flags that are written as one word, those in front of what is still to be read. */
function shortsBefore({text}: ShellWord, pending: string): string {
  const before = text.slice(0, text.length - pending.length + 1);
  return before.length > 1 ? before : '';
}

function refusedFlag(
  {refusal, instead, next}: FlagDefinition & Required<Pick<FlagDefinition, 'refusal'>>,
  flag: ReadFlag,
  {before, after}: {before: readonly (ShellWord | string)[]; after: readonly ShellWord[]},
): UserError {
  const message = refusal({flag: flag.spelling});
  if (instead === undefined) return new UserError('unsupported', message, next === undefined ? {} : {next: next()});
  const rest = flag.rest === undefined || /^[\w=.,/-]*$/u.test(flag.rest) ? flag.rest : `'${flag.rest}'`;
  const line = lineOf([...before, instead, rest ?? '', ...after]);
  return new LineRefusal('unsupported', message, {instead: line});
}

/** What another server has is not taken, whatever is asked of it. */
function substitutionInFlag(before: string, inner: string): UserError {
  const address = /https?:\/\/.*$/iu.exec(before)?.[0];
  if (address !== undefined) return new UserError('unsupported', words().lines.files.onlyLabs({path: shown(address)}));
  return refusedSubstitution(inner, words().flags.substitution);
}

function unknownFlag(input: {
  verb: string;
  flag: ReadFlag;
  definitions: readonly FlagDefinition[];
  typed: readonly ShellWord[];
  at: number;
}): UserError {
  const {verb, flag, definitions, typed, at} = input;
  const taken = definitions.filter((definition) => definition.refusal === undefined);
  const message = words().flags.unknown({verb, flag: shown(flag.spelling)});
  const offered = taken.filter(({taught}) => taught !== '');
  const spellings = offered.map(({name, short}) => (short === undefined ? `--${name}` : `-${short}/--${name}`));
  const {known, knownNone} = words().flags;
  const next = spellings.length === 0 ? knownNone({verb}) : known({verb, flags: spellings.join(', ')});
  const short = shortMeant(typed[at]?.raw ?? '', flag.spelling, definitions);
  if (short !== undefined) {
    const instead = lineOf([verb, ...typed.slice(0, at), short, ...typed.slice(at + 1)]);
    return new LineRefusal('unsupported', message, {instead, next});
  }
  const nearest = flag.spelling.startsWith('--')
    ? nearestFlag(flag.spelling.slice(2), [taken, definitions])
    : undefined;
  if (nearest === undefined) return new UserError('unsupported', message, {next});
  const word = typed[at]?.raw.replace(flag.spelling, `--${nearest}`) ?? '';
  const instead = lineOf([verb, ...typed.slice(0, at), word, ...typed.slice(at + 1)]);
  return new LineRefusal('unsupported', message, {instead, next});
}

/** The flag with the fewest slips; of those that are as near, one that the verb takes. */
function nearestFlag(typed: string, tables: readonly (readonly FlagDefinition[])[]): string | undefined {
  const all = tables.flatMap((table) => table.map(({name}) => name));
  const begun = [...new Set(all.filter((name) => typed.length > 3 && name.startsWith(typed)))];
  const meant = meantFlags.get(typed);
  if (meant !== undefined && all.includes(meant)) return meant;
  return nearestTo(typed, all) ?? (begun.length === 1 ? begun[0] : undefined);
}

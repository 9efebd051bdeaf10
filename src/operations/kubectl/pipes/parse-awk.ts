import type {Filter} from '#src/operations/filters/filter.ts';
import {parsePattern} from '#src/operations/filters/regex/parse-pattern.ts';
import {Automaton} from '#src/operations/filters/regex/automaton.ts';
import {UserError} from '../../user-error.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {takePattern} from './parse-grep.ts';
import {readOptions} from './read-options.ts';
import {words} from '#src/words/words.ts';

/** What is printed of a line must not be far more than the line. */
const mostFields = 20;
const script =
  /^\s*(?:NR\s*(?:>\s*(?<past>\d{1,6})|>=\s*(?<from>\d{1,6}))\s*|\/(?<pattern>(?:[^/\\]|\\.)*)\/\s*)?(?:\{\s*print(?<fields>(?:\s*,?\s*\$(?:\d{1,3}|NF))*)\s*;?\s*\})?\s*$/u;

/** `awk '{print $1, $3}'`, with `/pattern/` or `NR>1` in front, and nothing more of awk. */
export function parseAwk(typed: readonly ShellWord[]): Filter {
  const {args, value} = readOptions('awk', typed, [{name: 'separator', letters: 'F', takesValue: true}]);
  const [program = '', ...more] = args;
  const groups = script.exec(program)?.groups;
  const {past, from, pattern, fields} = groups ?? {};
  const separator = value('separator');
  const named = [...(fields ?? '').matchAll(/\$(\d+|NF)/gu)].map(([, name = '0']) =>
    name === 'NF' ? ('last' as const) : Number(name),
  );
  const hasBlanksBetween = /\$\w+\s*\$/u.test(fields ?? '');
  const isPlain = separator === undefined || (Array.from(separator).length === 1 && separator !== ' ');
  if (
    groups === undefined ||
    program.trim() === '' ||
    more.length > 0 ||
    named.length > mostFields ||
    hasBlanksBetween ||
    !isPlain
  ) {
    throw new UserError('unsupported', words().filters.awk({given: shown(program)}));
  }
  if (pattern !== undefined) {
    takePattern(() => new Automaton(parsePattern(pattern, {isExtended: true, ignoresCase: false})), [pattern]);
  }
  return {
    kind: 'awk',
    ...(pattern === undefined ? {} : {pattern}),
    fields: named.length === 0 ? [0] : named,
    ...(separator === undefined ? {} : {separator}),
    firstLine: past === undefined ? Number(from ?? 1) : Number(past) + 1,
  };
}

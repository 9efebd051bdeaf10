import {inWordsOf} from '../in-words.ts';
import {longestWaitSeconds, waitDeadlineMs} from '../wait-limits.ts';
import type {FlagDefinition} from './flags.ts';
import type {Verb} from './verb.ts';
import {verbs} from './verbs.ts';

const begin = '<!-- made of src/operations/kubectl/verbs by: node scripts/write-verbs.ts -->\n';
const end = '<!-- up to here -->\n';

/**
 * The page with what is taught of the verbs as they are now, between its two marks.
 * @throws Error without the marks
 */
export function withVerbTable(page: string): string {
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end, from);
  if (from < begin.length || to === -1) throw new Error(`there are no marks ${begin}and ${end}`);
  return `${page.slice(0, from)}\n${verbTable(verbs)}\n${page.slice(to)}`;
}

/** The table of verbs and their flags, and how long each may take, in Markdown. */
function verbTable(taught: readonly Verb[]): string {
  return [
    '| verb | for example | flags and forms | answered |',
    '|---|---|---|---|',
    ...taught.flatMap(rowsOf),
    '',
    `- **Time at most**: ${timesOf(taught)}`,
    '',
  ].join('\n');
}

const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function rowsOf(verb: Verb): string[] {
  return verb.taught.examples.map(({line, answer}, index) => {
    const [name, forms] = index === 0 ? [code(nameOf(verb)), formsOf(verb)] : ['', ''];
    return rowOf([name, code(line), forms, answer]);
  });
}

const code = (text: string): string => `\`${text}\``;

/** With its subcommand where it has one only. */
function nameOf({name, flagsAlone = [], subcommands = []}: Verb): string {
  return subcommands.length === 1 && flagsAlone.length === 0
    ? [name, ...subcommands.map((only) => only.name)].join(' ')
    : name;
}

function formsOf({flags, flagsAlone = [], subcommands = [], taught: {forms}}: Verb): string {
  const taken = flags.filter(({refusal, taught}) => refusal === undefined && taught !== '');
  const named = (names: readonly string[]): string[] =>
    taken.filter(({name}) => names.includes(name)).map((flag) => formOf(flag));
  const parts =
    subcommands.length > 1 || flagsAlone.length > 0
      ? [
          ...named(flagsAlone),
          ...subcommands.map(({name, flags: own}) => {
            const forms = named(own.filter((flag) => !flagsAlone.includes(flag)));
            return forms.length === 0 ? code(name) : `${code(name)} (${forms.join(', ')})`;
          }),
        ]
      : taken.map(formOf);
  return [parts.join(', '), forms ?? ''].filter((part) => part !== '').join('; ');
}

function formOf({name, short, taught, note, isWithoutUse = false}: FlagDefinition): string {
  const form = taught ?? (short === undefined ? `--${name}` : `-${short}`);
  const notes = [...(note === undefined ? [] : [note]), ...(isWithoutUse ? ['(without effect)'] : [])];
  return [code(form), ...notes].join(' ');
}

/** The time that most may take comes last. */
function timesOf(taught: readonly Verb[]): string {
  const byTime = Map.groupBy(taught, ({deadlineMs}) => deadlineMs);
  const rarestFirst = [...byTime].sort(([, some], [, others]) => some.length - others.length);
  const parts = rarestFirst.map(([deadlineMs, group], index) => {
    const isLast = index === rarestFirst.length - 1;
    const names = isLast
      ? 'all others'
      : inWordsOf(
          'en',
          group.map((verb) => code(nameOf(verb))),
          'and',
        );
    const waiting = deadlineMs === waitDeadlineMs ? `, of which they wait for ${longestWaitSeconds} s` : '';
    return `${names} ${deadlineMs / 1000} s${waiting}`;
  });
  return `${parts.join('; ')}.`;
}

import {LineRefusal} from '../line-refusal.ts';
import {isKubectl} from '../is-kubectl.ts';
import {refuseShellSyntax} from '../refuse-shell-syntax.ts';
import {splitShellWords, type ShellSplit, type ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {lineOf, rawOf} from '../type-line.ts';
import {filterNames} from './parse-filter.ts';
import type {Piped} from './split-pipes.ts';
import {words} from '#src/words/words.ts';

type Stop = NonNullable<ShellSplit['stop']>;

const bar: ShellWord = {text: '|', raw: '|'};

/** The words of programs behind a `|`, each with its bar. */
export const pipedWords = (typed: readonly (readonly ShellWord[])[]): ShellWord[] =>
  typed.flatMap((words) => [bar, ...words]);

/**
 * Refuses what stands behind a line and what is piped, with what is left of it: a program that is not understood there,
 * or what only a shell could do. What follows `exec … --` can be left to a shell in the container.
 * @throws UserError always
 */
export function refusePiped({
  typed,
  stop,
  piped,
}: {
  typed: readonly ShellWord[];
  /** Where the first command ends. */
  stop: Stop;
  piped: Piped & {readonly stop: Stop};
}): never {
  if (typed[0]?.text === 'exec') refuseShellSyntax({words: typed, stop});
  const all = [...typed, ...pipedWords(piped.typed)];
  refuseBehindFile(all, piped.stop);
  const [program] = piped.stop.symbol === '|' ? splitShellWords(piped.stop.rest.slice(1)).words : [];
  const isKnown = isKubectl(program) || filterNames.includes(program?.text ?? '');
  if (program === undefined || isKnown) refuseShellSyntax({words: all, stop: piped.stop});
  throw new LineRefusal(
    'unsupported',
    words().filters.unknown({program: shown(program.raw), known: filterNames.join(', ')}),
    {
      instead: lineOf([...all, ...searchMeant(piped.stop)]),
    },
  );
}

/** Programs that search, of other systems and other people. */
const searches = /^(?:findstr|select-string|sls|rg|ag|ack|zgrep)(?:\.exe)?$/iu;

/** What one of those behind the `|` looks for, as `grep` does; nothing of any other program. */
function searchMeant({rest}: Stop): readonly (ShellWord | string)[] {
  const {words: typed, stop} = splitShellWords(rest.slice(1));
  const [program, ...others] = typed;
  if (program === undefined || stop !== undefined || !searches.test(program.text)) return [];
  const asked = others.filter(({text}) => !/^-pattern$/iu.test(text));
  return [
    '|',
    'grep',
    ...asked.map((word) => (/^\/[iv]$/iu.test(word.text) ? `-${word.text.charAt(1).toLowerCase()}` : word)),
  ];
}

/** What stands behind `> FILE`, which has a meaning itself. */
function refuseBehindFile(all: readonly ShellWord[], {symbol, from, rest}: Stop): void {
  if (!/^1?>{1,2}[^>&]/u.test(from)) return;
  const {words: files, stop} = splitShellWords(rest.slice(symbol.length));
  if (files.length !== 1 || stop === undefined || !/^(?:&&|\|\||[;&\n])$/u.test(stop.symbol)) return;
  const said = stop.syntax === 'newline' ? words().shell.newline : words().shell.operator({symbol: stop.symbol});
  throw new LineRefusal('unsupported', said, {instead: [lineOf(all), symbol, ...rawOf(files)].join(' ')});
}

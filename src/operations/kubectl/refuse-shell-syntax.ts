import {UserError} from '../user-error.ts';
import type {ShellSplit, ShellSyntax, ShellWord} from './shell-words.ts';
import {lineOf, typeLine} from './type-line.ts';

const reasons: Readonly<Record<ShellSyntax, (symbol: string) => string>> = {
  operator: (symbol) => `There is no shell here, so ${symbol} has no meaning.`,
  newline: () => 'Send one line at a time.',
  backtick: () => 'There is no shell here, so ` has no meaning.',
  substitution: () =>
    "Of $(…), only $(kubectl get TYPE -o jsonpath='{.items[0].metadata.name}') is understood, as the whole name of an object.",
  variable: () => 'There is no shell here, so $ stands for nothing; put it in single quotes to pass it on.',
  glob: (symbol) => `There is no shell here to fill in ${symbol}; put it in quotes to pass it on.`,
  parenthesis: () => 'Parentheses must be in quotes.',
  'unclosed-quote': (symbol) => `A ${symbol} is not closed.`,
};

/**
 * Refuses what only a shell could do.
 *
 * `words` are those before it, without `kubectl`.
 * @throws UserError `unsupported`, or `bad-input` for what no shell would accept either; always
 */
export function refuseShellSyntax({
  words,
  stop,
}: {
  words: readonly ShellWord[];
  stop: NonNullable<ShellSplit['stop']>;
}): never {
  const next = lineInstead(words, stop);
  throw new UserError(
    stop.syntax === 'unclosed-quote' || stop.syntax === 'newline' ? 'bad-input' : 'unsupported',
    reasons[stop.syntax](stop.symbol),
    next === undefined ? {} : {next: typeLine(next)},
  );
}

function lineInstead(
  words: readonly ShellWord[],
  {syntax, symbol, rest}: NonNullable<ShellSplit['stop']>,
): string | undefined {
  const isComplete = syntax === 'operator' || syntax === 'newline';
  if (!isComplete || words.length === 0) return undefined;
  const dashes = words.findIndex((word) => word.raw === '--');
  const command = words.slice(dashes + 1);
  if (words[0]?.text === 'exec' && dashes !== -1 && command.length > 0 && symbol.startsWith('|')) {
    const piped = [...command.map((word) => word.raw), rest].join(' ');
    if (!/['\n]/u.test(piped)) return lineOf([...words.slice(0, dashes + 1), 'sh', '-c', `'${piped}'`]);
  }
  return lineOf(words);
}

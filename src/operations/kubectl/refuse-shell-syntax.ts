import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {LineRefusal} from './line-refusal.ts';
import type {ShellSplit, ShellSyntax, ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {lineOf, rawOf} from './type-line.ts';

type Stop = NonNullable<ShellSplit['stop']>;

const reasons: Readonly<Record<ShellSyntax, (symbol: string) => string>> = {
  operator: (symbol) => `There is no shell here, so ${symbol} has no meaning.`,
  newline: () => 'Send one line at a time.',
  backtick: () => 'There is no shell here, so ` has no meaning.',
  substitution: () =>
    "Of $(…), only $(kubectl get TYPE -o jsonpath='{.items[0].metadata.name}') is understood, as the whole name of an object.",
  variable: () => 'There is no shell here, so $ stands for nothing.',
  glob: (symbol) => `There is no shell here to fill in ${symbol}.`,
  parenthesis: () => 'Parentheses must be in quotes.',
  'unclosed-quote': (symbol) => `A ${symbol} is not closed.`,
};

const lookUp = 'Look the name up with kubectl get, and type it.';
/** What to do about syntax where no other line does the same. */
const ways: Partial<Readonly<Record<ShellSyntax, string>>> = {
  backtick: lookUp,
  substitution: lookUp,
  variable: 'Type what it stands for in its place.',
  glob: 'Name the objects, or choose them by a label with -l.',
  parenthesis: "Write it like -l 'app in (nginx,web)'.",
  'unclosed-quote': 'Write it once more at the end, or take it away.',
};

const placeholder = /^<[^<>|;&\n]{1,60}>/u;
/** The end of the word that a stop is in, where the word has no quotes. */
const bareWord = /^[^\s'"`\\]+/u;

/**
 * Refuses what only a shell could do.
 *
 * `words` are those before it, without `kubectl`.
 * @throws UserError `unsupported`, or `bad-input` for what no shell would accept either; always
 */
export function refuseShellSyntax({words, stop}: {words: readonly ShellWord[]; stop: Stop}): never {
  const {syntax, symbol, rest} = stop;
  const toFill = placeholder.exec(rest)?.[0];
  if (syntax === 'operator' && toFill !== undefined) {
    throw new UserError('bad-input', `${shown(toFill)} stands for something of your own.`, {
      next: `Write what it is called in its place; see what there is: ${namesShownBy(words)}`,
    });
  }
  const code = syntax === 'unclosed-quote' || syntax === 'newline' ? 'bad-input' : 'unsupported';
  const message = reasons[syntax](symbol);
  // what a flag is given is for the flag to refuse
  const isFlagValue = syntax === 'glob' && words.at(-1)?.raw.startsWith('-') === true;
  const next = isFlagValue ? undefined : ways[syntax];
  const instead = words.length === 0 ? undefined : lineInstead(words, stop);
  throw instead === undefined
    ? new UserError(code, message, next === undefined ? {} : {next})
    : new LineRefusal(code, message, {instead, ...(next === undefined ? {} : {next})});
}

function lineInstead(words: readonly ShellWord[], stop: Stop): string | undefined {
  const {syntax, symbol, from} = stop;
  const inShell = scriptInstead(words, stop);
  if (inShell !== undefined) return inShell;
  switch (syntax) {
    case 'operator':
    case 'newline':
      return lineOf(words);
    case 'unclosed-quote':
      return lineOf([...words, `${from}${symbol}`]);
    case 'parenthesis': {
      const set = /^\([^()'"]*\)/u.exec(from)?.[0];
      const [flag, key, operator] = words.slice(-3);
      const isSet = /^(?:-l|--selector)$/u.test(flag?.raw ?? '') && /^(?:not)?in$/u.test(operator?.raw ?? '');
      if (set === undefined || !isSet) return undefined;
      const selector = `'${key?.text} ${operator?.text} ${set}'`;
      return lineOf([...words.slice(0, -2), selector, from.slice(set.length).trim()]);
    }
    case 'glob': {
      const word = bareWord.exec(from)?.[0];
      return word === undefined ? undefined : lineOf([...words, `'${word}'`, from.slice(word.length).trim()]);
    }
    case 'backtick':
    case 'substitution':
    case 'variable':
      return undefined;
  }
}

/** What follows `exec … --` can be left to a shell in the container. */
function scriptInstead(words: readonly ShellWord[], {syntax, symbol, from}: Stop): string | undefined {
  const dashes = words.findIndex((word) => word.raw === '--');
  const command = words.slice(dashes + 1);
  if (words[0]?.text !== 'exec' || dashes === -1 || /['\n]/u.test(from) || /\bkubectl\b/u.test(from)) return undefined;
  const isForShell = symbol.startsWith('|') ? command.length > 0 : syntax === 'variable' || syntax === 'glob';
  if (!isForShell || command.some(({raw}) => raw.includes("'"))) return undefined;
  return lineOf([...words.slice(0, dashes + 1), 'sh', '-c', `'${[...rawOf(command), from].join(' ')}'`]);
}

/** The line that shows the names of what a line is about. */
function namesShownBy(words: readonly ShellWord[]): string {
  const [type] = words.slice(1).flatMap(({text}) => knownResourceTypes(text.split('/', 1)[0] ?? ''));
  return lineOf(['get', type?.plural ?? 'pods']);
}

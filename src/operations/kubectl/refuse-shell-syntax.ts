import {UserError} from '../user-error.ts';
import {keptInVariable} from './kept-in-variable.ts';
import {LineRefusal} from './line-refusal.ts';
import {kubectlInside} from './kubectl-inside.ts';
import {understoodSubstitution} from './parse-object-name.ts';
import {bracketed, inOtherBrackets, whatToWrite} from './placeholder.ts';
import type {ShellSplit, ShellSyntax, ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {lineOf, rawOf} from './type-line.ts';
import {words} from '#src/words/words.ts';

type Stop = NonNullable<ShellSplit['stop']>;

const reasons: Readonly<Record<ShellSyntax, (symbol: string) => string>> = {
  operator: (symbol) => words().shell.operator({symbol}),
  newline: () => words().shell.newline,
  backtick: (symbol) => words().shell.operator({symbol}),
  substitution: () => words().lines.names.onlySubstitution({understood: understoodSubstitution}),
  variable: () => words().shell.variable,
  glob: (symbol) => words().shell.glob({symbol}),
  parenthesis: () => words().shell.parenthesis,
  'unclosed-quote': (symbol) => words().shell.unclosedQuote({symbol}),
};

const lookUp = (): string => words().lines.names.lookUp;
/** What to do about syntax where no other line does the same. */
const ways: Partial<Readonly<Record<ShellSyntax, () => string>>> = {
  backtick: lookUp,
  substitution: lookUp,
  variable: () => words().shell.next.variable,
  glob: () => words().shell.next.glob,
  parenthesis: () => words().shell.next.parenthesis,
  'unclosed-quote': () => words().shell.next.unclosedQuote,
};

/** The end of the word that a stop is in, where the word has no quotes. */
const bareWord = /^[^\s'"`\\]+/u;

/**
 * Refuses what only a shell could do.
 *
 * `words` are those before it, without `kubectl`.
 * @throws UserError `unsupported`, or `bad-input` for what no shell would accept either; always
 */
export function refuseShellSyntax({words: typed, stop}: {words: readonly ShellWord[]; stop: Stop}): never {
  const {syntax, symbol, rest} = stop;
  // what stands behind `exec … --` may be a pattern of the shell's there, and behind `in` is a set
  const mayBeMeant = typed.some(({raw}) => raw === '--') || /^(?:not)?in$/u.test(typed.at(-1)?.raw ?? '');
  const others = typed.length > 0 && !mayBeMeant ? inOtherBrackets.exec(rest)?.[0] : undefined;
  const toFill = bracketed.exec(rest)?.[0] ?? others;
  if (toFill !== undefined) {
    throw new UserError('bad-input', words().shell.placeholder({given: shown(toFill)}), {
      next: whatToWrite(
        toFill,
        typed.map(({text}) => text),
      ),
    });
  }
  const code = syntax === 'unclosed-quote' || syntax === 'newline' ? 'bad-input' : 'unsupported';
  const message = reasons[syntax](symbol);
  // what a flag is given is for the flag to refuse
  const isFlagValue = syntax === 'glob' && typed.at(-1)?.raw.startsWith('-') === true;
  const next = isFlagValue ? undefined : ways[syntax]?.();
  const instead = typed.length === 0 ? behind(stop) : lineInstead(typed, stop);
  throw instead === undefined
    ? new UserError(code, message, next === undefined ? {} : {next})
    : new LineRefusal(code, message, {instead, ...(next === undefined ? {} : {next})});
}

/** What stands behind syntax in front of which there is nothing: `&& kubectl get pods`, `$env:A="b"; kubectl get pods`. */
function behind({syntax, symbol, rest}: Stop): string | undefined {
  // signs around a line are none in front of it
  if ((syntax !== 'operator' && syntax !== 'variable') || rest.endsWith(symbol)) return undefined;
  const line = kubectlInside(rest) ?? rest.slice(symbol.length).trim();
  return line === '' ? undefined : line;
}

function lineInstead(typed: readonly ShellWord[], stop: Stop): string | undefined {
  const {syntax, symbol, from, rest} = stop;
  const inShell = scriptInstead(typed, stop);
  if (inShell !== undefined) return inShell;
  switch (syntax) {
    case 'operator':
      return lineOf(appliesAgain.test(from) ? doneAtOnce(typed) : typed);
    case 'newline':
      return lineOf(typed);
    case 'unclosed-quote':
      return lineOf([...typed, `${from}${symbol}`]);
    case 'parenthesis': {
      const set = /^\([^()'"]*\)/u.exec(from)?.[0];
      const [flag, key, operator] = typed.slice(-3);
      const isSet = /^(?:-l|--selector)$/u.test(flag?.raw ?? '') && /^(?:not)?in$/u.test(operator?.raw ?? '');
      if (set === undefined || !isSet) return undefined;
      const selector = `'${key?.text} ${operator?.text} ${set}'`;
      return lineOf([...typed.slice(0, -2), selector, from.slice(set.length).trim()]);
    }
    case 'glob': {
      const word = bareWord.exec(from)?.[0];
      return word === undefined ? undefined : lineOf([...typed, `'${word}'`, from.slice(word.length).trim()]);
    }
    case 'backtick':
    case 'substitution': {
      const {quoted, substituted} = /^(?:`(?<quoted>[^`]*)`|\$\((?<substituted>[^()]*)\))/u.exec(rest)?.groups ?? {};
      return keptInVariable(quoted ?? substituted ?? '');
    }
    case 'variable':
      return undefined;
  }
}

/** What a trial printed is often handed on to be made. */
const appliesAgain = /^\|\s*(?:kubectl|k)\s+(?:apply|create)\s[^|;&]*-f\s*-\s*$/u;

/** The line without what makes a trial of it. */
function doneAtOnce(typed: readonly ShellWord[]): readonly ShellWord[] {
  const isFormat = (word: ShellWord | undefined): boolean => word?.raw === '-o' || word?.raw === '--output';
  return typed.filter((word, index) => !/^(?:--dry-run|-o|--output)/u.test(word.raw) && !isFormat(typed[index - 1]));
}

/** What only a shell does, so that what is behind it is meant for the same one. */
const ofShellAlone: ReadonlySet<string> = new Set(['cd', 'export', 'source', '.', 'set', 'umask']);

/** What follows `exec … --` can be left to a shell in the container. */
function scriptInstead(typed: readonly ShellWord[], {syntax, symbol, from}: Stop): string | undefined {
  const dashes = typed.findIndex((word) => word.raw === '--');
  const command = typed.slice(dashes + 1);
  if (typed[0]?.text !== 'exec' || dashes === -1 || /['\n]/u.test(from) || /\bkubectl\b/u.test(from)) return undefined;
  const isScript = symbol.startsWith('|') ? command.length > 0 : ofShellAlone.has(command[0]?.text ?? '');
  const isForShell = isScript || syntax === 'variable' || syntax === 'glob';
  if (!isForShell || command.some(({raw}) => raw.includes("'"))) return undefined;
  return lineOf([...typed.slice(0, dashes + 1), 'sh', '-c', `'${[...rawOf(command), from].join(' ')}'`]);
}

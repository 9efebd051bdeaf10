import {quoted} from './quoted.ts';

/** One word as a POSIX shell would pass it on. */
export interface ShellWord {
  /** The word without its quotes; without the `$(…)` that ends it, if there is one. */
  readonly text: string;
  /** As typed; of a variable with several words in it each of these, as it would be typed. */
  readonly raw: string;
  /** The command inside a `$(…)` that ends the word. */
  readonly substitution?: string;
}

export type ShellSyntax =
  'operator' | 'newline' | 'backtick' | 'substitution' | 'variable' | 'glob' | 'parenthesis' | 'unclosed-quote';

export interface ShellSplit {
  /** The words of the first command, up to what stopped it. */
  readonly words: readonly ShellWord[];
  /** The shell syntax at which the first command ended, if anything follows it. */
  readonly stop?: {
    readonly syntax: ShellSyntax;
    readonly symbol: string;
    /** From the symbol on. */
    readonly rest: string;
    /** From the start of the word that the symbol is in; the same as `rest` where it stands between words. */
    readonly from: string;
  };
}

type Stop = NonNullable<ShellSplit['stop']>;

const blanks: ReadonlySet<string> = new Set([' ', '\t']);
const operators = ['&&', '||', '>>', '<<', '|&', '>&', '&>', '|', ';', '&', '>', '<'];
const globs: ReadonlySet<string> = new Set(['*', '?', '[']);
/** What no file is called, so that a shell leaves it as it stands: `-o jsonpath={.items[0].kind}`, `--rule=HOST/*=SERVICE:PORT`. */
const namesNoFile = /^(?:-o=?|--output=)?(?:jsonpath|jsonpath-as-json|custom-columns)=|^--(?:sort-by|rule)=/u;
const escapedInDoubleQuotes: ReadonlySet<string> = new Set(['$', '`', '"', '\\']);
const expansionStart = /^[A-Za-z0-9_{'"?@*#!$-]/u;
const continuation = /^\\[ \t]*(?:\n|$)/u;

const none: ReadonlyMap<string, string> = new Map();
const variable = /^\$(?:\{(?<braced>[A-Za-z_]\w*)\}|(?<bare>[A-Za-z_]\w*))/u;
const assignment = /^[A-Za-z_]\w*=/u;
/** Far longer than the name of a variable. */
const longestVariable = 100;

/**
 * Splits a line as a POSIX shell would (quotes, backslashes, comments, continuation lines), without running anything: it
 * stops at the first syntax that only a shell could act on. A backslash between blanks is a continuation whose line break
 * was lost on the way. Of `variables` the value is put in place of `$NAME` and `${NAME}`: outside quotes as the words that it
 * has between blanks, which may be none, and in quotes and in `NAME=$NAME` as it is. Nothing in it is read as syntax.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_03
 */
export function splitShellWords(line: string, variables: ReadonlyMap<string, string> = none): ShellSplit {
  const words: ShellWord[] = [];
  let at = 0;
  for (;;) {
    at = afterBlanks(line, at);
    if (at >= line.length) return {words};
    if (line[at] === '#') {
      const end = line.indexOf('\n', at);
      at = end === -1 ? line.length : end;
      continue;
    }
    if (line[at] === '\n') {
      const rest = line.slice(at).trim();
      if (words.length > 0 && rest !== '' && !isComment(rest)) return {words, stop: stop('newline', '\n', rest)};
      at += 1;
      continue;
    }
    const mayAssign = words.every(({raw}) => raw === 'export');
    const scan = scanWord(line, at, {variables, mayAssign});
    words.push(...(scan.words ?? []));
    if (scan.stop !== undefined) return {words, stop: scan.stop};
    at = scan.end;
  }
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  for (;;) {
    const joined = continuation.exec(line.slice(at, at + 64));
    const isLostBreak = line[at] === '\\' && blanks.has(line.charAt(at + 1));
    if (joined !== null) at += joined[0].length;
    else if (blanks.has(line.charAt(at)) || isLostBreak) at += 1;
    else return at;
  }
}

function isComment(text: string): boolean {
  return text.split('\n').every((line) => line.trim() === '' || line.trimStart().startsWith('#'));
}

function stop(syntax: ShellSyntax, symbol: string, rest: string, from = rest): Stop {
  return {syntax, symbol, rest: rest.trim(), from: from.trim()};
}

function scanWord(
  line: string,
  start: number,
  {variables, mayAssign}: {variables: ReadonlyMap<string, string>; mayAssign: boolean},
): {words?: readonly ShellWord[]; end: number; stop?: Stop} {
  /** Words that a value has ended. */
  const fields: string[] = [];
  let text = '';
  /** Whether there is a word though nothing is in it. */
  let isWord = false;
  let at = start;
  let quote: '"' | undefined;
  const refuse = (syntax: ShellSyntax, symbol: string) => ({
    end: at,
    stop: stop(syntax, symbol, line.slice(at), line.slice(syntax === 'operator' ? at : start)),
  });
  const finish = (end: number, substitution?: string) => {
    const isNone = text === '' && !isWord && substitution === undefined;
    const raw = fields.length === 0 ? line.slice(start, end) : quoted(text);
    const last = {text, raw, ...(substitution === undefined ? {} : {substitution})};
    const whole = isNone && fields.length === 1 ? line.slice(start, end) : undefined;
    const before = fields.map((field) => ({text: field, raw: whole ?? quoted(field)}));
    return {words: isNone ? before : [...before, last], end};
  };

  while (at < line.length) {
    const character = line.charAt(at);
    if (character === '`') return refuse('backtick', '`');
    if (character === '$') {
      if (line[at + 1] === '(') {
        const end = substitutionEnd(line, at + 2);
        const isClosed = quote === undefined || line[end + 1] === quote;
        const next = end + (quote === undefined ? 1 : 2);
        const isAlone = isWordEnd(line, next) || operators.some((symbol) => line.startsWith(symbol, next));
        if (end === -1 || !isClosed || !isAlone) return refuse('substitution', '$(');
        return finish(next, line.slice(at + 2, end));
      }
      const {braced, bare = ''} =
        variables.size === 0 ? {} : (variable.exec(line.slice(at, at + longestVariable))?.groups ?? {});
      const value = variables.get(braced ?? bare);
      if (value !== undefined) {
        const isOne = quote !== undefined || (mayAssign && assignment.test(line.slice(start, at)));
        const [begun = '', ...others] = isOne ? [value] : value.split(/[ \t\n]+/u);
        text += begun;
        for (const other of others) {
          if (text !== '' || isWord) fields.push(text);
          text = other;
          isWord = false;
        }
        at += braced === undefined ? `$${bare}`.length : `\${${braced}}`.length;
        continue;
      }
      if (expansionStart.test(line.slice(at + 1, at + 2)) && !(quote !== undefined && line[at + 1] === '"')) {
        return refuse('variable', '$');
      }
    }
    if (quote !== undefined) {
      if (character === quote) {
        quote = undefined;
        at += 1;
      } else if (character === '\\' && line[at + 1] === '\n') {
        at += 2;
      } else if (character === '\\' && escapedInDoubleQuotes.has(line.charAt(at + 1))) {
        text += line.charAt(at + 1);
        at += 2;
      } else {
        text += character;
        at += 1;
      }
    } else if (isWordEnd(line, at)) {
      return finish(at);
    } else if (character === '"') {
      quote = '"';
      isWord = true;
      at += 1;
    } else if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end === -1) return refuse('unclosed-quote', "'");
      text += line.slice(at + 1, end);
      isWord = true;
      at = end + 1;
    } else if (character === '\\') {
      text += line.charAt(at + 1);
      isWord = true;
      at += 2;
    } else if (character === '(' || character === ')') {
      return refuse('parenthesis', character);
    } else if (globs.has(character) && !namesNoFile.test(line.slice(start, at))) {
      return refuse('glob', character);
    } else {
      const operator = operators.find((symbol) => line.startsWith(symbol, at));
      if (operator !== undefined) {
        const isRedirection = /[<>]/u.test(operator);
        const hasWord = at > start && !(isRedirection && /^\d+$/u.test(line.slice(start, at)));
        if (hasWord) return {...finish(at), ...refuse('operator', operator)};
        // of which stream it is, is part of it
        return at > start
          ? {end: at, stop: stop('operator', operator, line.slice(at), line.slice(start))}
          : refuse('operator', operator);
      }
      text += character;
      at += 1;
    }
  }
  return quote === undefined ? finish(line.length) : refuse('unclosed-quote', quote);
}

function isWordEnd(line: string, at: number): boolean {
  const character = line.charAt(at);
  return at >= line.length || blanks.has(character) || character === '\n' || continuation.test(line.slice(at, at + 64));
}

/** The index of the parenthesis that closes a `$(` whose text begins at `from`, or -1. */
function substitutionEnd(line: string, from: number): number {
  let quote = '';
  for (let at = from; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '(') {
      return -1;
    } else if (character === ')') {
      return at;
    }
  }
  return -1;
}

import type {ErrorCode} from 'yaml';

/** What is wrong with a text that is to be YAML, and what to write instead. */
export interface YamlProblem {
  /** From 1. */
  readonly line: number;
  readonly said: string;
  readonly next: string;
}

type Sentences = Omit<YamlProblem, 'line'>;

const otherProblem: Sentences = {
  said: 'this is not valid YAML',
  next: 'Check the indentation, the colons and the quotes on this line and the one before.',
};

const tooFar: Sentences = {
  said: 'this line is indented too far',
  next: 'Line the key up with its neighbours, or take away the value that the key above it has.',
};

const byCode: Partial<Record<ErrorCode, Sentences>> = {
  TAB_AS_INDENT: {said: 'a tab is used for indentation', next: 'Indent with spaces.'},
  BAD_INDENT: {said: 'the indentation does not fit the lines around it', next: 'Line the key up with its neighbours.'},
  MISSING_CHAR: {said: 'a quote, a bracket or a colon is missing', next: 'Close what was opened before this.'},
  BLOCK_AS_IMPLICIT_KEY: {said: 'a value that holds a colon', next: 'Put text with a colon in quotes.'},
  MULTILINE_IMPLICIT_KEY: {said: 'expected `key: value`', next: 'Write a colon and a space after the key.'},
  BAD_SCALAR_START: {said: 'text cannot begin with @, ` or %', next: 'Put the text in quotes.'},
};

const key = String.raw`(?<before>\s*(?:- +)?)(?<key>[\w./-]*\w)`;
const command = /^\s*(?:[$#>] )?(?:sudo )?(?:kubectl|cat|echo|docker|helm|cd|export)\s+[^:\s]/u;
const glued = new RegExp(`^${key}:(?<value>(?!//|:)[^\\s:].*)$`, 'u');
const dashGlued = /^\s*-(?<item>[\w"'].*)$/u;
const equalsSign = new RegExp(`^${key}=(?<value>.*)$`, 'u');
const wideColon = new RegExp(`^${key}\\s*\uff1a\\s*(?<value>.*)$`, 'u');
const typographicQuotesIn = /[\u2018-\u201f\u00ab\u00bb]/gu;
/** One that stands where a quote begins or ends text. */
const quoteInSyntax =
  /(?:(?<=^|[\s[{,:"'])(?=[\u2018-\u201f\u00ab\u00bb])|(?=[\u201c-\u201f\u00ab\u00bb](?:[\s,\]}:]|$)))(.)/u;
const typographicDoubleQuote = /[\u201c-\u201f\u00ab\u00bb]/u;
const longDash = /^[\u2010-\u2015\u2212]\S/u;

/** What is wrong where the parser stopped, from its codes and the line itself. */
export function syntaxProblem(codes: readonly ErrorCode[], line: number, lines: readonly string[]): YamlProblem {
  const [code] = codes;
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && codes.includes('MULTILINE_IMPLICIT_KEY')) {
    const below = lines.findIndex((text, index) => index >= line && text.trim() !== '');
    return lineProblem(line, lines) ?? {line: below === -1 ? line : below + 1, ...tooFar};
  }
  const openQuote = code === 'MISSING_CHAR' ? lines.findIndex(hasOpenQuote) : -1;
  if (openQuote !== -1 && openQuote < line) {
    return (
      lineProblem(openQuote + 1, lines) ?? {
        line: openQuote + 1,
        said: 'a quote is missing',
        next: 'Close it on this line.',
      }
    );
  }
  return lineProblem(line, lines) ?? {line, ...((code === undefined ? undefined : byCode[code]) ?? otherProblem)};
}

/** What is wrong with a line by itself, in a text that is not what it is to be; undefined if that does not show. */
export function lineProblem(line: number, lines: readonly string[]): YamlProblem | undefined {
  const text = lines[line - 1]?.trimEnd() ?? '';
  const found = sentencesFor(text);
  return found === undefined ? undefined : {line, ...found};
}

function sentencesFor(text: string): Sentences | undefined {
  if (/^[ -]*\t/u.test(text)) return byCode.TAB_AS_INDENT;
  if (command.test(text)) return {said: 'this is a command and no YAML', next: 'Remove that line.'};
  const quote = quoteInSyntax.exec(text.replace(/\s#.*$/u, ''))?.[1];
  if (quote !== undefined) return typographicQuotes(quote);
  for (const [pattern, said] of [
    [wideColon, 'the colon is a wide one'],
    [glued, 'a space is missing after the colon'],
    [equalsSign, 'a colon is missing, and = is none'],
  ] as const) {
    const groups = pattern.exec(text)?.groups;
    if (groups !== undefined) return {said, next: `Write ${groups['key']}: ${groups['value']}`.trimEnd()};
  }
  const item = dashGlued.exec(text)?.groups?.['item'];
  if (item !== undefined && !text.startsWith('--'))
    return {said: 'a space is missing after the -', next: `Write - ${item}`};
  return undefined;
}

const typographicQuotes = (quote: string): Sentences => ({
  said: `${quote} is a typographic quote, which YAML takes for a part of the text`,
  next: `Write " or ' in its place; text that is to have it goes in straight quotes.`,
});

/**
 * What is wrong with text without quotes that has characters of a word processor where YAML has others. What reads like
 * a sentence may have them; an item of a list is a word of a command sooner than that.
 */
export function typographyProblem(text: string, isItem: boolean): Sentences | undefined {
  const quotes = text.match(typographicQuotesIn) ?? [];
  const first = quotes[0];
  const isAround = first !== undefined && (text.startsWith(first) || (quotes.length === 1 && text.endsWith(first)));
  if (first !== undefined && (isAround || (isItem && typographicDoubleQuote.test(text))))
    return typographicQuotes(first);
  if (isItem && longDash.test(text)) {
    return {said: `${text.charAt(0)} is a long dash`, next: `Write -${text.slice(1)} or --${text.slice(1)}`};
  }
  return undefined;
}

/** `name:web` and `name=web`, in words for who forgot the space or the colon; undefined for any other text. */
export function forgottenSpace(text: string): string | undefined {
  const groups = (glued.exec(text) ?? equalsSign.exec(text))?.groups;
  return groups === undefined ? undefined : `Write a colon and a space: ${groups['key']}: ${groups['value']}`;
}

function hasOpenQuote(line: string): boolean {
  const [code = ''] = line.split(/\s#/u, 1);
  return code.split('"').length % 2 === 0 && !/:\s*'/u.test(code);
}

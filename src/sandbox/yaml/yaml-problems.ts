import type {ErrorCode} from 'yaml';
import type {Words} from '#src/words/en/en.ts';
import {bulletOfText} from './bullets.ts';
import {unquotedProblem} from './unquoted-text.ts';
import {words} from '#src/words/words.ts';

/** What is wrong with a text that is to be YAML, and what to write instead. */
export interface YamlProblem {
  /** From 1. */
  readonly line: number;
  readonly said: string;
  readonly next: string;
}

type Sentences = Omit<YamlProblem, 'line'>;

type YamlWords = Words['yaml'];

const byCode: Partial<Record<ErrorCode, (said: YamlWords) => Sentences>> = {
  TAB_AS_INDENT: ({tab}) => tab,
  BAD_INDENT: ({indentation}) => indentation,
  MISSING_CHAR: ({missingCharacter}) => missingCharacter,
  BLOCK_AS_IMPLICIT_KEY: ({colonInValue}) => colonInValue,
  MULTILINE_IMPLICIT_KEY: ({noKeyAndValue}) => noKeyAndValue,
  BAD_SCALAR_START: ({scalarStart}) => scalarStart,
};

const key = String.raw`(?<before>\s*(?:- +)?)(?<key>[\w./-]*\w)`;
const command =
  /^\s*(?:(?:\[?[\w.-]+@[^'"{}$#%>]{0,80}|PS [^'"{}>]{0,80}|[A-Z]:\\[^'"{}>]{0,80})?[$#%>❯➜] ?)?(?:sudo )?(?:kubectl|cat|echo|docker|helm|cd|export)\s+[^:\s]/u;
const glued = new RegExp(`^${key}:(?<value>(?!//|:)[^\\s:].*)$`, 'u');
const dashGlued = /^\s*-(?<item>[\w"'].*)$/u;
const equalsSign = new RegExp(`^${key} *=(?: +|(?=\\S)|$)(?<value>.*)$`, 'u');
const wideColon = new RegExp(`^${key}\\s*\uff1a\\s*(?<value>.*)$`, 'u');
const typographicQuotesIn = /[\u2018-\u201f\u00ab\u00bb]/gu;
/** One that stands where a quote begins or ends text. */
const quoteInSyntax =
  /(?:(?<=^|[\s[{,:"'])(?=[\u2018-\u201f\u00ab\u00bb])|(?=[\u201c-\u201f\u00ab\u00bb](?:[\s,\]}:]|$)))(.)/u;
const typographicDoubleQuote = /[\u201c-\u201f\u00ab\u00bb]/u;
const longDash = /^[\u2010-\u2015\u2212]\S/u;

/** Longer lines are nobody's slip, and what is asked of each would cost too much. */
const longestAsked = 500;
/** Words without a colon, a bracket or a quote; several at the beginning of a line are a sentence sooner than a key. */
const wordsAlone = /^\s*[\p{L}\d](?:[^:"[\]{}]|:(?=\S))*$/u;
/** Several words, an address or the number of a page. */
const isSentence = (text: string): boolean => /^(?:\S+\s+\S|https?:\/\/)|^\s*\d+\s*$/u.test(text);
const htmlTag = /<\/?(?:pre|code|br|p|div|span|table|tr|td|li|ul)\b[^<>]{0,80}>/iu;
const withoutColon: ReadonlySet<ErrorCode> = new Set(['MISSING_CHAR', 'MULTILINE_IMPLICIT_KEY']);
const startsGlued = /^\s*-{3}[ \t]*(?<text>[\w"'].*)$/u;
const endsGlued = /^(?<text>.*[^\s-])[ \t]*-{3}$/u;
const allInOneLine = /^\s*(?:-{3}\s*)?(?:apiVersion|kind):\s+[^{\s]+\s+(?:apiVersion|kind|metadata):/u;

/** What is wrong where the parser stopped, from its codes and the line itself. */
export function syntaxProblem(codes: readonly ErrorCode[], line: number, lines: readonly string[]): YamlProblem {
  const said = words().yaml;
  const [code] = codes;
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && codes.includes('MULTILINE_IMPLICIT_KEY')) {
    const below = lines.findIndex((text, index) => index >= line && text.trim() !== '');
    return lineProblem(line, lines) ?? {line: below === -1 ? line : below + 1, ...said.tooFar};
  }
  const openQuote = code === 'MISSING_CHAR' ? lines.findIndex(hasOpenQuote) : -1;
  if (openQuote !== -1 && openQuote < line) {
    return lineProblem(openQuote + 1, lines) ?? {line: openQuote + 1, ...said.openQuote};
  }
  const found = lineProblem(line, lines);
  if (found !== undefined) return found;
  const openBracket = mayBeOpen.has(code) ? lineOfOpenBracket(lines.slice(0, line - 1)) : undefined;
  if (openBracket !== undefined) return {line: openBracket, ...said.openBracket};
  const text = lines[line - 1]?.trimEnd() ?? '';
  const above = lines.slice(0, line - 1).findLast((other) => other.trim() !== '') ?? '';
  if (text.startsWith('{') && above.trimEnd().endsWith('}')) return secondObject(line, lines);
  const between = betweenLines(text, above, code);
  if (between !== undefined) return {line, ...between};
  const other = text.includes('{{') ? said.template : code === undefined ? undefined : byCode[code]?.(said);
  return {line, ...(problemIn(text, code) ?? other ?? said.invalid)};
}

const keyAndColon = /^\s*(?:- +)?[\w./-]+:(?:\s|$)/u;
const jsonKey = /^\s*"[^"]+"\s*:/u;
const blockSign = /[:-]\s+[|>][-+\d]*\s*$/u;

/** What is wrong with a line that is none by itself, but shows beside the one above it. */
function betweenLines(text: string, above: string, code: ErrorCode | undefined): Sentences | undefined {
  const said = words().yaml;
  if (text.length > longestAsked || above.length > longestAsked) return undefined;
  if (code === undefined || !withoutColon.has(code)) return undefined;
  if (blockSign.test(above)) return said.indentText;
  if (code !== 'MISSING_CHAR') return undefined;
  if (jsonKey.test(text) && /["\d\]}el]\s*$/u.test(above)) return said.comma;
  // what stands in brackets is wrong by itself
  return keyAndColon.test(text) && !/[[{]/u.test(text) ? said.indentation : undefined;
}

const mayBeOpen: ReadonlySet<ErrorCode | undefined> = new Set(['BAD_INDENT', 'MISSING_CHAR', 'BAD_SCALAR_START']);

/** The line, from 1, of the last [ or { that begins a value and that nothing closes. */
function lineOfOpenBracket(lines: readonly string[]): number | undefined {
  const open: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.length > longestAsked) return undefined;
    const code = line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|\s)#.*$/gu, '');
    const brackets =
      open.length > 0 ? code.match(/[[\]{}]/gu) : /(?<=(?::|-)\s+)[[{].*/u.exec(code)?.[0].match(/[[\]{}]/gu);
    for (const bracket of brackets ?? []) {
      if (bracket === '[' || bracket === '{') open.push(index + 1);
      else open.pop();
    }
  }
  return open.at(-1);
}

/** What is wrong with a line that is none by itself, but where the parser stopped for that. */
function problemIn(text: string, code: ErrorCode | undefined): Sentences | undefined {
  if (code === undefined || text.length > longestAsked) return undefined;
  if (withoutColon.has(code) && wordsAlone.test(text)) {
    return isSentence(text) ? words().yaml.prose : words().yaml.noKeyAndValue;
  }
  // * is the one that begins something else in YAML
  const item = bulletOfText.exec(text)?.groups;
  if (item !== undefined && item['bullet'] === '*') {
    return {said: words().yaml.bullet, next: words().yaml.write({text: `- ${item['text']}`})};
  }
  return unquotedProblem(text, code);
}

/** Where a second object begins in the same document, since what parts the two is missing or stands in another line. */
export function secondObject(line: number, lines: readonly string[]): YamlProblem {
  const above = lines.findLastIndex((text, index) => index < line - 1 && text.trim() !== '');
  const glued = endsGlued.exec(lines[above]?.trimEnd().slice(-longestAsked) ?? '')?.groups?.['text'];
  return glued === undefined || glued.trimStart().startsWith('#')
    ? {line, ...words().yaml.secondObject}
    : {line: above + 1, ...words().yaml.separatorBehind};
}

const entity = /&(?<name>quot|apos|lt|gt|amp|#\d{1,5});/u;
const entities: Readonly<Record<string, string>> = {quot: '"', apos: "'", lt: '<', gt: '>', amp: '&'};

/** What a web page has for a sign, in a line that has it; undefined for any other line. */
export function entityProblem(line: string): Sentences | undefined {
  const name = entity.exec(line)?.groups?.['name'];
  if (name === undefined) return undefined;
  const code = Number(name.slice(1));
  const sign = entities[name] ?? (code > 31 && code < 65_536 ? String.fromCodePoint(code) : undefined);
  return sign === undefined ? undefined : words().yaml.entity({entity: `&${name};`, sign});
}

/** What is wrong with a line by itself, in a text that is not what it is to be; undefined if that does not show. */
export function lineProblem(line: number, lines: readonly string[]): YamlProblem | undefined {
  const text = lines[line - 1]?.trimEnd() ?? '';
  const found = sentencesFor(text);
  return found === undefined ? undefined : {line, ...found};
}

function sentencesFor(text: string): Sentences | undefined {
  const problems = words().yaml;
  if (/^[ -]*\t/u.test(text)) return problems.tab;
  if (command.test(text)) return problems.command;
  const tag = htmlTag.exec(text.length > longestAsked ? '' : text)?.[0];
  if (tag !== undefined && !/["'].*<|\s#.*</u.test(text)) return problems.htmlTag({tag});
  if (/^\s*(?:\/\/|\/\*)/u.test(text)) return problems.comment;
  if (allInOneLine.test(text)) return problems.oneLine;
  const behindSeparator = startsGlued.exec(text)?.groups?.['text'];
  if (behindSeparator !== undefined) return problems.separatorInFront({text: behindSeparator});
  const quote = quoteInSyntax.exec(text.replace(/\s#.*$/u, ''))?.[1];
  if (quote !== undefined) return typographicQuotes(quote);
  for (const [pattern, said] of [
    [wideColon, problems.wideColon],
    [glued, problems.noSpaceAfterColon],
    [equalsSign, problems.equalsSign],
  ] as const) {
    const groups = pattern.exec(text)?.groups;
    if (groups !== undefined)
      return {said, next: problems.write({text: `${groups['key']}: ${groups['value']}`.trimEnd()})};
  }
  const item = dashGlued.exec(text)?.groups?.['item'];
  if (item !== undefined && !text.startsWith('--'))
    return {said: problems.noSpaceAfterDash, next: problems.write({text: `- ${item}`})};
  return undefined;
}

const typographicQuotes = (quote: string): Sentences => words().yaml.typographicQuote({quote});

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
    return words().yaml.longDash({dash: text.charAt(0), one: `-${text.slice(1)}`, two: `--${text.slice(1)}`});
  }
  return undefined;
}

/** `name:web` and `name=web`, in words for who forgot the space or the colon; undefined for any other text. */
export function forgottenSpace(text: string): string | undefined {
  const groups = (glued.exec(text) ?? equalsSign.exec(text))?.groups;
  // 80:80 is no key
  return groups === undefined || !/[a-z]/iu.test(groups['key'] ?? '')
    ? undefined
    : words().yaml.colonAndSpace({text: `${groups['key']}: ${groups['value']}`});
}

function hasOpenQuote(line: string): boolean {
  const [code = ''] = line.split(/\s#/u, 1);
  return code.split('"').length % 2 === 0 && !/:\s*'/u.test(code);
}

import type {ErrorCode} from 'yaml';
import type {Words} from '#src/words/en/en.ts';
import {words} from '#src/words/words.ts';

type Problem = Words['yaml']['noKeyAndValue'];

const stopsAtText: ReadonlySet<ErrorCode> = new Set(['UNEXPECTED_TOKEN', 'BAD_ALIAS', 'BAD_SCALAR_START']);
/** A value or an item that begins with a sign which means something else to YAML than itself. */
const signed = /^\s*(?:- +)*(?<key>(?:"[^"]*"|'[^']*'|[\w./-]+)\s*: +)?(?<text>[*&!%@`|>?,"'[{-].*?)(?:\s+#.*)?$/u;
const signedInBrackets = /(?:[[{,]|: )\s*(?<text>[*&!%@`][^,\]}]*)/u;
const wholeInQuotes = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')$/u;

/** A text in YAML's quotes: in those that leave its characters as they are. */
const inQuotes = (text: string): string => (/["\\]/u.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`);

/** What is wrong with a text that had to be in quotes, where the parser stopped at it; undefined where it did not. */
export function unquotedProblem(line: string, code: ErrorCode): Problem | undefined {
  const {key, text = ''} = signed.exec(line)?.groups ?? {};
  const sign = text.charAt(0);
  const isStop = stopsAtText.has(code) || sign === '?' || (code === 'MISSING_CHAR' && '[{'.includes(sign));
  if (sign === '' || !isStop) return undefined;
  const said = words().yaml;
  switch (sign) {
    case '"':
    case "'":
      return besideQuotes(text, sign);
    case '-':
      return key === undefined || !/^-\s/u.test(text) ? undefined : said.itemBehindColon({text});
    case '|':
    case '>':
      return said.behindBlockSign({sign});
    case '[':
    case '{':
      return inBrackets(text);
    default:
      return startsWith(text);
  }
}

/** Of text that begins with a sign, such as the * of a pattern. */
export const startsWith = (text: string): Problem =>
  words().yaml.startsWith({sign: text.charAt(0), quoted: inQuotes(text)});

function besideQuotes(text: string, quote: string): Problem | undefined {
  if (wholeInQuotes.test(text)) return undefined;
  const inner = text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : undefined;
  return inner === undefined
    ? words().yaml.behindQuote({quote, quoted: inQuotes(text)})
    : words().yaml.quoteInQuotes({quote, quoted: inQuotes(inner)});
}

function inBrackets(text: string): Problem | undefined {
  if (text.startsWith('{{')) return words().yaml.bracesAsKey;
  const inside = signedInBrackets.exec(text)?.groups?.['text']?.trimEnd();
  if (inside !== undefined) return startsWith(inside);
  const close = text.startsWith('[') ? ']' : '}';
  const isBehind = text.includes(close) && !text.endsWith(close);
  return isBehind ? words().yaml.behindBracket({bracket: close, quoted: inQuotes(text)}) : undefined;
}

import {nearestTo} from '../nearest-to.ts';

const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/gu;
const invisibles = /[\p{Default_Ignorable_Code_Point}\u200e\u200f]/gu;
const singleQuotes = /[\u2018-\u201b\u2032]/gu;
const doubleQuotes = /[\u201c-\u201f\u2033\u00ab\u00bb]/gu;
/** What a web page has for a sign that it could take for its own. */
const entities = /&(?:lt|gt|amp|quot|apos|#39|nbsp);/gu;
const signOf: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&nbsp;': ' ',
};
const hyphens = /[\u2010-\u2012\u2212\ufe63\uff0d]/gu;

const enDash = '\u2013';
const emDash = '\u2014';
const longDashes: ReadonlySet<string> = new Set([enDash, emDash, '\u2015']);
const beforeWord: ReadonlySet<string> = new Set(['', ' ', '\t', '\n', '"', "'"]);
const wordEnd = /[\s=]/u;

/**
 * What a person meant to type, where a phone, a word processor or a web page changed the characters: curly quotes,
 * Unicode spaces, invisible characters, an ellipsis, and dashes made from hyphens.
 *
 * A long dash at the start of a word was `--` before one of `longFlags` or alone, and `-` before a short flag; inside a
 * word it was a hyphen.
 */
export function repairTypography(text: string, longFlags: readonly string[]): string {
  const plain = text
    .toWellFormed()
    .replace(entities, (entity) => signOf[entity] ?? entity)
    .replace(lineBreaks, '\n')
    .replace(spaces, ' ')
    .replace(invisibles, '')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(hyphens, '-')
    .replaceAll('\u2026', '...');
  let repaired = '';
  for (let at = 0; at < plain.length; at += 1) {
    const character = plain.charAt(at);
    if (!longDashes.has(character)) repaired += character;
    else if (beforeWord.has(plain.charAt(at - 1))) repaired += dashesMeant(character, plain.slice(at + 1), longFlags);
    else repaired += '-';
  }
  return repaired;
}

function dashesMeant(dash: string, after: string, longFlags: readonly string[]): string {
  const end = after.search(wordEnd);
  const word = end === -1 ? after : after.slice(0, end);
  if (word === '') return '--';
  if (word.startsWith('-')) return '-';
  if (word.length > 3 && nearestTo(word, longFlags) !== undefined) return '--';
  return dash === enDash || word.length <= 2 ? '-' : '--';
}

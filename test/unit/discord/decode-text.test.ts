import {expect, test} from 'vitest';
import {decodeText} from '#src/discord/decode-text.ts';

const text = 'kind: Pod\nmetadata: {name: é}\n';
const utf16 = (of: string, isBigEndian: boolean): Buffer => {
  const bytes = Buffer.from(of, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

test.each([
  ['UTF-8', Buffer.from(text), text],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), `\ufeff${text}`],
  ['UTF-16 as Windows writes it', utf16(`\ufeff${text}`, false), `\ufeff${text}`],
  ['UTF-16 the other way round', utf16(`\ufeff${text}`, true), `\ufeff${text}`],
  ['UTF-16 without a byte order mark', utf16(text, false), `\ufeff${text}`],
  ['UTF-16 the other way round without one', utf16(text, true), `\ufeff${text}`],
  ['nothing', Buffer.from(''), ''],
  ['one character', Buffer.from('a'), 'a'],
])('%s is read as it was written', (_, bytes, read) => {
  expect(decodeText(bytes)).toBe(read);
});

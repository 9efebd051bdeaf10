import {isBase64} from '#src/kubernetes/base64.ts';
import {UserError} from '../user-error.ts';
import type {FilterOf} from './filter.ts';
import {words} from '#src/words/words.ts';

/** What `base64` prints, or with `-d` what it makes of it: bytes that are no text become marks. */
export function base64(text: string, {decodes, width}: FilterOf<'base64'>): string {
  if (decodes) {
    const encoded = text.replaceAll('\n', '');
    if (!isBase64(encoded)) {
      throw new UserError('bad-input', 'base64: invalid input', {next: words().filters.notBase64});
    }
    return Buffer.from(encoded, 'base64').toString('utf8');
  }
  const encoded = Buffer.from(text).toString('base64');
  if (width === 0) return encoded;
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += width) lines.push(`${encoded.slice(at, at + width)}\n`);
  return lines.join('');
}

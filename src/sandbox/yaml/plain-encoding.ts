const byteOrderMark = '\ufeff';
/** A byte order mark of UTF-16 as it looks where each byte was taken for a character. */
const markOfBytes = /^(?:\u00ff\u00fe|\u00fe\u00ff|\ufffd{2})/u;
const keyLine = /^[ \t]*(?:- +)?["']?[\w./-]+["']?:(?:\s|$)/mu;
/** What ends a line in old Macs' files and in word processors, and not in YAML as it is parsed here. */
const otherBreaks = /[\r\u0085\u2028\u2029\v]/u;

export interface Decoded {
  readonly text: string;
  readonly was: readonly ('byteOrderMark' | 'utf16' | 'lineBreaks')[];
}

/** A text whose bytes or line breaks were taken for others, as what it is; unchanged where it could be something else. */
export function plainEncoding(given: string): Decoded {
  const decoded = fromUtf16(given);
  const was: Decoded['was'][number][] = decoded === undefined ? [] : ['utf16'];
  let text = decoded ?? given;
  if (text.startsWith(byteOrderMark)) {
    text = text.slice(byteOrderMark.length);
    if (decoded === undefined) was.push('byteOrderMark');
  }
  const broken = withPlainBreaks(text);
  if (broken !== undefined) was.push('lineBreaks');
  return {text: broken ?? text, was};
}

/** The text of UTF-16 that was read byte by byte, or with the bytes of each character in the wrong order. */
function fromUtf16(given: string): string | undefined {
  const text = given.replace(markOfBytes, '');
  if (text.includes('\0')) {
    const codes = Array.from({length: text.length}, (_, at) => text.charCodeAt(at));
    if (codes.some((code) => code > 0xff)) return undefined;
    // the last byte is lost where a window takes away what ends the text
    const isBigEndian = codes[0] === 0;
    const bytes = Uint8Array.from(codes.length % 2 === 0 ? codes : isBigEndian ? codes.slice(0, -1) : [...codes, 0]);
    const decoded = new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le', {ignoreBOM: true}).decode(bytes);
    return decoded.includes('\0') || !keyLine.test(decoded) ? undefined : decoded;
  }
  const swapped = text.replace(/^\ufffe/u, '');
  if (swapped === '' || !/^[^\u0001-\u00ff]+$/u.test(swapped)) return undefined;
  const decoded = swapped.replace(/[^]/gu, (one) => {
    const code = one.charCodeAt(0);
    return String.fromCharCode(((code & 0xff) << 8) | (code >> 8));
  });
  return keyLine.test(decoded) ? decoded : undefined;
}

/** Only in a text that has no line break else, and whose first lines are a key each. */
function withPlainBreaks(text: string): string | undefined {
  if (text.trim().includes('\n') || !otherBreaks.test(text.trim())) return undefined;
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029\v]/u);
  const [first = '', second = ''] = lines.filter((line) => line.trim() !== '' && !/^(?:---|#)/u.test(line));
  return keyLine.test(first) && keyLine.test(second) ? lines.join('\n') : undefined;
}

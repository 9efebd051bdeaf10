/**
 * The text of a file, in UTF-8 or, as Windows' tools save it, in UTF-16. A byte order mark stays as its first character,
 * and is put there where UTF-16 has none, so that who reads the text can say what it was.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittleEndian = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined);
  if (!isLittleEndian && !isBigEndian) return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
  const text = new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le', {ignoreBOM: true}).decode(bytes);
  return text.startsWith('\ufeff') ? text : `\ufeff${text}`;
}

const simple: Readonly<Record<string, number>> = {a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92};
const escapes =
  /\\(?:([abfnrtv\\])|(['"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))|([^\\])/guy;
const mostInUnicode = 0x10ffff;

/**
 * What stands in quotes of either kind, with Go's escapes (`\n`, `\t`, `\u00e9`, `\x41`, `\101`) replaced; undefined
 * for what Go would not take.
 */
export function unquoteGo(quoted: string): string | undefined {
  const quote = quoted.charAt(0);
  if (quoted.length < 2 || (quote !== '"' && quote !== "'") || !quoted.endsWith(quote)) return undefined;
  const inside = quoted.slice(1, -1);
  const bytes: Buffer[] = [];
  let end = 0;
  for (const match of inside.matchAll(escapes)) {
    const [all, letter, mark, hex, short, long, octal, plain] = match;
    if ((mark !== undefined && mark !== quote) || plain === quote) return undefined;
    if (letter !== undefined) bytes.push(Buffer.of(simple[letter] ?? 0));
    else if (hex !== undefined) bytes.push(Buffer.of(Number.parseInt(hex, 16)));
    else if (octal !== undefined) {
      const value = Number.parseInt(octal, 8);
      if (value > 255) return undefined;
      bytes.push(Buffer.of(value));
    } else if (short !== undefined || long !== undefined) {
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (code > mostInUnicode || (code >= 0xd800 && code <= 0xdfff)) return undefined;
      bytes.push(Buffer.from(String.fromCodePoint(code)));
    } else bytes.push(Buffer.from(mark ?? plain ?? ''));
    end = match.index + all.length;
  }
  return end === inside.length ? Buffer.concat(bytes).toString('utf8') : undefined;
}

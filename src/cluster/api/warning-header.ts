/** What a person is to be told; other codes are for caches. @see https://kubernetes.io/blog/2020/09/03/warnings/ */
const toldCode = '299';
const warningPattern = /^\s*(?<code>\d{3}) \S+ "(?<text>(?:[^"\\]|\\.)*)"(?:\s*"[^"]*")?\s*(?:,|$)/u;

/**
 * What the API server says in `Warning:` headers, in its order. Several may share a header; from one on that is none,
 * the rest of its header is left alone, as kubectl does.
 * @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5
 */
export function readWarningHeaders(headers: string | readonly string[] | undefined): string[] {
  return [headers ?? []].flat().flatMap((header) => {
    const texts: string[] = [];
    let rest = header;
    for (;;) {
      const {0: whole, groups} = warningPattern.exec(rest) ?? {};
      if (whole === undefined || groups === undefined) return texts;
      const text = (groups['text'] ?? '').replaceAll(/\\(.)/gu, '$1');
      if (groups['code'] === toldCode && text !== '') texts.push(text);
      rest = rest.slice(whole.length);
    }
  });
}

/** At most `limit` characters of a text from its start, with `…` where it was cut. Never half of a character. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The same from the text's end, from a line's start where there is one. */
export function cutStart(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(text.length - limit + 1).replace(/^[\udc00-\udfff]/, '');
  const lineStart = end.indexOf('\n');
  return `…${lineStart === -1 ? end : end.slice(lineStart)}`;
}

const cellBreak = /[\f\n\r]/u;

/**
 * A cell of a Table as kubectl writes it: nothing for null, only the first line of a text, and terminal escapes made
 * visible.
 */
export function formatCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = formatValue(cell);
  const end = text.search(cellBreak);
  return (end === -1 ? text : `${text.slice(0, end)}...`).replaceAll('\u001b', '^[');
}

/** A value as Go's fmt prints it. */
function formatValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(formatValue).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `map[${entries.map(([key, entry]) => `${key}:${formatValue(entry)}`).join(' ')}]`;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '<nil>';
}

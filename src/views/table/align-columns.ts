const leastWidth = 6;
const padding = 3;

/**
 * Aligns lines of cells as kubectl's tab writer does: a column is a run of lines that have a further cell after it, so
 * that a line's last cell is never padded; a column that begins anew is as wide as it was before, or wider.
 * @see https://pkg.go.dev/text/tabwriter
 */
export function alignColumns(lines: readonly (readonly string[])[]): string {
  const widest: number[] = [];
  const written: string[] = [];

  const write = (from: number, to: number, widths: readonly number[]): void => {
    for (const line of lines.slice(from, to)) {
      written.push(
        line.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))).join(''),
      );
    }
  };

  const format = (from: number, to: number, widths: readonly number[]): void => {
    const column = widths.length;
    const hasColumn = (line: number): boolean => column < (lines[line]?.length ?? 0) - 1;
    let start = from;
    for (let line = from; line < to; line += 1) {
      if (!hasColumn(line)) continue;
      write(start, line, widths);
      start = line;
      let columnWidth = Math.max(leastWidth, widest[column] ?? 0);
      for (; line < to && hasColumn(line); line += 1) {
        columnWidth = Math.max(columnWidth, width(lines[line]?.[column] ?? '') + padding);
      }
      widest[column] = columnWidth;
      format(start, line, [...widths, columnWidth]);
      start = line;
    }
    write(start, to, widths);
  };

  format(0, lines.length, []);
  return written.map((line) => `${line}\n`).join('');
}

function width(text: string): number {
  return Array.from(text).length;
}

const padding = 2;

/**
 * Aligns a text whose cells end with tabs, as `kubectl describe` does: a column is a run of lines that have a further
 * cell after it, two spaces wider than its widest cell. What follows a line's last tab is never padded.
 * @see https://pkg.go.dev/text/tabwriter
 */
export function alignTabs(lines: readonly string[]): string {
  return lines.join('\n').split('\f').map(alignSection).join('');
}

/** A form feed ends a line and every column; a vertical tab is one like any other. */
function alignSection(text: string): string {
  const rows = text.split('\n').map((line) => withoutEscapes(line).split(/[\t\v]/u));
  const padded: string[] = [];

  const write = (from: number, to: number, widths: readonly number[]): void => {
    for (const cells of rows.slice(from, to)) {
      padded.push(cells.map((cell, column) => cell.padEnd(cell.length + (widths[column] ?? 0) - width(cell))).join(''));
    }
  };

  const format = (from: number, to: number, widths: readonly number[]): void => {
    const column = widths.length;
    const hasColumn = (row: number): boolean => column < (rows[row]?.length ?? 0) - 1;
    let start = from;
    for (let row = from; row < to; row += 1) {
      if (!hasColumn(row)) continue;
      write(start, row, widths);
      start = row;
      let columnWidth = 0;
      for (; row < to && hasColumn(row); row += 1) {
        columnWidth = Math.max(columnWidth, width(rows[row]?.[column] ?? '') + padding);
      }
      format(start, row, [...widths, columnWidth]);
      start = row;
      row -= 1;
    }
    write(start, to, widths);
  };

  format(0, rows.length, []);
  return padded.map((line) => `${line}\n`).join('');
}

/** What a terminal would act on, made visible as kubectl does. */
function withoutEscapes(line: string): string {
  return line.replaceAll('\u001b', '^[').replaceAll('\r', String.raw`\r`);
}

function width(text: string): number {
  return Array.from(text).length;
}

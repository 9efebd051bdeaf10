/** The lines of a text without their ends; a last one that has none is one too. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (text.endsWith('\n')) lines.pop();
  return lines;
}

/** The lines, each with its end. */
export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

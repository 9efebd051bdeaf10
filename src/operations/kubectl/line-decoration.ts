const codeLanguage = /^(?:bash|sh|shell|console|zsh|text)\s/u;
/** `$ `, and what stands in front of it in a terminal, or in a list, where kubectl follows. */
const prompt =
  /^(?:\$[ \t]+|(?:(?:-{1,2}|[*•]|\w{1,2}[.)]|[➜❯λ»▶→✗][^'"|;\n]{0,80})[ \t]+|[^'"|;\n]{0,80}[$%#>❯➜][ \t]*)(?=(?:sudo[ \t]+)?k(?:ubectl)?[ \t]))/u;
const manifest = /^(?:---\s+)?(?:(?:apiVersion|kind|metadata|spec):(?:\s|$)|\{\s*"(?:apiVersion|kind)")/u;
/** The slash command, typed into its own option. */
const slashCommand = /^\/kubectl[ \t]+(?:command:[ \t]*)?/u;
/** `; echo` behind what ends without a line end, which an answer has anyway. */
const lineEnd = /\s*(?:;|&&)\s*echo(?:\s+(?:""|''))?\s*$/u;

/** Whether it is YAML, or JSON, typed where a command is. */
export const isManifest = (line: string): boolean => manifest.test(line);

/** Without the prompt, or the code marks of a chat, that a line was copied with, and without a line end that is asked for. */
export function withoutDecoration(line: string): string {
  const marks = /^`{1,3}/u.exec(line)?.[0] ?? '';
  const isMarked = marks !== '' && line.length > 2 * marks.length && line.endsWith(marks);
  const bare = isMarked ? line.slice(marks.length, -marks.length).replace(codeLanguage, '').trim() : line;
  return bare.replace(slashCommand, '').replace(prompt, '').replace(lineEnd, '');
}

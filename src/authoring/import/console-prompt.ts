/** What stands in front of a command in a terminal, and can be nothing else. */
const sure =
  /^\s*(?:\$(?:[ \t]+|(?=(?:sudo[ \t]+)?kubectl[ \t]))|PS [^>\n]{0,80}>[ \t]*|[A-Za-z]:\\[^>\n]{0,80}>[ \t]*|❯[ \t]+|➜[ \t]+(?:(?!(?:sudo|watch|time|k|kubectl)[ \t])[~\w./-]+[ \t]+(?:git:\(\S{1,60}\)[ \t]+(?:✗[ \t]+)?)?)?|\[?[\w.-]{1,40}@[\w.:~/ -]{1,60}\]?[ \t]*[$#%>][ \t]+|\[[\w.:~/@ -]{1,60}\][ \t]*[$#%>][ \t]+|[\w.:~/-]{1,40}[ \t]?\$[ \t]+(?=[A-Za-z./_]))/u;
/** The same where kubectl follows; it may also be a comment, a quotation, or the line that another goes on with. */
const likely = /^\s*(?:[#>%][ \t]+|[^'"|;&=<>()\n]{0,60}[$%#>❯➜][ \t]+)(?=(?:sudo[ \t]+)?(?:k|kubectl)[ \t]+[a-z-])/u;
const secondPrompt = /^\s*>(?: |$)/u;
const beginsWithKubectl = /^\s*(?:sudo[ \t]+)?(?:k|kubectl)[ \t]/u;

/** How the commands of a block are told from what they print. */
export type PromptStyle = 'sure' | 'likely' | 'none';

/**
 * By the surest prompt that is in it: who shows one shows it in front of every command from there on. What stands before
 * the first can be printed by nothing, so it is typed.
 */
export function promptStyleAt(lines: readonly string[]): (index: number) => PromptStyle {
  const first = lines.findIndex((line) => sure.test(line) && !beginsWithKubectl.test(line));
  if (first !== -1) return (index) => (index < first ? 'none' : 'sure');
  if (lines.some((line) => beginsWithKubectl.test(line))) return () => 'none';
  const style = lines.some((line) => likely.test(line)) ? 'likely' : 'none';
  return () => style;
}

/** The line without its prompt; undefined where the block's commands have one and this line has none. */
export function withoutPrompt(line: string, style: PromptStyle): string | undefined {
  if (style === 'none') return line;
  if (beginsWithKubectl.test(line)) return undefined;
  const prompt = (style === 'sure' ? sure : likely).exec(line)?.[0];
  return prompt === undefined ? undefined : line.slice(prompt.length);
}

/** The prompt of a line that another goes on with. */
export const withoutSecondPrompt = (line: string): string => line.replace(secondPrompt, '');

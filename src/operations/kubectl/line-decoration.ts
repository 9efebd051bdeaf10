import {isProgram} from './other-programs.ts';
import {otherVerbNames} from './other-verbs.ts';
import {verbNames} from './verbs.ts';

const codeLanguage = /^(?:bash|sh|shell|console|zsh|text)\s/u;
/** `$ `, and what stands in front of it in a terminal, or in a list, where kubectl follows. */
const prompt =
  /^(?:\$[ \t]+|(?:(?:-{1,2}|[*•]|\w{1,2}[.)]|[➜❯λ»▶→✗][^'"|;\n]{0,80}?)[ \t]+|[^'"|;\n]{0,80}?[$%#>❯➜][ \t]*)(?=(?:sudo[ \t]+)?k(?:ubectl)?[ \t]))/u;
/** A command, and with `# kubectl …` behind it a comment: what only looks like a prompt. */
const kubectlInFront = /(?:^|[\s(/\\])k(?:ubectl)?[ \t]/u;
const variableInFront = /^[A-Za-z_]\w*=/u;
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
  return withoutPrompt(bare.replace(slashCommand, '')).replace(lineEnd, '');
}

function withoutPrompt(line: string): string {
  const found = prompt.exec(line)?.[0] ?? '';
  return isCommand(found) ? line : line.slice(found.length);
}

/** Whether a line itself stands there: nothing that a comment of it, or a file that it writes, is called is ever run. */
function isCommand(front: string): boolean {
  const [first = '', ...more] = front.trim().split(/[ \t]+/u);
  const isVerb = [...verbNames, ...otherVerbNames].includes(first.toLowerCase());
  const isNamed = isVerb || isProgram(first);
  return kubectlInFront.test(front) || variableInFront.test(front) || (isNamed && more.length > 0);
}

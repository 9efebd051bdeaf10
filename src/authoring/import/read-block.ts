import {isProgram, mentionsKubectl} from './known-programs.ts';
import {promptStyleAt, withoutPrompt, withoutSecondPrompt, type PromptStyle} from './console-prompt.ts';
import type {CodeBlock} from './markdown/read-markdown.ts';
import {isUnfinished, splitCommands} from './split-commands.ts';

export interface BlockCommand {
  readonly kind: 'command';
  /** From 1, of the file. */
  readonly line: number;
  /** Without its prompt, on one line where it was continued on others. */
  readonly text: string;
  /** What a heredoc hands to it. */
  readonly heredoc: BlockYaml | undefined;
}

/** Text that is to be YAML, in a block of its own or in a heredoc. */
export interface BlockYaml {
  readonly kind: 'yaml';
  readonly line: number;
  readonly text: string;
}

/** Far more than anybody types, so that a quote that is never closed does not take all that follows. */
const mostContinued = 200;
/** In characters: nobody types so much, and the chat takes a tenth of it. */
const longestCommand = 20_000;

const manifestStart = /^\s*(?:---|%YAML|"?apiVersion"?\s*:|"?kind"?\s*:)/u;
const jsonStart = /^\s*\{\s*(?:"(?:apiVersion|kind|metadata|spec)".*)?$/u;
const heredocMark = /<<-?\s*(?<quote>['"\\]?)(?<word>[A-Za-z_]\w*)\k<quote>/u;
const continued = /(?<!\\)(?:\\\\)*\\[ \t]*$/u;
/** PowerShell goes on behind a backtick. */
const backtick = /(?<=\s)`[ \t]*$/u;
const operatorAtEnd = /(?:\||&&|\|\|)[ \t]*$/u;
/** What kubectl prints of itself. */
const helpHeading = /^(?:Usage|Options|Examples|Flags|Available Commands|Basic Commands\b.*|Aliases):\s*$/u;
const helpSentence = /^kubectl controls the Kubernetes cluster manager/u;
const synopsis = /^(?:kubectl|k)\s+(?:\[|<command>|COMMAND\b|\(|\.\.\.|…|controls the\b)/u;

const warning = /\bis DEPRECATED and will be removed in a future version\b/u;

/** The commands of a code block and the YAML that is in it, in their order. */
export function readBlock({line, lines}: CodeBlock): (BlockCommand | BlockYaml)[] {
  const first = lines.findIndex((text) => text.trim() !== '' && !text.trimStart().startsWith('#'));
  const begin = lines[first] ?? '';
  if (manifestStart.test(begin) || jsonStart.test(begin)) return readYamlBlock(line, lines);
  const reader = new BlockReader(lines, line);
  return reader.read();
}

/** YAML, and what somebody typed below it. */
function readYamlBlock(line: number, lines: readonly string[]): (BlockCommand | BlockYaml)[] {
  const end = lines.findIndex((text) => /^(?:\$ )?(?:kubectl|k)\s+[a-z]/u.test(text));
  const yaml = {kind: 'yaml' as const, line, text: lines.slice(0, end === -1 ? undefined : end).join('\n')};
  return end === -1 ? [yaml] : [yaml, ...new BlockReader(lines.slice(end), line + end).read()];
}

class BlockReader {
  readonly #lines: readonly string[];
  readonly #line: number;
  readonly #styleAt: (index: number) => PromptStyle;
  #at = 0;

  constructor(lines: readonly string[], line: number) {
    this.#lines = lines;
    this.#line = line;
    this.#styleAt = promptStyleAt(lines);
  }

  read(): BlockCommand[] {
    const commands: BlockCommand[] = [];
    let isHelp = false;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      const begin = this.#at;
      const style = this.#styleAt(begin);
      const typed = withoutPrompt(line, style);
      this.#at += 1;
      if (helpHeading.test(line.trimEnd()) || helpSentence.test(line)) isHelp = true;
      else if (style !== 'none' && typed !== undefined) isHelp = false;
      if (typed === undefined || typed.length > longestCommand || isHelp || !isCommand(typed, style)) continue;
      const whole = this.#goOn(typed, style);
      const heredoc = this.#heredocOf(whole, style);
      const found = splitCommands(whole).map(({text, below}) => ({
        kind: 'command' as const,
        line: this.#line + begin + below,
        text: joined(text),
        heredoc: heredocMark.test(text) ? heredoc : undefined,
      }));
      commands.push(...found.filter(({text}) => isCommand(text, style)));
    }
    return commands;
  }

  /** With the lines that it goes on in. */
  #goOn(first: string, style: PromptStyle): string {
    let text = first;
    const begin = this.#at;
    while (this.#at < this.#lines.length && this.#at - begin < mostContinued && text.length < longestCommand) {
      const next = withoutSecondPromptIf(style !== 'none', this.#lines[this.#at] ?? '');
      if (continued.test(text)) text = `${text.trimEnd()}\n${next}`;
      else if (backtick.test(text)) text = `${text.replace(backtick, '\\')}\n${next}`;
      else if (operatorAtEnd.test(text)) text = `${text} \\\n${next}`;
      else if (!heredocMark.test(text) && isUnfinished(text)) text = `${text}\n${next}`;
      else return text;
      this.#at += 1;
    }
    if (!isUnfinished(text) || heredocMark.test(text)) return text;
    // a quote that nothing closes: only its own line is meant
    this.#at = begin;
    return first;
  }

  #heredocOf(text: string, style: PromptStyle): BlockYaml | undefined {
    const word = heredocMark.exec(text)?.groups?.['word'];
    if (word === undefined) return undefined;
    const begin = this.#at;
    const after = this.#lines.slice(begin);
    const isQuoted = style !== 'none' && (after[0] ?? '').startsWith('>');
    const plain = after.map((line) => withoutSecondPromptIf(isQuoted, line));
    const end = plain.findIndex((line) => line.trim() === word);
    const body = end === -1 ? plain : plain.slice(0, end);
    this.#at = begin + (end === -1 ? body.length : end + 1);
    return {kind: 'yaml', line: this.#line + begin, text: body.join('\n')};
  }
}

/** Without prompts, what is printed is told from what is typed by the programs that there are. */
function isCommand(text: string, style: PromptStyle): boolean {
  if (synopsis.test(text) || warning.test(text)) return false;
  return mentionsKubectl(text) || isProgram(text, style !== 'none');
}

const withoutSecondPromptIf = (isOne: boolean, line: string): string => (isOne ? withoutSecondPrompt(line) : line);

/** As it would stand on one line. */
const joined = (text: string): string => text.replaceAll(/[ \t]*\\[ \t]*\n[ \t]*/gu, ' ').trim();

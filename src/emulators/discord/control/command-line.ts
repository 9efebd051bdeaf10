import {ApplicationCommandOptionType, type APIApplicationCommandOption} from 'discord-api-types/v10';
import {isSubcommand} from '../commands/commands.ts';
import type {CommandRecord} from '../state/state.ts';
import {ControlError} from './control-error.ts';

/** A line as it was typed, taken apart but not yet checked. */
export interface CommandLine {
  command: CommandRecord;
  /** The subcommand group and subcommand that were chosen. */
  subcommands: APIApplicationCommandOption[];
  /** The options that can be filled in. */
  options: readonly APIApplicationCommandOption[];
  /** What was typed for them, in the order typed. */
  values: {option: APIApplicationCommandOption; text: string}[];
}

/** Takes the first word off a text. */
function splitWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [word, rest];
}

function optionsOf(option: APIApplicationCommandOption | CommandRecord): readonly APIApplicationCommandOption[] {
  return 'options' in option ? (option.options ?? []) : [];
}

/** `/kubectl command:get pods -l app=nginx`: a value ends before the next known ` name:`, so the last takes the rest.
 * A name that comes a second time belongs to the value that it stands in.
 * @throws {ControlError} 400 unknown command, subcommand or option */
export function parseCommandLine(line: string, commands: readonly CommandRecord[]): CommandLine {
  const [typed, afterName] = splitWord(line.trimStart());
  const name = typed.replace(/^\//, '');
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new ControlError(`There is no command /${name}`);

  const subcommands: APIApplicationCommandOption[] = [];
  let options = optionsOf(command);
  let rest = afterName;
  while (options.some(isSubcommand)) {
    const [word, afterWord] = splitWord(rest);
    const chosen = options.find((option) => option.name === word);
    if (!chosen) {
      const known = options.map((option) => option.name).join(', ');
      throw new ControlError(`/${name} needs one of its subcommands: ${known}`);
    }
    subcommands.push(chosen);
    options = optionsOf(chosen);
    rest = afterWord;
  }
  return {command, subcommands, options, values: splitValues(rest, options)};
}

function splitValues(text: string, options: readonly APIApplicationCommandOption[]): CommandLine['values'] {
  const starts: {option: APIApplicationCommandOption; start: number; valueStart: number}[] = [];
  for (const match of text.matchAll(/(?<=^|\s)([^\s:]+):/g)) {
    const option = options.find((candidate) => candidate.name === match[1]);
    if (!option || starts.some((known) => known.option === option)) continue;
    starts.push({option, start: match.index, valueStart: match.index + match[0].length});
  }
  const before = text.slice(0, starts[0]?.start ?? text.length).trim();
  if (before !== '') throw new ControlError(`There is no option in "${before}": options are typed as name:value`);
  return starts.map(({option, valueStart}, index) => ({
    option,
    // blanks at the end of the last value are part of it: what is suggested depends on them
    text:
      starts[index + 1] === undefined
        ? text.slice(valueStart).trimStart()
        : text.slice(valueStart, starts[index + 1]?.start).trim(),
  }));
}

/** The name as Discord shows it, subcommands and all. */
export function fullName({command, subcommands}: CommandLine): string {
  return [command.name, ...subcommands.map(({name}) => name)].join(' ');
}

/** Puts options into the subcommands that they belong to, as an interaction's data has them. */
export function nestOptions({subcommands}: CommandLine, options: readonly object[]): readonly object[] {
  return subcommands.reduceRight<readonly object[]>((inner, {name, type}) => [{name, type, options: inner}], options);
}

export function isFile({type}: APIApplicationCommandOption): boolean {
  return type === ApplicationCommandOptionType.Attachment;
}

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type {FormIssue} from '../validation/form-issues.ts';
import {commandLength, commandNamePattern, commandLimit} from '../limits.ts';
import type {CommandRecord} from '../state/state.ts';

type Path = readonly PropertyKey[];

function nameIssues(name: string, path: Path): FormIssue[] {
  if (commandNamePattern.test(name) && name === name.toLowerCase()) return [];
  const message = 'Command name is invalid';
  return [{path: [...path, 'name'], code: 'APPLICATION_COMMAND_INVALID_NAME', message}];
}

function optionsIssues(options: readonly APIApplicationCommandOption[], path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const names = new Set<string>();
  let isOptionalSeen = false;
  for (const [index, option] of options.entries()) {
    const here = [...path, 'options', index];
    issues.push(...nameIssues(option.name, here));
    if (names.has(option.name)) {
      const message = `The option name "${option.name}" is already in use`;
      issues.push({path: [...here, 'name'], code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message});
    }
    names.add(option.name);
    if (option.required && isOptionalSeen) {
      const message = 'Required options must be placed before non-required options';
      issues.push({path: here, code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message});
    }
    isOptionalSeen ||= !option.required;
    if ('options' in option) issues.push(...optionsIssues(option.options ?? [], here));
    if ('autocomplete' in option && option.autocomplete && 'choices' in option && option.choices?.length) {
      const message = 'Autocomplete cannot be used together with choices';
      issues.push({path: [...here, 'choices'], code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_WITH_AUTOCOMPLETE', message});
    }
  }
  return issues;
}

const isNested = ({type}: APIApplicationCommandOption) =>
  type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;

function optionLength(option: APIApplicationCommandOption): number {
  const inner = 'options' in option ? (option.options ?? []) : [];
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const own = option.name.length + option.description.length;
  const ofChoices = choices.reduce((sum, {name, value}) => sum + name.length + String(value).length, 0);
  return own + ofChoices + inner.reduce((sum, child) => sum + optionLength(child), 0);
}

/** What Discord asks of a command beyond the shape of its fields. */
export function commandIssues(command: CommandRecord, path: Path = []): FormIssue[] {
  if (command.type !== ApplicationCommandType.ChatInput) return [];
  const issues = [...nameIssues(command.name, path), ...optionsIssues(command.options, path)];
  if (command.description.length === 0) {
    issues.push({path: [...path, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required'});
  }
  if (command.options.some(isNested) && !command.options.every(isNested)) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    issues.push({path: [...path, 'options'], code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message});
  }
  const own = command.name.length + command.description.length;
  if (own + command.options.reduce((sum, option) => sum + optionLength(option), 0) > commandLength) {
    const message = `Command exceeds maximum size (${commandLength})`;
    issues.push({path, code: 'APPLICATION_COMMAND_TOO_LARGE', message});
  }
  return issues;
}

/** What Discord asks of all commands of one guild together. */
export function commandListIssues(commands: readonly CommandRecord[]): FormIssue[] {
  const issues = commands.flatMap((command, index) => commandIssues(command, [index]));
  const names = new Set<string>();
  for (const [index, {name, type}] of commands.entries()) {
    const key = `${type} ${name}`;
    if (names.has(key)) {
      const message = 'Application command names must be unique';
      issues.push({path: [index], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message});
    }
    names.add(key);
  }
  if (commands.filter(({type}) => type === ApplicationCommandType.ChatInput).length > commandLimit) {
    issues.push({path: [], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${commandLimit} or fewer in length.`});
  }
  return issues;
}

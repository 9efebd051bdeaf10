import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Locale,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type {FormIssue} from '../validation/form-issues.ts';
import {choiceValueLength, commandLength, commandLimit, commandNamePattern, menuCommandLimit} from '../limits.ts';
import type {CommandRecord} from '../state/state.ts';
import {localeCalled, type Localizations} from './localized.ts';

type Path = readonly PropertyKey[];

function nameIssues(name: string, path: Path): FormIssue[] {
  return isName(name) ? [] : [{...invalidName, path: [...path, 'name']}];
}

const isName = (name: string): boolean => commandNamePattern.test(name) && name === name.toLowerCase();
const invalidName = {code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid'};

/** How long the texts are is in the schema; which locales there are is not. */
function localeIssues(texts: Localizations, path: Path): FormIssue[] {
  const unknown = Object.keys(texts ?? {}).filter((name) => localeCalled(name) === undefined);
  return unknown.map((name) => ({path: [...path, name], code: 'BASE_TYPE_CHOICES', message: unknownLocale}));
}

const tooMany = (path: Path, limit: number): FormIssue => ({
  path,
  code: 'BASE_TYPE_MAX_LENGTH',
  message: `Must be ${limit} or fewer in length.`,
});

const unknownLocale = `Value must be one of {${Object.values(Locale).join(', ')}}.`;

/** What people type is held to the same in every language. */
function localizedNameIssues(names: Localizations, path: Path): FormIssue[] {
  return Object.entries(names ?? {}).flatMap(([locale, name]) =>
    isName(name ?? '') ? [] : [{...invalidName, path: [...path, 'name_localizations', locale]}],
  );
}

/** Of a text, only the longest of its languages counts. */
const longest = (text: string, texts: Localizations): number =>
  Math.max(text.length, ...Object.values(texts ?? {}).map((one) => one?.length ?? 0));

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
    issues.push(...localizedNameIssues(option.name_localizations, here));
    issues.push(...localeIssues(option.name_localizations, [...here, 'name_localizations']));
    issues.push(...localeIssues(option.description_localizations, [...here, 'description_localizations']));
    for (const [place, choice] of ('choices' in option ? (option.choices ?? []) : []).entries()) {
      const there = [...here, 'choices', place];
      issues.push(...localeIssues(choice.name_localizations, [...there, 'name_localizations']));
      if (String(choice.value).length > choiceValueLength) issues.push(tooMany([...there, 'value'], choiceValueLength));
    }
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
  const own =
    longest(option.name, option.name_localizations) + longest(option.description, option.description_localizations);
  const ofChoices = choices.reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  return own + ofChoices + inner.reduce((sum, child) => sum + optionLength(child), 0);
}

/** Of menus only the name is shown, and nothing is filled in.
 * @see https://docs.discord.com/developers/interactions/application-commands#application-command-object */
function menuIssues({description, options}: CommandRecord, path: Path): FormIssue[] {
  const given = [
    {field: 'description', isGiven: description !== ''},
    {field: 'options', isGiven: options.length > 0},
  ].filter(({isGiven}) => isGiven);
  const message = 'Context menu commands have no description and no options';
  return given.map(({field}) => ({path: [...path, field], code: 'APPLICATION_COMMAND_CONTEXT_MENU_INVALID', message}));
}

/** What Discord asks of a command beyond the shape of its fields. */
export function commandIssues(command: CommandRecord, path: Path = []): FormIssue[] {
  const issues = [
    ...localeIssues(command.nameLocalizations, [...path, 'name_localizations']),
    ...localeIssues(command.descriptionLocalizations, [...path, 'description_localizations']),
  ];
  if (command.type !== ApplicationCommandType.ChatInput) return [...issues, ...menuIssues(command, path)];
  issues.push(...nameIssues(command.name, path), ...optionsIssues(command.options, path));
  issues.push(...localizedNameIssues(command.nameLocalizations, path));
  if (command.description.length === 0) {
    issues.push({path: [...path, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required'});
  }
  if (command.options.some(isNested) && !command.options.every(isNested)) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    issues.push({path: [...path, 'options'], code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message});
  }
  const own =
    longest(command.name, command.nameLocalizations) + longest(command.description, command.descriptionLocalizations);
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
  return issues;
}

/** How many commands of a kind there may be. */
const limits = [
  [ApplicationCommandType.ChatInput, commandLimit],
  [ApplicationCommandType.User, menuCommandLimit],
  [ApplicationCommandType.Message, menuCommandLimit],
] as const;

export const areTooMany = (commands: readonly CommandRecord[]): boolean =>
  limits.some(([type, limit]) => commands.filter((command) => command.type === type).length > limit);

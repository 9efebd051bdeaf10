import {
  ApplicationCommandOptionType,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import {guildOf} from '../state/guilds.ts';
import type {ControlWorld} from './control-world.ts';
import {ControlError} from './control-error.ts';
import {decodeFile, type GivenFile} from './given-file.ts';
import {findOfferedChannel, findUser} from './lookups.ts';
import type {CommandLine} from './command-line.ts';
import {isFile} from './command-line.ts';
import {stringOptionLength} from '../limits.ts';
import type {ChannelRecord, UserRecord} from '../state/state.ts';

/** The objects behind the identifiers in an interaction's options. */
export type Resolved = Record<string, Record<string, unknown>>;

export interface FilledOption {
  name: string;
  type: ApplicationCommandOptionType;
  value: string | number | boolean;
}

/** Fills in the options of a command, as a chat client checks them before it sends.
 * @throws {ControlError} 400 missing, wrong type, out of bounds, not one of the choices */
export function fillOptions(options: {
  world: ControlWorld;
  line: CommandLine;
  user: UserRecord;
  channel: ChannelRecord;
  files: Readonly<Record<string, GivenFile>>;
}): {filled: FilledOption[]; resolved: Resolved} {
  const {world, line, user, channel, files} = options;
  const resolved: Resolved = {};
  const filled: FilledOption[] = [];

  for (const name of Object.keys(files)) {
    const option = line.options.find((candidate) => candidate.name === name);
    if (!option || !isFile(option)) throw new ControlError(`There is no option ${name} that takes a file`);
  }
  for (const {option, text} of line.values) {
    if (isFile(option)) throw new ControlError(`The option ${option.name} takes a file, not text`);
    if (text === '') continue;
    filled.push({
      name: option.name,
      type: option.type,
      value: readValue({world, resolved, user, channel}, option, text),
    });
  }
  for (const option of line.options.filter(isFile)) {
    const file = files[option.name];
    if (!file) continue;
    const id = world.messages.attach(channel.id, decodeFile(file));
    const record = world.state.attachments.get(id);
    if (record) addResolved(resolved, 'attachments', id, world.objects.attachment(record));
    filled.push({name: option.name, type: option.type, value: id});
  }
  for (const option of line.options) {
    if (option.required && !filled.some(({name}) => name === option.name)) {
      throw new ControlError(`The option ${option.name} is required`);
    }
  }
  return {filled, resolved};
}

function addResolved(resolved: Resolved, kind: string, id: string, value: unknown): void {
  resolved[kind] = {...resolved[kind], [id]: value};
}

function readValue(
  filling: {world: ControlWorld; resolved: Resolved; user: UserRecord; channel: ChannelRecord},
  option: APIApplicationCommandOption,
  text: string,
): FilledOption['value'] {
  const {world, resolved, user: chooser, channel: where} = filling;
  const guildId = guildOf(world.state, where);
  switch (option.type) {
    case ApplicationCommandOptionType.String:
      checkChoice(option, text);
      checkLength(option, text);
      return 'choices' in option ? choiceValue(option, text) : text;
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number:
      return readNumber(option, text);
    case ApplicationCommandOptionType.Boolean:
      if (!/^(true|false)$/i.test(text)) throw new ControlError(`The option ${option.name} is either true or false`);
      return text.toLowerCase() === 'true';
    case ApplicationCommandOptionType.User:
    case ApplicationCommandOptionType.Mentionable: {
      const user = findUser(world.state, text.replace(/^<@!?(\d+)>$/, '$1'));
      addResolved(resolved, 'users', user.id, world.objects.user(user));
      addResolved(resolved, 'members', user.id, world.objects.partialMember(user, guildId));
      return user.id;
    }
    case ApplicationCommandOptionType.Channel: {
      const channel = findOfferedChannel(world.state, {user: chooser, guildId}, text.replace(/^<#(\d+)>$/, '$1'));
      addResolved(resolved, 'channels', channel.id, world.objects.channel(channel));
      return channel.id;
    }
    case ApplicationCommandOptionType.Role: {
      const role = [...world.state.roles.values()].find(
        ({id, name, ...one}) =>
          (id === text || name === text.replace(/^@/, '')) && guildOf(world.state, one) === guildId,
      );
      if (!role) throw new ControlError(`There is no role ${text}`);
      addResolved(resolved, 'roles', role.id, world.objects.role(role));
      return role.id;
    }
    default:
      throw new ControlError(`The option ${option.name} takes no value`);
  }
}

function choicesOf(option: APIApplicationCommandOption): APIApplicationCommandOptionChoice[] {
  return 'choices' in option ? (option.choices ?? []) : [];
}

function findChoice(option: APIApplicationCommandOption, text: string) {
  const choices = choicesOf(option);
  return (
    choices.find(({value}) => String(value) === text) ??
    choices.find(({name, name_localizations: names}) => [name, ...Object.values(names ?? {})].includes(text))
  );
}

function checkChoice(option: APIApplicationCommandOption, text: string): void {
  const choices = choicesOf(option);
  if (choices.length === 0 || findChoice(option, text)) return;
  const known = choices.map(({value}) => String(value)).join(', ');
  throw new ControlError(`The option ${option.name} is one of ${known}; not "${text}"`);
}

function choiceValue(option: APIApplicationCommandOption, text: string): string {
  return String(findChoice(option, text)?.value ?? text);
}

function checkLength(option: APIApplicationCommandOption, text: string): void {
  if ('min_length' in option && text.length < (option.min_length ?? 0)) {
    throw new ControlError(`The option ${option.name} takes at least ${option.min_length} characters`);
  }
  const most = 'max_length' in option ? (option.max_length ?? stringOptionLength) : stringOptionLength;
  if (text.length > most) throw new ControlError(`The option ${option.name} takes at most ${most} characters`);
}

function readNumber(option: APIApplicationCommandOption, text: string): number {
  checkChoice(option, text);
  const value = Number(findChoice(option, text)?.value ?? text);
  const isWhole = option.type === ApplicationCommandOptionType.Integer;
  if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value))) {
    throw new ControlError(`The option ${option.name} is a ${isWhole ? 'whole number' : 'number'}, not "${text}"`);
  }
  if ('min_value' in option && value < (option.min_value ?? -Infinity)) {
    throw new ControlError(`The option ${option.name} is at least ${option.min_value}`);
  }
  if ('max_value' in option && value > (option.max_value ?? Infinity)) {
    throw new ControlError(`The option ${option.name} is at most ${option.max_value}`);
  }
  return value;
}

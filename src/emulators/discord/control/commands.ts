import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
  Locale,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import {z} from 'zod';
import {RESTJSONErrorCodes} from 'discord-api-types/v10';
import type {ChannelRecord, ChatState, CommandRecord, InteractionRecord, UserRecord} from '../state/state.ts';
import {localized} from '../commands/localized.ts';
import {fullName, nestOptions, parseCommandLine} from './command-line.ts';
import type {ControlWorld} from './control-world.ts';
import {ControlError} from './control-error.ts';
import {deliver} from './deliver.ts';
import {givenFileSchema} from './given-file.ts';
import {commandsFor, findPerson, findVisibleChannel} from './lookups.ts';
import {fillOptions} from './option-values.ts';

const typedSchema = z.object({user: z.string(), channel: z.string(), line: z.string()});

export const commandSchema = typedSchema.extend({files: z.record(z.string(), givenFileSchema).default({})});
export const autocompleteSchema = typedSchema;

/** Suggestions that a client makes by itself, from an option's fixed choices. */
const suggestions = 25;

interface Choice {
  name: string;
  value: string | number;
}

const slashCommandsFor = (state: ChatState, user: UserRecord, channel: ChannelRecord): CommandRecord[] =>
  commandsFor(state, user, {channel, type: ApplicationCommandType.ChatInput});

/** What of a command an interaction's data has, whatever its type. */
export function commandData({id, name, type, guildId}: CommandRecord): Record<string, unknown> {
  return {id, name, type, ...(guildId === undefined ? {} : {guild_id: guildId})};
}

/** Sends a slash command as a person typed it.
 * @throws {ControlError} 400 */
export function runCommand(world: ControlWorld, given: z.infer<typeof commandSchema>): InteractionRecord {
  const user = findPerson(world.state, given.user);
  const channel = findVisibleChannel(world.state, user, given.channel);
  const line = parseCommandLine(given.line.trimEnd(), slashCommandsFor(world.state, user, channel));
  const {filled, resolved} = fillOptions({world, line, user, channel, files: given.files});
  const about = {
    type: InteractionType.ApplicationCommand,
    userId: user.id,
    channelId: channel.id,
    command: fullName(line),
    sourceMessageId: undefined,
  };
  const data = {...commandData(line.command), options: nestOptions(line, filled)};
  return deliver(world, about, Object.keys(resolved).length === 0 ? data : {...data, resolved});
}

/** The choices for the option that a line ends in: from its definition, or from the bot.
 * @throws {ControlError} 400, or 504 when the bot does not answer in time */
export async function suggestChoices(
  world: ControlWorld,
  given: z.infer<typeof autocompleteSchema>,
): Promise<Choice[]> {
  const user = findPerson(world.state, given.user);
  const channel = findVisibleChannel(world.state, user, given.channel);
  const line = parseCommandLine(given.line, slashCommandsFor(world.state, user, channel));
  const last = line.values.at(-1);
  if (!last) throw new ControlError('The line does not end in an option');
  const fixed = fixedChoices(last.option);
  if (fixed.length > 0) {
    const typed = last.text.toLowerCase();
    return fixed
      .map((choice) => ({name: calledBy(user, choice), value: choice.value}))
      .filter(({name, value}) => [name, String(value)].some((text) => text.toLowerCase().includes(typed)))
      .slice(0, suggestions);
  }
  if (!('autocomplete' in last.option) || !last.option.autocomplete) {
    throw new ControlError(`The option ${last.option.name} has no suggestions`);
  }
  const options = line.values
    .filter(({option, text}) => option === last.option || text !== '')
    .map(({option, text}) => {
      const {name, type} = option;
      const focused = option === last.option;
      return {name, type, value: focused ? text : draftValue(option, text), focused};
    });
  const about = {
    type: InteractionType.ApplicationCommandAutocomplete,
    userId: user.id,
    channelId: channel.id,
    command: fullName(line),
    sourceMessageId: undefined,
  };
  const data = {...commandData(line.command), options: nestOptions(line, options)};
  const interaction = deliver(world, about, data);
  await world.interactions.settled(interaction);
  if (interaction.code === RESTJSONErrorCodes.UnknownInteraction) {
    throw new ControlError('The bot did not answer in time', 504);
  }
  return interaction.choices ?? [];
}

/** A choice by the name that it has in a person's language. */
const calledBy = ({locale = Locale.EnglishUS}: UserRecord, {name, name_localizations: names}: FixedChoice): string =>
  localized(names, locale) ?? name;

type FixedChoice = APIApplicationCommandOptionChoice;

function fixedChoices(option: APIApplicationCommandOption): readonly FixedChoice[] {
  return 'choices' in option ? (option.choices ?? []) : [];
}

/** While a line is being typed its values go out as they are, but for numbers and truth values that are typed already. */
function draftValue({type}: APIApplicationCommandOption, text: string): string | number | boolean {
  const isNumber = type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number;
  if (isNumber && text !== '' && Number.isFinite(Number(text))) return Number(text);
  return type === ApplicationCommandOptionType.Boolean ? text.toLowerCase() === 'true' : text;
}

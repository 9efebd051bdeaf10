import {ApplicationCommandType, InteractionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {guildOf} from '../state/guilds.ts';
import type {InteractionRecord, UserRecord} from '../state/state.ts';
import {commandData} from './commands.ts';
import {ControlError} from './control-error.ts';
import type {ControlWorld} from './control-world.ts';
import {deliver} from './deliver.ts';
import {commandsFor, findPerson, findUser, findVisibleChannel, findVisibleMessage} from './lookups.ts';
import type {Resolved} from './option-values.ts';

/** `person` or `message` is what the menu belongs to: a name or an id, and a message's id. */
export const menuSchema = z
  .object({user: z.string(), channel: z.string(), command: z.string()})
  .and(z.union([z.object({person: z.string()}), z.object({message: z.string()})]));

/** Chooses a command from the menu of a person or of a message.
 * @see https://docs.discord.com/developers/interactions/application-commands#user-commands
 * @throws {ControlError} 400 not there, or not offered */
export function chooseFromMenu(world: ControlWorld, given: z.infer<typeof menuSchema>): InteractionRecord {
  const {state} = world;
  const user = findPerson(state, given.user);
  const channel = findVisibleChannel(state, user, given.channel);
  const type = 'person' in given ? ApplicationCommandType.User : ApplicationCommandType.Message;
  const command = commandsFor(state, user, {channel, type}).find(({name}) => name === given.command);
  if (!command) throw new ControlError(`${user.name} is offered no ${given.command} there`);
  const target =
    'person' in given ? onPerson(world, given.person, guildOf(state, channel)) : onMessage(world, user, given.message);
  const about = {
    type: InteractionType.ApplicationCommand,
    userId: user.id,
    channelId: channel.id,
    command: command.name,
    sourceMessageId: undefined,
  };
  return deliver(world, about, {...commandData(command), target_id: target.id, resolved: target.resolved});
}

interface Target {
  id: string;
  resolved: Resolved;
}

function onPerson({state, objects}: ControlWorld, name: string, guildId: string): Target {
  const target = findUser(state, name);
  const resolved = {
    users: {[target.id]: objects.user(target)},
    members: {[target.id]: objects.partialMember(target, guildId)},
  };
  return {id: target.id, resolved};
}

function onMessage({state, objects}: ControlWorld, user: UserRecord, id: string): Target {
  const message = findVisibleMessage(state, user, id);
  return {id, resolved: {messages: {[id]: objects.message(message)}}};
}

import type {ApplicationCommandType} from 'discord-api-types/v10';
import {guildOf} from '../state/guilds.ts';
import {canSeeChannel, canUseCommand} from '../state/permissions.ts';
import type {ChannelRecord, ChatState, CommandRecord, MessageRecord, UserRecord} from '../state/state.ts';
import {ControlError} from './control-error.ts';

/** A person by name, `@name` or id.
 * @throws {ControlError} 400 */
export function findUser(state: ChatState, nameOrId: string): UserRecord {
  const names = [nameOrId, nameOrId.replace(/^@/, '')];
  const user =
    names.flatMap((id) => state.users.get(id) ?? [])[0] ??
    [...state.users.values()].find(({name}) => names.includes(name));
  if (!user) throw new ControlError(`There is no user ${nameOrId}`);
  return user;
}

/** A person who acts; the bot does so through its own interface.
 * @throws {ControlError} 400 */
export function findPerson(state: ChatState, nameOrId: string): UserRecord {
  const user = findUser(state, nameOrId);
  if (user.isBot) throw new ControlError(`${user.name} is not a person`);
  return user;
}

/** A channel by name, `#name` or id.
 * @throws {ControlError} 400 */
export function findChannel(state: ChatState, nameOrId: string): ChannelRecord {
  const name = nameOrId.replace(/^#/, '');
  const channel =
    state.channels.get(name) ??
    [...state.channels.values()].find((candidate) => candidate.kind !== 'dm' && candidate.name === name);
  if (!channel) throw new ControlError(`There is no channel ${nameOrId}`);
  return channel;
}

/** A channel, if this user may look into it.
 * @throws {ControlError} 400 */
export function findVisibleChannel(state: ChatState, user: UserRecord, nameOrId: string): ChannelRecord {
  const channel = findChannel(state, nameOrId);
  if (!canSeeChannel(state, user, channel)) throw new ControlError(`${user.name} does not see the channel ${nameOrId}`);
  return channel;
}

/** A channel of a server that this user may choose: lists and options offer no others.
 * @throws {ControlError} 400 */
export function findOfferedChannel(
  state: ChatState,
  {user, guildId}: {readonly user: UserRecord; readonly guildId: string},
  nameOrId: string,
): ChannelRecord {
  const channel = findChannel(state, nameOrId);
  if (guildOf(state, channel) !== guildId || !canSeeChannel(state, user, channel))
    throw new ControlError(`There is no channel ${nameOrId} that ${user.name} could choose`);
  return channel;
}

export function canSeeMessage(state: ChatState, user: UserRecord, message: MessageRecord): boolean {
  const channel = state.channels.get(message.channelId);
  if (!channel || !canSeeChannel(state, user, channel)) return false;
  return message.ephemeralFor === undefined || (message.ephemeralFor === user.id && message.isForgotten !== true);
}

/** @throws {ControlError} 400 unknown, or not for this user's eyes */
export function findVisibleMessage(state: ChatState, user: UserRecord, id: string): MessageRecord {
  const message = state.messages.get(id);
  if (!message || !canSeeMessage(state, user, message)) throw new ControlError(`${user.name} sees no message ${id}`);
  return message;
}

/** The commands of one type that a user is offered in a channel: a guild's own are not there in direct messages. */
export function commandsFor(
  state: ChatState,
  user: UserRecord,
  {channel, type}: {channel: ChannelRecord; type: ApplicationCommandType},
): CommandRecord[] {
  return [...state.commands.values()].filter(
    (command) =>
      command.type === type &&
      (command.guildId === undefined || (channel.kind !== 'dm' && command.guildId === guildOf(state, channel))) &&
      canUseCommand(state, {user, channel}, command),
  );
}

import type {ChatState, GuildRecord, UserRecord} from './state.ts';

/** Which server a channel, a thread or a role belongs to; a direct message to none. */
export const guildOf = ({guildId: home}: Pick<ChatState, 'guildId'>, {guildId}: {guildId?: string}): string =>
  guildId ?? home;

/** Those that the bot is in, in the order in which it came. */
export const guildsOfBot = ({guilds}: ChatState): GuildRecord[] =>
  [...guilds.values()].filter(({presence}) => presence !== 'left');

/** Everybody is in the first server; in the others are those who were put there, and the bot, until it is kicked. */
export function isMember(state: ChatState, user: UserRecord, guildId: string): boolean {
  if (user.id === state.botUserId) return state.guilds.get(guildId)?.presence !== 'left';
  return guildId === state.guildId || user.otherGuildIds?.includes(guildId) === true;
}

/** A member's roles in one of the servers. */
export const rolesIn = (state: ChatState, {roleIds}: UserRecord, guildId: string): string[] =>
  roleIds.filter((id) => guildOf(state, state.roles.get(id) ?? {}) === guildId);

import {ChannelType} from 'discord-api-types/v10';
import {lackingIn, requiredFor, withPurposes} from '#src/discord/bot-permissions.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Workshop} from '#src/workshop/workshop.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {words} from '#src/words/words.ts';

/** @throws UserError `bad-input` for channels in which no workshop can be, `conflict` for one that is another's */
export function requireChannels(
  {participants, facilitators}: Workshop['channels'],
  {chat, workshops, guildId}: Pick<FacilitatorsOptions, 'chat' | 'workshops'> & {guildId: string | undefined},
): void {
  if (participants === facilitators) {
    throw new UserError('bad-input', words().steering.open.sameChannel);
  }
  for (const id of [participants, facilitators]) {
    const channel = chat.channels.cache.get(id);
    if (channel?.type !== ChannelType.GuildText || channel.guildId !== guildId) {
      throw new UserError('bad-input', words().steering.open.noTextChannel);
    }
    const lacking = lackingIn(chat, id, requiredFor);
    if (lacking.length > 0) {
      throw new UserError(
        'bad-input',
        words().steering.open.lacking({channel: channel.name, permissions: withPurposes(lacking)}),
      );
    }
    const other = workshops.at([id]);
    if (other !== undefined) {
      throw new UserError(
        'conflict',
        words().steering.open.taken({channel: channel.name, workshop: other.workshop.name}),
      );
    }
  }
}

import {shown, type Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {makeRooms, mayMakeRooms} from '#src/discord/make-rooms.ts';
import {UserError} from '#src/operations/user-error.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {words} from '#src/words/words.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';

/**
 * Makes the two channels and the role in the server of who asks.
 * @throws UserError `refused` where the bot may not, or no longer
 */
export async function setUpServer(
  {id, guildId}: Asker,
  {chat, role, roomNames}: Pick<FacilitatorsOptions, 'chat' | 'role' | 'roomNames'>,
): Promise<Answer> {
  const said = words().settingUp;
  const guild = chat.guilds.cache.get(guildId ?? '');
  if (guild === undefined) throw new UserError('bad-input', said.noServer);
  if (!mayMakeRooms(guild)) throw new UserError('refused', said.mayNot);
  const {channels, roleName, isGiven, isOffered} = await makeRooms(guild, roomNames, {
    known: role.of(guild.id),
    memberId: id,
  }).catch((error: unknown) => {
    if (apiErrorOf(error)?.status === 403) throw new UserError('refused', said.mayNot, {cause: error});
    throw error;
  });
  const called = plainText(roleName);
  const facilitators = channelLink(channels.facilitators);
  const lines = [
    `✅ ${said.ready({participants: channelLink(channels.participants), facilitators, role: called})}`,
    isGiven ? said.roleIsYours({role: called}) : said.roleNotGiven({role: called}),
    ...(isOffered ? [] : [`⚠ ${said.notOffered.said({role: called})}\n→ ${said.notOffered.next}`]),
    said.nowOpen({facilitators}),
  ];
  return shown(plainMessage(lines.join('\n')));
}

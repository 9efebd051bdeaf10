import {ChannelType, type Guild} from 'discord.js';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {lackingIn, requiredFor} from '#src/discord/bot-permissions.ts';
import {lackingRooms, mayMakeRooms} from '#src/discord/make-rooms.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {setUpButtonId} from '#src/views/facilitators/facilitator-buttons.ts';
import {languageOf} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';

type Parts = Pick<FacilitatorsOptions, 'chat' | 'role' | 'roomNames' | 'log'> & {readonly posts: ChannelPosts};

/** Says in a server how a class begins there, in the first channel that takes it. @param when what makes it be said once */
export async function greet(guild: Guild, when: string, {chat, role, roomNames, posts, log}: Parts): Promise<void> {
  const text = [...guild.channels.cache.values()]
    .filter(({type}) => type === ChannelType.GuildText)
    .sort((a, b) => Number(b.id === guild.systemChannelId) - Number(a.id === guild.systemChannelId));
  const channel = text.find(({id}) => lackingIn(chat, id, requiredFor).length === 0);
  if (channel === undefined) {
    log(`no channel of the server ${guild.name} takes a message of mine: nobody there is told how to begin`);
    return;
  }
  const message = inLanguage(languageOf(guild.preferredLocale), () =>
    renderGreeting({
      role: plainText(role.nameIn(guild.id)),
      hasRole: role.of(guild.id) !== undefined,
      // what is there already needs no button
      isMadeByButton: mayMakeRooms(guild) && lackingRooms(guild, roomNames, role.of(guild.id)).length > 0,
    }),
  );
  await posts.post(channel.id, message, ['greeting', guild.id, when]);
}

function renderGreeting({
  role,
  hasRole,
  isMadeByButton,
}: Readonly<{role: string; hasRole: boolean; isMadeByButton: boolean}>): ChatMessage {
  const said = words().settingUp;
  const steps = [said.makeChannels, ...(hasRole ? [] : [said.makeRole({role})]), said.giveRole({role}), said.openOne];
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  const byButton = isMadeByButton ? [said.orLetMe] : [];
  return {
    ...plainMessage([`👋 ${said.greeting}`, ...numbered, ...byButton].join('\n')),
    buttons: isMadeByButton ? [{id: setUpButtonId, label: said.makeThem, style: 'primary'}] : [],
  };
}

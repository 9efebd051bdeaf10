import {ChannelType, type Guild} from 'discord.js';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {lackingIn, requiredFor} from '#src/discord/bot-permissions.ts';
import {lackingRooms, mayMakeRooms} from '#src/discord/make-rooms.ts';
import {findTextChannel} from '#src/discord/servers.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {setUpButtonId} from '#src/views/facilitators/facilitator-buttons.ts';
import {languageOf} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {missingRights} from './missing-rights.ts';

type Parts = Pick<FacilitatorsOptions, 'chat' | 'role' | 'roomNames' | 'workshops' | 'log'> & {
  readonly posts: ChannelPosts;
};

/** Says in a server how a class begins there and what is missing, in the first channel that takes it. @param when what makes it be said once */
export async function greet(guild: Guild, when: string, parts: Parts): Promise<void> {
  const {chat, role, roomNames, posts, log} = parts;
  const text = [...guild.channels.cache.values()]
    .filter(({type}) => type === ChannelType.GuildText)
    .sort((a, b) => Number(b.id === guild.systemChannelId) - Number(a.id === guild.systemChannelId));
  const channel = text.find(({id}) => lackingIn(chat, id, requiredFor).length === 0);
  if (channel === undefined) {
    log(`no channel of the server ${guild.name} takes a message of mine: nobody there is told how to begin`);
    return;
  }
  const lacking = lackingRooms(guild, roomNames, role.of(guild.id));
  const message = inLanguage(languageOf(guild.preferredLocale), () =>
    renderGreeting({
      role: plainText(role.nameIn(guild.id)),
      lacking,
      // what is there already needs no button
      isMadeByButton: mayMakeRooms(guild) && lacking.length > 0,
      missing: missingIn(guild, parts),
    }),
  );
  await posts.post(channel.id, message, ['greeting', guild.id, when]);
}

/** What is missing where classes are held, or where one would be, a sentence each. */
export function missingIn(
  guild: Guild,
  {chat, role, roomNames, workshops}: Pick<Parts, 'chat' | 'role' | 'roomNames' | 'workshops'>,
): string[] {
  const held = workshops.listOf(guild.id).map(({workshop}) => workshop.channels);
  const byName = {
    participants: findTextChannel(guild, roomNames.participants),
    facilitators: findTextChannel(guild, roomNames.facilitators),
  };
  const classes = held.length > 0 ? held : [byName];
  return [...new Set(classes.flatMap((channels) => missingRights(chat, channels, role.of(guild.id)?.id)))];
}

interface Greeting {
  readonly role: string;
  readonly lacking: ReturnType<typeof lackingRooms>;
  readonly isMadeByButton: boolean;
  readonly missing: readonly string[];
}

function renderGreeting({role, lacking, isMadeByButton, missing}: Greeting): ChatMessage {
  const said = words().settingUp;
  const steps = [
    ...(lacking.includes('participants') || lacking.includes('facilitators') ? [said.makeChannels] : []),
    ...(lacking.includes('role') ? [said.makeRole({role})] : []),
    said.giveRole({role}),
    said.openOne,
  ];
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  const byButton = isMadeByButton ? [said.orLetMe] : [];
  const warning = missing.length === 0 ? [] : [`⚠ ${said.missing}`, ...missing, `→ ${words().channels.whoGives}`];
  return {
    ...plainMessage([`👋 ${said.greeting}`, ...numbered, ...byButton, ...warning].join('\n')),
    buttons: isMadeByButton ? [{id: setUpButtonId, label: said.makeThem, style: 'primary'}] : [],
  };
}

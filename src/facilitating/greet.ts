import {ChannelType, type Guild} from 'discord.js';
import {plainMessage} from '#src/chat/chat-message.ts';
import {lackingIn, requiredFor} from '#src/discord/bot-permissions.ts';
import {plainText} from '#src/views/hostile-text.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';

type Parts = Pick<FacilitatorsOptions, 'chat' | 'role' | 'log'> & {readonly posts: ChannelPosts};

/** Says in a server that has just invited the bot how a class begins there, in the first channel that takes it. */
export async function greet(guild: Guild, {chat, role, posts, log}: Parts): Promise<void> {
  const text = [...guild.channels.cache.values()]
    .filter(({type}) => type === ChannelType.GuildText)
    .sort((a, b) => Number(b.id === guild.systemChannelId) - Number(a.id === guild.systemChannelId));
  const channel = text.find(({id}) => lackingIn(chat, id, requiredFor).length === 0);
  if (channel === undefined) {
    log(`no channel of the server ${guild.name} takes a message of mine: nobody there is told how to begin`);
    return;
  }
  const hasRole = guild.roles.cache.some(({id, name}) => id === role || name === role);
  const steps = [
    'Make a text channel for participants, and a private one for facilitators that my role may view and write in.',
    ...(hasRole ? [] : [`Make a role **${plainText(role)}**, with the permission Manage Events.`]),
    `Give the role **${plainText(role)}** to whoever teaches.`,
    'One of them types `/workshop open` in the facilitators’ channel. `/workshop doctor` says what is missing.',
  ];
  const numbered = steps.map((step, index) => `${index + 1}. ${step}`);
  const message = ['👋 I hold hands-on Kubernetes workshops. To begin in this server:', ...numbered].join('\n');
  await posts.post(channel.id, plainMessage(message), ['greeting', guild.id, String(guild.joinedTimestamp)]);
}

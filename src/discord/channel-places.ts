import type {Client} from 'discord.js';

/** A channel; of a thread, the one that it hangs from as well. */
export function channelAndParent(chat: Client, channelId: string): string[] {
  const channel = chat.channels.cache.get(channelId);
  return [channelId, ...(channel?.isThread() === true ? [channel.parentId ?? ''] : [])];
}

/** The server of a channel or of a thread. */
export function guildOf(chat: Client, channelId: string): string | undefined {
  const channel = chat.channels.cache.get(channelId);
  return channel !== undefined && 'guildId' in channel ? (channel.guildId ?? undefined) : undefined;
}

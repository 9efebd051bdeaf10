import {RateLimitError, type REST} from '@discordjs/rest';
import {ChannelType, Routes, ThreadAutoArchiveDuration} from 'discord-api-types/v10';
import {z} from 'zod';
import {postMessage} from './post-message.ts';
import {apiErrorOf} from './api-error.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';

export interface PrivateThread {
  readonly channelId: string;
  readonly name: string;
  readonly memberIds: readonly string[];
  /** What stands in it first. */
  readonly message: ChatMessage;
}

/**
 * Opens a thread that only its members see.
 * @returns its id; undefined where the chat throttles threads, or does not let the bot make one
 */
export async function openPrivateThread(
  rest: REST,
  {channelId, name, memberIds, message}: PrivateThread,
): Promise<string | undefined> {
  const body = {
    name,
    type: ChannelType.PrivateThread,
    invitable: false,
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
  };
  let threadId: string;
  try {
    threadId = z.looseObject({id: z.string()}).parse(await rest.post(Routes.threads(channelId), {body})).id;
  } catch (error) {
    const status = apiErrorOf(error)?.status;
    if (isRateLimit(error) || status === 403 || status === 429) return undefined;
    throw error;
  }
  for (const memberId of memberIds) await rest.put(Routes.threadMembers(threadId, memberId));
  await postMessage(rest, threadId, message);
  return threadId;
}

/** discord.js has a class of its own for it beside that of @discordjs/rest. */
const isRateLimit = (error: unknown): boolean =>
  error instanceof RateLimitError || (error instanceof Error && error.constructor.name === 'RateLimitError');

/** Closes a thread. One that is gone is closed. */
export async function archiveThread(rest: REST, threadId: string): Promise<void> {
  try {
    await rest.patch(Routes.channel(threadId), {body: {archived: true}});
  } catch (error) {
    if (apiErrorOf(error)?.status !== 404) throw error;
  }
}

import {RateLimitError} from '@discordjs/rest';
import {ChannelType, Routes, ThreadAutoArchiveDuration} from 'discord-api-types/v10';
import {Events, type AnyThreadChannel, type Client} from 'discord.js';
import {z} from 'zod';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {apiErrorOf} from './api-error.ts';
import {lackingIn, neededForThreads} from './bot-permissions.ts';
import type {CommandLinks} from './command-links.ts';
import {errorCodes} from './limits.ts';
import {postMessage} from './post-message.ts';

export interface PrivateThread {
  readonly channelId: string;
  readonly name: string;
  /** Who is added first is seen by who comes after. */
  readonly memberIds: readonly string[];
  /** What stands in it first. */
  readonly message: ChatMessage;
}

const threadSchema = z.looseObject({thread_metadata: z.looseObject({archived: z.boolean()})});

/** How long somebody waits for a thread before they are told to do without, in ms. */
const createMs = 5_000;

/**
 * Threads that only their members see, whole or not at all: what was made of one that failed half way is archived, and so is
 * one whose making was not heard of, which the gateway tells. Deleting would need Manage Threads; who made a thread may
 * archive it.
 * @see https://docs.discord.com/developers/topics/threads#editing--deleting-threads
 */
export class PrivateThreads {
  readonly #chat: Client;
  readonly #links: CommandLinks;
  readonly #log: Log;
  readonly #openings = new Set<Promise<string | undefined>>();
  /** Threads that somebody was given, until the gateway has told of them. */
  readonly #given = new Set<string>();

  constructor(chat: Client, links: CommandLinks, log: Log) {
    this.#chat = chat;
    this.#links = links;
    this.#log = log;
  }

  start(): void {
    this.#chat.on(Events.ThreadCreate, (thread, isNew) => {
      if (!isNew || thread.type !== ChannelType.PrivateThread || thread.ownerId !== this.#chat.user?.id) return;
      void this.#archiveUnlessGiven(thread);
    });
  }

  /** @returns its id; undefined where the chat gives none, or none that these people can be in */
  async open(wanted: PrivateThread): Promise<string | undefined> {
    // nothing is made that would be of no use
    if (lackingIn(this.#chat, wanted.channelId, neededForThreads).length > 0) return undefined;
    const opening = this.#open(wanted);
    this.#openings.add(opening);
    try {
      return await opening;
    } finally {
      this.#openings.delete(opening);
    }
  }

  /** @throws what keeps it from being known */
  async isOpen(threadId: string): Promise<boolean> {
    try {
      const thread = threadSchema.parse(await this.#chat.rest.get(Routes.channel(threadId)));
      return !thread.thread_metadata.archived;
    } catch (error) {
      if (apiErrorOf(error)?.status === 404) return false;
      throw error;
    }
  }

  /** Archives it. One that is archived or gone is closed; what else the chat refuses is logged. */
  async close(threadId: string): Promise<void> {
    try {
      await this.#chat.rest.patch(Routes.channel(threadId), {body: {archived: true}});
    } catch (error) {
      const refusal = apiErrorOf(error);
      if (refusal?.status === 404 || refusal?.code === errorCodes.threadArchived) return;
      this.#log(`the thread ${threadId} could not be closed`, error);
    }
  }

  /** Never fails. */
  async #open(wanted: PrivateThread): Promise<string | undefined> {
    const {rest} = this.#chat;
    let threadId: string | undefined;
    try {
      threadId = await this.#create(wanted);
      // nobody is brought into a thread that stays empty
      await postMessage(rest, threadId, wanted.message, {nonce: threadId, links: this.#links});
      for (const memberId of wanted.memberIds) await rest.put(Routes.threadMembers(threadId, memberId));
      this.#given.add(threadId);
      return threadId;
    } catch (error) {
      if (!isRateLimit(error)) this.#log(`there is no thread in the channel ${wanted.channelId}`, error);
      if (threadId !== undefined) await this.close(threadId);
      return undefined;
    }
  }

  async #create({channelId, name}: PrivateThread): Promise<string> {
    const body = {
      name,
      type: ChannelType.PrivateThread,
      invitable: false,
      auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
    };
    const signal = AbortSignal.timeout(createMs);
    const created = await this.#chat.rest.post(Routes.threads(channelId), {body, signal});
    return z.looseObject({id: z.string()}).parse(created).id;
  }

  async #archiveUnlessGiven({id}: AnyThreadChannel): Promise<void> {
    await Promise.allSettled(this.#openings);
    if (!this.#given.delete(id)) await this.close(id);
  }
}

/** discord.js has a class of its own for it beside that of @discordjs/rest. */
const isRateLimit = (error: unknown): boolean =>
  error instanceof RateLimitError ||
  (error instanceof Error && error.constructor.name === 'RateLimitError') ||
  apiErrorOf(error)?.status === 429;

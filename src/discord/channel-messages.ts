import {setTimeout as sleep} from 'node:timers/promises';
import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import type {CommandLinks} from './command-links.ts';
import {linksOf, nonceOf, postMessage} from './post-message.ts';
import type {ChatMessage, ChatPicture} from '#src/chat/chat-message.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {apiErrorOf} from './api-error.ts';
import {errorCodes, oldMessageMs, oldMessageSpacingMs, snowflakeTime} from './limits.ts';
import {toPayload} from './message-payload.ts';

/** A message, and a picture beside it that is drawn only when it is sent. */
export interface Rendered {
  readonly message: ChatMessage;
  /** `key`: what it shows; the same key is the same picture. */
  readonly picture?: {readonly key: string; readonly draw: () => Promise<ChatPicture>};
}

/** Which messages they are, over restarts. */
export interface MessageIds {
  /** By their places, from 0. */
  readonly list: () => Promise<ReadonlyMap<number, string>>;
  readonly set: (index: number, messageId: string) => Promise<void>;
  readonly remove: (index: number) => Promise<void>;
}

/** How often things are done, in ms. */
export interface Pace {
  /** Between two requests in the channel; the chat's own limits are kept by the REST client besides. */
  readonly spacingMs: number;
  /** Between two pictures of a message. */
  readonly pictureMs: number;
  /** After a request has failed for a reason that may pass. */
  readonly failedMs: number;
  /** After a channel has refused the bot. */
  readonly refusedMs: number;
  /** How long what is touched and did not change is left as it is: nothing else tells of a message that was deleted. */
  readonly againMs: number;
}

export interface ChannelMessagesOptions {
  readonly rest: REST;
  readonly channelId: string;
  readonly ids: MessageIds;
  /** What the message at that place says now; called when its turn has come. */
  readonly render: (index: number) => Promise<Rendered>;
  readonly isPinned: boolean;
  /** Which messages they are, of all that were ever kept in that channel. */
  readonly name: string;
  readonly pace: Pace;
  readonly links?: CommandLinks;
  /** The channel does not let the bot write, or pin: said once until it does. */
  readonly onRefused: (what: 'write' | 'pin', error: unknown) => void;
  readonly log: Log;
}

/** How often it is looked whether the last request has ended, in ms. */
const endPollMs = 50;

interface Slot {
  messageId: string | undefined;
  /** The one before, deleted or about to be replaced: what comes in its place is known by it, until its own id is kept. */
  formerId: string | undefined;
  /** Whether the id is where the next start finds it. */
  isKept: boolean;
  /** The message as it was sent last, and when. */
  shown: {readonly text: string; readonly at: number} | undefined;
  picture: {readonly key: string; readonly at: number} | undefined;
  isPinned: boolean;
  /** Since when something is not shown, in order of coming; undefined: all is. */
  dirtySince: number | undefined;
}

/**
 * Messages of a channel that are kept current: the latest state wins, what came in between is never sent, one request is
 * in flight at a time, and the message whose oldest unshown change is oldest goes first. A deleted message is posted
 * anew; one too many is deleted.
 */
export class ChannelMessages {
  readonly #options: ChannelMessagesOptions;
  readonly #slots: Slot[] = [];
  readonly #closing = new AbortController();
  #count = 0;
  /** Counts changes: a clock's ticks can be equal. */
  #changes = 0;
  #isRunning = false;
  #isRefused = false;
  #isPinRefused = false;

  constructor(options: ChannelMessagesOptions) {
    this.#options = options;
  }

  /** Finds the messages of an earlier start. Nothing is shown before. */
  async start(count: number): Promise<void> {
    for (const [index, messageId] of await this.#options.ids.list()) {
      Object.assign(this.#slot(index), {messageId, isKept: true});
    }
    this.#count = count;
    for (let index = 0; index < Math.max(count, this.#slots.length); index += 1) this.#mark(index);
    this.#wake();
  }

  /** How many messages there are to be. */
  resize(count: number): void {
    const before = this.#count;
    this.#count = count;
    for (let index = Math.min(before, count); index < Math.max(before, count); index += 1) this.#mark(index);
    this.#wake();
  }

  /** Something of that message changed. */
  touch(index: number): void {
    if (index >= this.#count) return;
    this.#mark(index);
    this.#wake();
  }

  close(): void {
    this.#closing.abort(new Error('closing'));
  }

  /** Stops, deletes its messages or shows them a last time, and forgets them. What the chat refuses is logged. */
  async end(fate: 'deleted' | 'kept'): Promise<void> {
    const {ids, log, channelId} = this.#options;
    this.#count = fate === 'kept' ? this.#count : 0;
    this.close();
    while (this.#isRunning) await sleep(endPollMs);
    for (const [index, slot] of this.#slots.entries()) {
      try {
        await (index < this.#count ? this.#show(index, slot) : this.#remove(index, slot));
      } catch (error) {
        log(`a message in channel ${channelId} was left as it is`, error);
      }
      await ids.remove(index);
    }
  }

  #slot(index: number): Slot {
    while (this.#slots.length <= index) {
      this.#slots.push({
        messageId: undefined,
        formerId: undefined,
        isKept: false,
        shown: undefined,
        picture: undefined,
        isPinned: false,
        dirtySince: undefined,
      });
    }
    const slot = this.#slots[index];
    if (slot === undefined) throw new Error(`there is no message ${index}`);
    return slot;
  }

  #mark(index: number): void {
    this.#changes += 1;
    this.#slot(index).dirtySince ??= this.#changes;
  }

  #wake(): void {
    if (this.#isRunning || this.#closing.signal.aborted) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    const {signal} = this.#closing;
    for (let next = this.#next(); next !== undefined && !signal.aborted; next = this.#next()) {
      const pauseMs = await this.#serve(next);
      await sleep(pauseMs, undefined, {signal}).catch(() => undefined);
    }
    // in the same turn as the last look: what comes later wakes it again
    this.#isRunning = false;
  }

  #next(): number | undefined {
    let first: number | undefined;
    for (const [index, {dirtySince}] of this.#slots.entries()) {
      const before = first === undefined ? Infinity : (this.#slots[first]?.dirtySince ?? Infinity);
      if (dirtySince !== undefined && dirtySince < before) first = index;
    }
    return first;
  }

  /** Brings one message up to date, and answers how long to pause after that, in ms. */
  async #serve(index: number): Promise<number> {
    const {pace, log, channelId, onRefused} = this.#options;
    const slot = this.#slot(index);
    const since = slot.dirtySince;
    slot.dirtySince = undefined;
    try {
      const isSent = index < this.#count ? await this.#show(index, slot) : await this.#remove(index, slot);
      if (!isSent) return 0;
      this.#isRefused = false;
      return isOld(slot) ? Math.max(pace.spacingMs, oldMessageSpacingMs) : pace.spacingMs;
    } catch (error) {
      if (this.#closing.signal.aborted) return 0;
      // the same again would be refused again; the next change is another message
      if (apiErrorOf(error)?.status !== 400) slot.dirtySince = since;
      if (!isForbidden(error)) {
        log(`a message in channel ${channelId} could not be shown`, error);
        return pace.failedMs;
      }
      if (!this.#isRefused) onRefused('write', error);
      this.#isRefused = true;
      return pace.refusedMs;
    }
  }

  /** False when it shows all of this already, as far as is known. */
  async #show(index: number, slot: Slot): Promise<boolean> {
    const {rest, channelId, ids, pace, links} = this.#options;
    const {message, picture} = await this.#options.render(index);
    const text = JSON.stringify(message);
    const isPictureDue = slot.picture === undefined || Date.now() - slot.picture.at >= pace.pictureMs;
    const isPictured = picture !== undefined && picture.key !== slot.picture?.key && isPictureDue;
    const isShown = text === slot.shown?.text && Date.now() - slot.shown.at < pace.againMs;
    if (isShown && !isPictured) return false;
    const drawn = isPictured ? await this.#draw(picture) : undefined;
    const whole = drawn === undefined ? message : {...message, picture: drawn};
    const keepsFiles = picture !== undefined && drawn === undefined;
    const isEdited = slot.messageId !== undefined && (await this.#edit(slot.messageId, whole, keepsFiles));
    if (!isEdited) {
      const own = isPictured || picture === undefined ? drawn : await this.#draw(picture);
      const complete = own === undefined ? message : {...message, picture: own};
      slot.formerId = slot.messageId ?? slot.formerId;
      const nonce = nonceOf([this.#options.name, channelId, String(index), slot.formerId ?? '']);
      slot.messageId = await postMessage(rest, channelId, complete, {nonce, links});
      Object.assign(slot, {isPinned: false, isKept: false});
    }
    if (!slot.isKept) await ids.set(index, slot.messageId ?? '');
    slot.isKept = true;
    slot.shown = {text, at: Date.now()};
    if (picture !== undefined && (!isEdited || isPictured)) slot.picture = {key: picture.key, at: Date.now()};
    if (this.#options.isPinned && !slot.isPinned) await this.#pin(slot, slot.messageId ?? '');
    return true;
  }

  /** A message without its picture is better than none. */
  async #draw({draw}: NonNullable<Rendered['picture']>): Promise<ChatPicture | undefined> {
    try {
      return await draw();
    } catch (error) {
      this.#options.log('a picture could not be drawn', error);
      return undefined;
    }
  }

  async #edit(messageId: string, message: ChatMessage, keepsFiles: boolean): Promise<boolean> {
    const {rest, channelId, links} = this.#options;
    try {
      const payload = toPayload(message, {keepsFiles, ...linksOf(channelId, links)});
      await rest.patch(Routes.channelMessage(channelId, messageId), payload);
      return true;
    } catch (error) {
      if (apiErrorOf(error)?.code === errorCodes.unknownMessage) return false;
      throw error;
    }
  }

  async #pin(slot: Slot, messageId: string): Promise<void> {
    const {rest, channelId, onRefused, log} = this.#options;
    // once a message, allowed or not: the message itself is what matters
    slot.isPinned = true;
    try {
      await rest.put(Routes.channelMessagesPin(channelId, messageId));
      this.#isPinRefused = false;
    } catch (error) {
      if (!isForbidden(error)) {
        log(`the message in channel ${channelId} could not be pinned`, error);
        return;
      }
      if (!this.#isPinRefused) onRefused('pin', error);
      this.#isPinRefused = true;
    }
  }

  /** False when there was nothing to remove. */
  async #remove(index: number, slot: Slot): Promise<boolean> {
    const {rest, channelId, ids} = this.#options;
    if (slot.messageId === undefined) return false;
    try {
      await rest.delete(Routes.channelMessage(channelId, slot.messageId));
    } catch (error) {
      if (apiErrorOf(error)?.code !== errorCodes.unknownMessage) throw error;
    }
    await ids.remove(index);
    slot.formerId = slot.messageId;
    Object.assign(slot, {messageId: undefined, isKept: false, shown: undefined, picture: undefined, isPinned: false});
    return true;
  }
}

const isOld = ({messageId}: Slot): boolean =>
  messageId !== undefined && Date.now() - snowflakeTime(messageId) > oldMessageMs;

/** The bot may not do it there, or there is no such channel: only a person can change that. */
function isForbidden(error: unknown): boolean {
  const refusal = apiErrorOf(error);
  return refusal?.status === 403 || refusal?.code === errorCodes.unknownChannel;
}

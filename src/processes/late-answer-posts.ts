import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {apiErrorOf} from '#src/discord/api-error.ts';
import {postMessage} from '#src/discord/post-message.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {LateAnswers, LatePost} from '#src/store/late-answers.ts';
import type {LateMention} from '#src/store/late-mentions.ts';
import {renderLateMention} from '#src/views/reply/render-late-answers.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import type {Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';

/** How long it is believed what channels speak, in ms: it does not change while a workshop is open. */
const languagesMs = 15_000;
/** How often it is looked whether a message is due, in ms. */
const lookMs = 1_000;
/** Less than another worker waits before it posts the same, in ms. */
const postMs = 15_000;
/** When a channel that did not take a message is tried again, in ms; one that refuses the bot may do so for long, and counts against it. */
const retryMs = {failed: 2_000, refused: 60_000, most: 3_600_000} as const;

export interface LateAnswerPostsOptions {
  readonly lateAnswers: LateAnswers;
  readonly rest: REST;
  /** What channels speak, by their ids. */
  readonly languages: () => Promise<ReadonlyMap<string, Language>>;
  readonly log: Log;
}

/** Tells channels whose answers wait there: one message for many, by whichever worker comes first. */
export class LateAnswerPosts {
  readonly #options: LateAnswerPostsOptions;
  readonly #posting = new Set<Promise<void>>();
  #languages: {readonly at: number; readonly byChannel: ReadonlyMap<string, Language>} = {at: 0, byChannel: new Map()};
  readonly #looks = new Repeated({
    work: async () => this.#look(),
    everyMs: lookMs,
    failed: (error) => this.#options.log('whether late answers are to be announced is not known', error),
  });

  constructor(options: LateAnswerPostsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#looks.start();
  }

  /** Waits for what is being posted. */
  async close(): Promise<void> {
    await this.#looks.close();
    await Promise.all(this.#posting);
  }

  async #look(): Promise<void> {
    // before anything is taken: what is taken is posted, whatever Redis does by then
    if (Date.now() - this.#languages.at > languagesMs) {
      this.#languages = {at: Date.now(), byChannel: await this.#options.languages()};
    }
    const {lateAnswers} = this.#options;
    const {mentions} = lateAnswers;
    for (let read = await mentions.takeRead(); read !== undefined; read = await mentions.takeRead()) {
      await this.#remove(read);
    }
    for (let post = await lateAnswers.takePost(); post !== undefined; post = await lateAnswers.takePost()) {
      const posting = this.#post(post).finally(() => this.#posting.delete(posting));
      this.#posting.add(posting);
    }
  }

  /** What everybody has read is in nobody's way. One that the chat keeps stays: it is no harm. */
  async #remove({channelId, messageId}: LateMention): Promise<void> {
    const {lateAnswers, rest, log} = this.#options;
    try {
      await rest.delete(Routes.channelMessage(channelId, messageId), {signal: AbortSignal.timeout(postMs)});
    } catch (error) {
      if (apiErrorOf(error) === undefined) {
        log('a message about late answers is removed a little later', error);
        return;
      }
      if (apiErrorOf(error)?.status !== 404) log('a message about late answers could not be removed', error);
    }
    await lateAnswers.mentions.noteRemoved({channelId, messageId});
  }

  /** Never fails: what is not noted is posted again under its nonce, here or elsewhere. */
  async #post(post: LatePost): Promise<void> {
    const {lateAnswers, rest, log} = this.#options;
    const {channelId, nonce, userIds} = post;
    try {
      try {
        const signal = AbortSignal.timeout(postMs);
        const message = inLanguage(this.#languages.byChannel.get(channelId) ?? 'en', () => renderLateMention(userIds));
        const messageId = await postMessage(rest, channelId, message, {nonce, signal});
        await lateAnswers.mentions.posted({channelId, messageId}, userIds);
      } catch (error) {
        log(`late answers could not be announced in the channel ${channelId}`, error);
        await lateAnswers.postpone(post, apiErrorOf(error) === undefined ? retryMs.failed : refusedMs(post.tries));
        return;
      }
      await lateAnswers.notePosted(post);
    } catch (error) {
      log('what was announced of late answers is not noted', error);
    }
  }
}

/** Twice as long each time. */
const refusedMs = (tries: number): number => Math.min(retryMs.refused * 2 ** tries, retryMs.most);

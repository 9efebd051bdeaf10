import {setTimeout as sleep} from 'node:timers/promises';
import type {BaseInteraction} from 'discord.js';
import type {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {noteReceived} from '#src/discord/interaction-times.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import {refusalMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {languageOf} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** How long an interaction may wait for this bot to lead again, in ms: what follows needs the rest of Discord's 3 s. */
const waitMs = 1_000;
/** When its person is told that it is of no use, in ms after it came: whoever leads instead has answered by then. */
const tellAfterMs = 2_300;
const pollMs = 50;
/** How long what was taken in may take to be answered when the bot ends, in ms, and to be told that it was not. */
const drainMs = 2_000;
const refuseMs = 1_000;

export interface InteractionIntakeOptions {
  readonly handle: (interaction: BaseInteraction) => Promise<void>;
  readonly mayAct: () => boolean;
  readonly lost: AbortSignal;
  readonly replies: InteractionReplies;
  /** Ends what is still waited for. */
  readonly giveUp: () => void;
}

/**
 * Takes in what the gateway brings, while this bot may act. It may not while Redis is away for longer than its lease; then
 * nothing is known, so nothing is denied: it says so.
 */
export class InteractionIntake {
  readonly #options: InteractionIntakeOptions;
  readonly #open = new Set<Promise<void>>();

  constructor(options: InteractionIntakeOptions) {
    this.#options = options;
  }

  take(interaction: BaseInteraction): void {
    noteReceived(interaction);
    const handling = this.#handle(interaction);
    this.#open.add(handling);
    void handling.finally(() => this.#open.delete(handling));
  }

  /** Waits for what was taken in; what waits for Redis by then is told that it is not known whether it is kept. */
  async close(): Promise<void> {
    if (await endsWithin(Promise.all(this.#open), drainMs)) return;
    this.#options.giveUp();
    await endsWithin(Promise.all(this.#open), refuseMs);
  }

  async #handle(interaction: BaseInteraction): Promise<void> {
    const {handle, mayAct, lost} = this.#options;
    for (let waitedMs = 0; !mayAct() && waitedMs < waitMs; waitedMs += pollMs) await sleep(pollMs);
    if (mayAct()) await handle(interaction);
    else if (!lost.aborted && interaction.isRepliable()) {
      await sleep(tellAfterMs - waitMs);
      // refused where another bot leads: it has answered
      await this.#options.replies
        .reply(interaction, inLanguage(languageOf(interaction.locale), away))
        .catch(() => undefined);
    }
  }
}

const away = (): ChatMessage => refusalMessage(words().answering.awayAtAll);

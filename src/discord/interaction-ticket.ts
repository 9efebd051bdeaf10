import type {Waiting} from '#src/chat/answer.ts';
import {UserError} from '#src/operations/user-error.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import type {ChatWindow} from '#src/chat/window.ts';
import {words} from '#src/words/words.ts';
import type {InteractionReplies} from './interaction-replies.ts';
import {replyTargetOf, type Answerable} from './read-interaction.ts';

/**
 * The one answer of an interaction: the first time as its response, afterwards as an edit of it. In place, the answer is
 * what becomes of the message that the button is on; an error leaves that message as it is.
 */
export class InteractionTicket {
  readonly #interaction: Answerable;
  readonly #replies: InteractionReplies;
  readonly #isInPlace: boolean;
  #isPublic = false;
  #first: Promise<void> | undefined;

  constructor({
    interaction,
    replies,
    isInPlace,
  }: {
    interaction: Answerable;
    replies: InteractionReplies;
    isInPlace: boolean;
  }) {
    this.#interaction = interaction;
    this.#replies = replies;
    this.#isInPlace = isInPlace;
  }

  /** The whole channel sees the answer, unless the first response is out: that settles it. */
  showToAll(): void {
    this.#isPublic = true;
  }

  async defer(): Promise<void> {
    this.#first ??= this.#isInPlace
      ? this.#replies.deferUpdate(this.#interaction)
      : this.#replies.defer(this.#interaction, {isPublic: this.#isPublic});
    await this.#first;
  }

  /** Opens a window, which only a first response can. @throws UserError `deadline` when there has been one */
  async ask(window: ChatWindow): Promise<void> {
    if (this.#first !== undefined) {
      throw new UserError('deadline', words().answering.lateWindow);
    }
    this.#first = this.#replies.ask(this.#interaction, window);
    await this.#first;
  }

  async show(message: ChatMessage): Promise<void> {
    if (this.#first === undefined) {
      this.#first = this.#isInPlace
        ? this.#replies.update(this.#interaction, message)
        : this.#replies.reply(this.#interaction, message, {isPublic: this.#isPublic});
      await this.#first;
      return;
    }
    await this.#first;
    await this.#replies.edit(replyTargetOf(this.#interaction), message);
  }

  async refuse(message: ChatMessage): Promise<void> {
    // a mistake is nobody else's business
    this.#isPublic = false;
    if (!this.#isInPlace) {
      await this.show(message);
      return;
    }
    if (this.#first === undefined) {
      this.#first = this.#replies.reply(this.#interaction, message);
      await this.#first;
      return;
    }
    await this.#first;
    await this.#replies.followUp(replyTargetOf(this.#interaction), message);
  }

  /**
   * Tells whoever may look at a first answer that was lost on its way: one that waits for its words gets these.
   * @throws where the chat has none, or does not take it
   */
  async tellLost(message: ChatMessage): Promise<void> {
    await this.#replies.followUp(replyTargetOf(this.#interaction), message);
  }

  /** The answer will come from elsewhere. What is ahead is said with the first response alone: an edit could overtake it. */
  async wait(waiting: Waiting): Promise<void> {
    const said = waitingText(waiting);
    if (this.#first === undefined && said !== undefined) {
      this.#first = this.#replies.reply(this.#interaction, plainMessage(said), {isPublic: this.#isPublic});
    }
    await this.defer();
  }
}

function waitingText({ahead, isPaused}: Waiting): string | undefined {
  const {inLine, pausedInLine, pausedUntil} = words().answering;
  if (isPaused) return `⏳ ${ahead > 0 ? pausedInLine({ahead}) : pausedUntil}`;
  return ahead > 0 ? `⏳ ${inLine({ahead})}` : undefined;
}

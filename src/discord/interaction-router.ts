import type {
  AutocompleteInteraction,
  BaseInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import {DiscordAPIError} from '@discordjs/rest';
import {MessageFlags} from 'discord-api-types/v10';
import {randomUUID} from 'node:crypto';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import type {Answer, Waiting} from '#src/chat/answer.ts';
import type {Answering, Asked, Conversation} from '#src/chat/answering.ts';
import {UserError} from '#src/operations/user-error.ts';
import {plainMessage, refusalMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {inlineCode, plainText} from '#src/views/hostile-text.ts';
import {languageOf} from '#src/words/language.ts';
import {inLanguage, words} from '#src/words/words.ts';
import {isChatOutage, isFirstAnswerLost} from './first-answers.ts';
import type {InteractionReplies} from './interaction-replies.ts';
import type {InteractionAges} from './interaction-ages.ts';
import {answerByOf, noteAge, noteReceived} from './interaction-times.ts';
import {InteractionTicket} from './interaction-ticket.ts';
import {errorCodes, firstAnswerMs} from './limits.ts';
import {PersonTurns} from './person-turns.ts';
import {
  askerOf,
  isMenuInteraction,
  readInput,
  readTarget,
  readText,
  replyTargetOf,
  typedFiles,
  typedLine,
  type Answerable,
  type MenuInteraction,
} from './read-interaction.ts';

export interface InteractionRouterOptions {
  readonly replies: InteractionReplies;
  readonly answering: Answering;
  /** Hears of what the chat had given up by the time of its first answer, and of which nothing was done. */
  readonly tooLate: (sent: Pick<Asked, 'asker' | 'reply'>) => void;
  /** Knows the chat's clock. */
  readonly ages: InteractionAges;
  /** Hears of what failed by nobody's mistake; the log has it. */
  readonly bug?: () => void;
  readonly log: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** How long before its end the first answer is sent whether the command is stored or not, in ms: it may take several tries. */
const deferBeforeMs = firstAnswerMs / 2;

/** From this age on the chat may have given an interaction up, in ms: it does after 3 s, and an answer needs its time too. */
const lateMs = firstAnswerMs / 2;

/** Of more than so many at a time each is answered before it is stored: a first answer takes less than what it waits for. */
const fewAtOnce = 20;
/** How long that is waited for, in ms: of a chat that is in trouble what was typed is stored all the same, and answered late. */
const aheadMs = 500;

/** Turns what the gateway brings into commands, and gives each of them its first answer in time. */
export class InteractionRouter {
  readonly #options: InteractionRouterOptions;
  readonly #turns = new PersonTurns();
  readonly #late = new WeakSet<BaseInteraction>();
  /** How many are being answered now. */
  #open = 0;

  constructor(options: InteractionRouterOptions) {
    this.#options = options;
  }

  /** Never fails: what goes wrong is answered, or logged when even that is not possible. */
  async handle(interaction: BaseInteraction): Promise<void> {
    return inLanguage(languageOf(interaction.locale), async () => this.#handle(interaction));
  }

  async #handle(interaction: BaseInteraction): Promise<void> {
    const receivedAt = noteReceived(interaction);
    const ageMs = this.#options.ages.ageOf({madeAt: interaction.createdTimestamp, receivedAt});
    noteAge(interaction, ageMs);
    if (ageMs > lateMs) this.#late.add(interaction);
    try {
      if (interaction.isAutocomplete()) await this.#suggest(interaction);
      else if (interaction.isChatInputCommand()) await this.#run(interaction);
      else if (isMenuInteraction(interaction)) await this.#choose(interaction);
      else if (interaction.isModalSubmit()) await this.#submitModal(interaction);
      else if (interaction.isButton() || interaction.isStringSelectMenu()) await this.#press(interaction);
    } catch (error) {
      this.#options.log({error, interaction: interaction.id}, 'an interaction could not be answered');
      this.#noteBug(error);
    }
  }

  async #suggest(interaction: AutocompleteInteraction): Promise<void> {
    const {replies, answering} = this.#options;
    const {name, value} = interaction.options.getFocused(true);
    const typed = {command: interaction.commandName, option: name, text: value};
    await replies.suggest(interaction, answering.suggest(typed, askerOf(interaction)));
  }

  async #run(interaction: ChatInputCommandInteraction): Promise<void> {
    const {commandName} = interaction;
    await this.#answer(interaction, async (conversation) => conversation.run(commandName, readInput(interaction)));
  }

  async #choose(interaction: MenuInteraction): Promise<void> {
    const {commandName} = interaction;
    await this.#answer(interaction, async (conversation) => conversation.choose(commandName, readTarget(interaction)));
  }

  async #submitModal(interaction: ModalSubmitInteraction): Promise<void> {
    const {customId} = interaction;
    await this.#answer(interaction, async (conversation) => conversation.submit(customId, readText(interaction)));
  }

  async #press(interaction: ButtonInteraction | StringSelectMenuInteraction): Promise<void> {
    const {customId, message} = interaction;
    // a message that everybody sees is nobody's to change
    const isOwn = message.flags.has(MessageFlags.Ephemeral);
    const isInPlace = isOwn && this.#options.answering.isInPlace(customId);
    const press = {
      customId,
      values: interaction.isStringSelectMenu() ? interaction.values : [],
      message: {id: message.id, interactionId: isInPlace ? message.interactionMetadata?.id : undefined},
    };
    await this.#answer(interaction, async (conversation) => conversation.press(press), {isInPlace});
  }

  /**
   * Gives the first answer, and defers for it when it is slow (Redis or a download may be): an interaction
   * without an answer is dead after 3 s, and its command would have nowhere to go.
   */
  async #answer(
    interaction: Answerable,
    ask: (conversation: Conversation) => Promise<Answer>,
    {isInPlace = false}: {isInPlace?: boolean} = {},
  ): Promise<void> {
    const {replies, answering, log} = this.#options;
    const ticket = new InteractionTicket({interaction, replies, isInPlace});
    const givenUp = new AbortController();
    const timer = setTimeout(
      () => {
        ticket.defer().catch((error: unknown) => {
          if (isGivenUp(error)) givenUp.abort(error);
          log({error, interaction: interaction.id}, 'the defer was refused');
        });
      },
      Math.max(0, answerByOf(interaction) - deferBeforeMs - Date.now()),
    );
    // what a button shows is for who pressed it
    const showToAll = interaction.isMessageComponent() ? undefined : () => ticket.showToAll();
    const answerAhead = async (): Promise<void> => {
      if (this.#open <= fewAtOnce) return;
      const given = ticket.defer().catch((error: unknown) => {
        if (isGivenUp(error)) givenUp.abort(error);
      });
      await endsWithin(given, aheadMs);
      givenUp.signal.throwIfAborted();
    };
    const answerFirst = async (waiting: Waiting = {ahead: 0, isPaused: false}): Promise<void> => {
      try {
        await ticket.wait(waiting);
      } catch (error) {
        // whether the chat has it or not: what is not known to be accepted is not done
        givenUp.abort(error);
        givenUp.signal.throwIfAborted();
      }
    };
    const asked = {
      asker: askerOf(interaction),
      reply: replyTargetOf(interaction),
      showToAll,
      answerAhead,
      answerFirst,
      givenUp: givenUp.signal,
    };
    let conversation: Conversation | undefined;
    let rest: Rest;
    let isStored = false;
    this.#open += 1;
    try {
      await this.#turns.take(interaction.user.id, async () => {
        try {
          // what may have been given up is asked about before anything of it is done
          if (this.#late.has(interaction)) await ticket.defer();
          conversation = await answering.begin(asked);
          givenUp.signal.throwIfAborted();
          const answer = await ask(conversation);
          isStored = answer.kind === 'submitted';
          rest = await give(answer, ticket);
        } catch (error) {
          if (error !== givenUp.signal.reason && !isGivenUp(error)) {
            if (isStored) {
              // it is done, and answered where its person sees it
              log({error, interaction: interaction.id}, 'the first answer to a stored command did not arrive');
              this.#noteBug(error);
              return;
            }
            // without a first answer nothing that changes something is done
            if (!isFirstAnswerLost(error)) return this.#refuse({interaction, ticket, conversation}, error);
          }
          if (isStored && !(await this.#withdraw(interaction, conversation))) return;
          if (isChatOutage(error)) void this.#tellLost({interaction, ticket});
          else this.#tellTooLate(interaction);
        }
      });
      // nobody's next command waits for it
      await rest?.().catch(async (error: unknown) => this.#refuse({interaction, ticket, conversation}, error));
    } finally {
      this.#open -= 1;
      clearTimeout(timer);
    }
  }

  /** An outage of the chat's is no bug: it is told once, for all that it concerns. */
  #noteBug(error: unknown): void {
    if (!isChatOutage(error)) this.#options.bug?.();
  }

  /** @returns false for what has begun: it is answered where its person sees it */
  async #withdraw({id}: Answerable, conversation: Conversation | undefined): Promise<boolean> {
    const {log} = this.#options;
    const isWithdrawn = await conversation?.withdraw().catch((error: unknown) => {
      log({error, interaction: id}, 'what the chat gave up could not be taken out of line');
      return false;
    });
    if (isWithdrawn !== true) log({interaction: id}, 'the first answer to what has begun came too late');
    return isWithdrawn === true;
  }

  /** The chat may have a first answer that we do not know of, and show that something comes. */
  async #tellLost({interaction, ticket}: Pick<Refused, 'interaction' | 'ticket'>, message = lost()): Promise<void> {
    await ticket.tellLost(message).catch(() => this.#tellTooLate(interaction));
  }

  /** What the chat has given up its person sends again: nothing of it may be done late, and out of order. */
  #tellTooLate(interaction: Answerable): void {
    const {log, tooLate} = this.#options;
    log({interaction: interaction.id}, 'an interaction came too late, and nothing of it was done');
    tooLate({asker: askerOf(interaction), reply: replyTargetOf(interaction)});
  }

  async #refuse({interaction, ticket, conversation}: Refused, error: unknown): Promise<void> {
    const {log} = this.#options;
    const typed = typedLine(interaction);
    if (typed !== undefined && error instanceof UserError) {
      conversation
        ?.noteRefused({line: typed, error})
        .catch((failure: unknown) =>
          log({error: failure, interaction: interaction.id}, 'a refused command was not recorded'),
        );
    }
    const message = toMessage(error, typed, (fields, text) => {
      log({...fields, interaction: interaction.id}, text);
      this.#noteBug(error);
    });
    const refused = {...message, files: typedFiles(interaction)};
    try {
      await ticket.refuse(refused);
    } catch (failure) {
      if (isFirstAnswerLost(failure)) void this.#tellLost({interaction, ticket}, refused);
      else if (isGivenUp(failure)) this.#tellTooLate(interaction);
      else throw failure;
    }
  }
}

const lost = (): ChatMessage => refusalMessage(words().answering.lost);

const isGivenUp = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === errorCodes.unknownInteraction;

interface Refused {
  readonly interaction: Answerable;
  readonly ticket: InteractionTicket;
  /** Undefined when it was not let in. */
  readonly conversation: Conversation | undefined;
}

/** What follows a first answer. */
type Rest = (() => Promise<void>) | undefined;

async function give(result: Answer, ticket: InteractionTicket): Promise<Rest> {
  switch (result.kind) {
    case 'submitted':
      await ticket.wait(result);
      return undefined;
    case 'ask':
      await ticket.ask(result.window);
      return undefined;
    case 'show':
      try {
        await ticket.show(result.message);
        await result.after?.();
      } finally {
        await result.lastly?.();
      }
      return undefined;
    case 'show-progress': {
      const messages = result.messages[Symbol.asyncIterator]();
      const first = await messages.next();
      if (first.done === true) throw new Error('there is nothing to show');
      await ticket.show(first.value);
      return async () => {
        for (let next = await messages.next(); next.done !== true; next = await messages.next())
          await ticket.show(next.value);
      };
    }
  }
}

function toMessage(
  error: unknown,
  typed: string | undefined,
  log: (fields: Record<string, unknown>, text: string) => void,
): ChatMessage {
  const heading = typed === undefined ? '' : `${inlineCode(typed)}\n`;
  if (error instanceof UserError) {
    const next = error.next === undefined ? '' : `\n→ ${plainText(error.next)}`;
    return plainMessage(`${heading}✗ ${plainText(error.message)}${next}`);
  }
  const reference = randomUUID().slice(0, 8);
  log({error, reference}, 'a command failed before it was stored');
  return plainMessage(`${heading}✗ ${words().answering.broke({reference: inlineCode(reference)})}`);
}

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
import type {Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {Press} from '#src/chat/press.ts';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {inlineCode, plainText} from '#src/views/hostile-text.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {InteractionReplies} from './interaction-replies.ts';
import {InteractionAges} from './interaction-ages.ts';
import {InteractionTicket} from './interaction-ticket.ts';
import {errorCodes, firstAnswerMs} from './limits.ts';
import {PersonTurns} from './person-turns.ts';
import {
  askerOf,
  noteReceived,
  readInput,
  readText,
  replyTargetOf,
  typedFiles,
  typedLine,
  type Answerable,
} from './read-interaction.ts';
import type {CommandAction, CommandContext, SlashCommand} from '#src/chat/slash-command.ts';

/** What the router asks of the rest of the bot. */
export interface InteractionPorts {
  /** Names of the labs that there are. */
  readonly labs: readonly string[];
  readonly contextOf: (asker: Asker) => CommandContext;
  readonly names: (asker: Asker, type: ResourceTypeName) => readonly string[];
  /**
   * Before anything is done for them.
   * @throws UserError `too-fast`, when they are to wait
   */
  readonly admit: (asker: Asker) => Promise<void>;
  /**
   * Does what a command comes to. What is to run in a sandbox is stored by the time that this resolves.
   * @throws UserError when it is not to be done
   */
  readonly act: (action: Doable, asker: Asker, reply: ReplyTarget) => Promise<Answer>;
  /** What a button or a select does; undefined when nobody knows it. */
  readonly press: (press: Press) => Promise<Answer | undefined>;
  /** Whether what a button shows takes the place of the message that it is on. */
  readonly isInPlace: (customId: string) => boolean;
  /** Keeps that a command was not understood, or not to be done. */
  readonly noteRefused: (refused: Refused, asker: Asker) => Promise<void>;
  /** Whether the whole channel sees what becomes of it. */
  readonly isPublic: (action: Doable, asker: Asker) => boolean;
}

/** What was typed and why nothing came of it. `id`: of the interaction. */
interface Refused {
  readonly id: string;
  readonly line: string;
  readonly error: UserError;
}

type Doable = Exclude<CommandAction, {kind: 'ask'}>;

export interface InteractionRouterOptions {
  readonly commands: readonly SlashCommand[];
  readonly replies: InteractionReplies;
  readonly ports: InteractionPorts;
  readonly log: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** When the first answer is sent whether the command is stored or not, in ms after it came: Discord waits for 3 s. */
const deferAfterMs = firstAnswerMs / 2;

/** From this age on the chat may have given an interaction up, in ms: it does after 3 s, and an answer needs its time too. */
const lateMs = firstAnswerMs / 2;

/** Turns what the gateway brings into commands, and gives each of them its first answer in time. */
export class InteractionRouter {
  readonly #options: InteractionRouterOptions;
  readonly #commands: ReadonlyMap<string, SlashCommand>;
  readonly #turns = new PersonTurns();
  readonly #ages = new InteractionAges();
  readonly #late = new WeakSet<BaseInteraction>();

  constructor(options: InteractionRouterOptions) {
    this.#options = options;
    this.#commands = new Map(options.commands.map((command) => [command.definition.name, command]));
  }

  /** Never fails: what goes wrong is answered, or logged when even that is not possible. */
  async handle(interaction: BaseInteraction): Promise<void> {
    const receivedAt = noteReceived(interaction);
    if (this.#ages.ageOf({madeAt: interaction.createdTimestamp, receivedAt}) > lateMs) this.#late.add(interaction);
    try {
      if (interaction.isAutocomplete()) await this.#suggest(interaction);
      else if (interaction.isChatInputCommand()) await this.#run(interaction);
      else if (interaction.isModalSubmit()) await this.#submitModal(interaction);
      else if (interaction.isButton() || interaction.isStringSelectMenu()) await this.#press(interaction);
    } catch (error) {
      this.#options.log({error, interaction: interaction.id}, 'an interaction could not be answered');
    }
  }

  async #suggest(interaction: AutocompleteInteraction): Promise<void> {
    const {replies, ports} = this.#options;
    const asker = askerOf(interaction);
    const focused = interaction.options.getFocused(true);
    const suggestions =
      this.#commands.get(interaction.commandName)?.complete?.(focused.name, focused.value, {
        lab: ports.contextOf(asker).lab,
        labs: ports.labs,
        names: (type) => ports.names(asker, type),
      }) ?? [];
    await replies.suggest(interaction, suggestions);
  }

  async #run(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = this.#command(interaction.commandName);
    await this.#answer(interaction, async (context) => command.run(readInput(interaction), context));
  }

  async #submitModal(interaction: ModalSubmitInteraction): Promise<void> {
    const [name = '', ...rest] = interaction.customId.split(':');
    const command = this.#command(name);
    await this.#answer(interaction, async (context) => {
      if (command.submit === undefined) throw new UserError('bad-input', 'This window belongs to nothing any more.');
      return command.submit({argument: rest.join(':'), text: readText(interaction)}, context);
    });
  }

  async #press(interaction: ButtonInteraction | StringSelectMenuInteraction): Promise<void> {
    const {ports} = this.#options;
    // a message that everybody sees is nobody's to change
    const isOwn = interaction.message.flags.has(MessageFlags.Ephemeral);
    const isInPlace = isOwn && ports.isInPlace(interaction.customId);
    const press = {
      customId: interaction.customId,
      values: interaction.isStringSelectMenu() ? interaction.values : [],
      asker: askerOf(interaction),
      reply: replyTargetOf(interaction),
      message: {
        id: interaction.message.id,
        interactionId: isInPlace ? interaction.message.interactionMetadata?.id : undefined,
      },
    };
    const act = async (ticket: InteractionTicket): Promise<Rest> => {
      const result = await ports.press(press);
      if (result === undefined) {
        throw new UserError('bad-input', 'This button is out of date.', {next: 'Send the command again.'});
      }
      return give(result, ticket);
    };
    await this.#firstAnswer(interaction, act, {isInPlace});
  }

  #command(name: string): SlashCommand {
    const command = this.#commands.get(name);
    if (command === undefined) throw new Error(`no such command: ${name}`);
    return command;
  }

  async #answer(interaction: Answerable, decide: (context: CommandContext) => Promise<CommandAction>): Promise<void> {
    const {ports} = this.#options;
    await this.#firstAnswer(interaction, async (ticket) => {
      const asker = askerOf(interaction);
      const action = await decide(ports.contextOf(asker));
      if (action.kind === 'ask') {
        await ticket.ask(action.window);
        return undefined;
      }
      ticket.isPublic = ports.isPublic(action, asker);
      return give(await ports.act(action, asker, replyTargetOf(interaction)), ticket);
    });
  }

  /**
   * Lets `act` give the first answer, and defers for it when it is slow (Redis or a download may be): an interaction
   * without an answer is dead after 3 s, and its command would have nowhere to go.
   */
  async #firstAnswer(
    interaction: Answerable,
    act: (ticket: InteractionTicket) => Promise<Rest>,
    {isInPlace = false}: {isInPlace?: boolean} = {},
  ): Promise<void> {
    const {replies, ports, log} = this.#options;
    const ticket = new InteractionTicket({interaction, replies, isInPlace});
    const timer = setTimeout(() => {
      ticket.defer().catch((error: unknown) => log({error, interaction: interaction.id}, 'the defer was refused'));
    }, deferAfterMs);
    let rest: Rest;
    try {
      await this.#turns.take(interaction.user.id, async () => {
        try {
          if (this.#late.has(interaction) && !(await this.#isStillOpen(interaction, ticket))) return;
          await ports.admit(askerOf(interaction));
          rest = await act(ticket);
        } catch (error) {
          await this.#refuse(interaction, ticket, error);
        }
      });
      // nobody's next command waits for it
      await rest?.().catch(async (error: unknown) => this.#refuse(interaction, ticket, error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the chat has given up its person has typed again: nothing of it may be done late, and out of order. */
  async #isStillOpen(interaction: Answerable, ticket: InteractionTicket): Promise<boolean> {
    try {
      await ticket.defer();
      return true;
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.code !== errorCodes.unknownInteraction) throw error;
      this.#options.log({interaction: interaction.id}, 'an interaction came too late, and nothing of it was done');
      return false;
    }
  }

  async #refuse(interaction: Answerable, ticket: InteractionTicket, error: unknown): Promise<void> {
    const {ports, log} = this.#options;
    const typed = typedLine(interaction);
    if (typed !== undefined && error instanceof UserError) {
      const refused = {id: interaction.id, line: typed, error};
      ports
        .noteRefused(refused, askerOf(interaction))
        .catch((failure: unknown) =>
          log({error: failure, interaction: interaction.id}, 'a refused command was not recorded'),
        );
    }
    const message = toMessage(error, typed, (fields, text) => log({...fields, interaction: interaction.id}, text));
    await ticket.refuse({...message, files: typedFiles(interaction)});
  }
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
      await ticket.show(result.message);
      await result.after?.();
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
  return plainMessage(
    `${heading}✗ Something broke on our side and nothing was done. → Try again; the reference is ${inlineCode(reference)}.`,
  );
}

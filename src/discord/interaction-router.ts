import type {
  APIModalInteractionResponseCallbackData,
  Attachment,
  AutocompleteInteraction,
  BaseInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import {MessageFlags} from 'discord-api-types/v10';
import {randomUUID} from 'node:crypto';
import type {EditTarget} from '../operations/edit-target.ts';
import type {ResourceTypeName} from '../operations/resource-types.ts';
import {UserError} from '../operations/user-error.ts';
import {plainMessage, type ChatFile, type ChatMessage} from '../views/chat-message.ts';
import {cut} from '../views/cut.ts';
import {inlineCode, plainText} from '../views/hostile-text.ts';
import type {ReplyTarget} from '../workshop/command.ts';
import type {InteractionReplies} from './interaction-replies.ts';
import {downloadAttachment} from './download-attachment.ts';
import {firstAnswerMs} from './limits.ts';
import type {CommandAction, CommandFile, CommandInput, GuideView, LabContext, SlashCommand} from './slash-command.ts';

export interface Asker {
  readonly id: string;
  readonly name: string;
  /** Names of the roles that they have in the server. */
  readonly roles: readonly string[];
}

/** What the router asks of the rest of the bot. */
export interface InteractionPorts {
  readonly lab: LabContext;
  readonly namespaceOf: (userId: string) => Promise<string | undefined>;
  readonly names: (userId: string, type: ResourceTypeName) => readonly string[];
  /**
   * Stores the command, and resolves once it is stored, with how many are ahead of it.
   * @throws UserError when it is not to be run
   */
  readonly submit: (action: Submittable, asker: Asker, reply: ReplyTarget) => Promise<number>;
  readonly cancel: (asker: Asker) => Promise<ChatMessage>;
  /** Shows something of the lab. */
  readonly guide: (view: GuideView, asker: Asker, reply: ReplyTarget) => Promise<Shown>;
  /** Offers to edit an object. @throws UserError when there is none of that name */
  readonly edit: (target: EditTarget, asker: Asker) => ChatMessage;
  /** What a button does; undefined when nobody knows it. */
  readonly press: (press: Press) => Promise<ButtonResult | undefined>;
  /** Whether what a button shows takes the place of the message that it is on. */
  readonly isInPlace: (customId: string) => boolean;
}

/** A click on a button. */
export interface Press {
  readonly customId: string;
  readonly asker: Asker;
  readonly reply: ReplyTarget;
  /** The message that the button is on, and the interaction that it answered first. */
  readonly message: {readonly id: string; readonly interactionId: string | undefined};
}

type Submittable = Extract<CommandAction, {kind: 'join' | 'operate'}>;

export interface Shown {
  readonly message: ChatMessage;
  /** What is left to do once it is seen. */
  readonly after?: () => Promise<void>;
}

/** A message to show, a window to fill, a command that was submitted and answers by itself, or a reply that goes on as a card. */
export type ButtonResult =
  | ({readonly kind: 'show'} & Shown)
  | {readonly kind: 'ask'; readonly modal: APIModalInteractionResponseCallbackData}
  | {readonly kind: 'submitted'; readonly ahead: number};

export interface InteractionRouterOptions {
  readonly commands: readonly SlashCommand[];
  readonly replies: InteractionReplies;
  readonly ports: InteractionPorts;
  readonly log: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** When each interaction came, by our clock: the chat's may differ. */
const receivedAt = new WeakMap<BaseInteraction, number>();

/** What an answer repeats of what was typed, in characters. */
const typedLimit = 300;

/** When the first answer is sent whether the command is stored or not, in ms after it came: Discord waits for 3 s. */
const deferAfterMs = firstAnswerMs / 2;

/** Turns what the gateway brings into commands, and gives each of them its first answer in time. */
export class InteractionRouter {
  readonly #options: InteractionRouterOptions;
  readonly #commands: ReadonlyMap<string, SlashCommand>;

  constructor(options: InteractionRouterOptions) {
    this.#options = options;
    this.#commands = new Map(options.commands.map((command) => [command.definition.name, command]));
  }

  /** Never fails: what goes wrong is answered, or logged when even that is not possible. */
  async handle(interaction: BaseInteraction): Promise<void> {
    receivedAt.set(interaction, Date.now());
    try {
      if (interaction.isAutocomplete()) await this.#suggest(interaction);
      else if (interaction.isChatInputCommand()) await this.#run(interaction);
      else if (interaction.isModalSubmit()) await this.#submitModal(interaction);
      else if (interaction.isButton()) await this.#press(interaction);
    } catch (error) {
      this.#options.log({error, interaction: interaction.id}, 'an interaction could not be answered');
    }
  }

  async #suggest(interaction: AutocompleteInteraction): Promise<void> {
    const {replies, ports} = this.#options;
    const focused = interaction.options.getFocused(true);
    const suggestions =
      this.#commands.get(interaction.commandName)?.complete?.(focused.name, focused.value, {
        lab: ports.lab,
        names: (type) => ports.names(interaction.user.id, type),
      }) ?? [];
    await replies.suggest(interaction, suggestions);
  }

  async #run(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = this.#command(interaction.commandName);
    await this.#answer(interaction, async () => {
      const namespace = await this.#options.ports.namespaceOf(interaction.user.id);
      return command.run(readInput(interaction), {lab: this.#options.ports.lab, namespace});
    });
  }

  async #submitModal(interaction: ModalSubmitInteraction): Promise<void> {
    const [name = '', ...rest] = interaction.customId.split(':');
    const command = this.#command(name);
    await this.#answer(interaction, async () => {
      const namespace = await this.#options.ports.namespaceOf(interaction.user.id);
      if (command.submit === undefined) throw new UserError('bad-input', 'This window belongs to nothing any more.');
      const context = {lab: this.#options.ports.lab, namespace, argument: rest.join(':')};
      return command.submit(readFields(interaction), context);
    });
  }

  async #press(interaction: ButtonInteraction): Promise<void> {
    const {ports} = this.#options;
    // a message that everybody sees is nobody's to change
    const isOwn = interaction.message.flags.has(MessageFlags.Ephemeral);
    const isInPlace = isOwn && ports.isInPlace(interaction.customId);
    const press = {
      customId: interaction.customId,
      asker: askerOf(interaction),
      reply: replyTargetOf(interaction),
      message: {
        id: interaction.message.id,
        interactionId: isInPlace ? interaction.message.interactionMetadata?.id : undefined,
      },
    };
    const act = async (ticket: Ticket): Promise<void> => {
      const result = await ports.press(press);
      if (result === undefined) {
        throw new UserError('bad-input', 'This button is out of date.', {next: 'Send the command again.'});
      }
      switch (result.kind) {
        case 'submitted':
          await ticket.wait(result.ahead);
          return;
        case 'ask':
          await ticket.ask(result.modal);
          return;
        case 'show':
          await ticket.show(result.message);
          await result.after?.();
      }
    };
    await this.#firstAnswer(interaction, act, {isInPlace});
  }

  #command(name: string): SlashCommand {
    const command = this.#commands.get(name);
    if (command === undefined) throw new Error(`no such command: ${name}`);
    return command;
  }

  async #answer(interaction: Answerable, act: () => Promise<CommandAction>): Promise<void> {
    const {ports} = this.#options;
    await this.#firstAnswer(interaction, async (ticket) => {
      const action = await act();
      switch (action.kind) {
        case 'ask':
          await ticket.ask(action.modal);
          return;
        case 'cancel':
          await ticket.show(await ports.cancel(askerOf(interaction)));
          return;
        case 'guide': {
          const shown = await ports.guide(action.view, askerOf(interaction), replyTargetOf(interaction));
          await ticket.show(shown.message);
          await shown.after?.();
          return;
        }
        case 'edit':
          await ticket.show(ports.edit(action, askerOf(interaction)));
          return;
        case 'join':
        case 'operate':
          await ticket.wait(await ports.submit(action, askerOf(interaction), replyTargetOf(interaction)));
      }
    });
  }

  /**
   * Lets `act` give the first answer, and defers for it when it is slow (Redis or a download may be): an interaction
   * without an answer is dead after 3 s, and its command would have nowhere to go.
   */
  async #firstAnswer(
    interaction: Answerable,
    act: (ticket: Ticket) => Promise<void>,
    {isInPlace = false}: {isInPlace?: boolean} = {},
  ): Promise<void> {
    const {replies, log} = this.#options;
    const ticket = new Ticket({interaction, replies, isInPlace});
    const timer = setTimeout(() => {
      ticket.defer().catch((error: unknown) => log({error, interaction: interaction.id}, 'the defer was refused'));
    }, deferAfterMs);
    try {
      await act(ticket);
    } catch (error) {
      const typed = interaction.isChatInputCommand() ? typedLine(interaction) : undefined;
      const message = toMessage(error, typed, (fields, text) => log({...fields, interaction: interaction.id}, text));
      await ticket.refuse({...message, files: interaction.isModalSubmit() ? filesOf(interaction) : []});
    } finally {
      clearTimeout(timer);
    }
  }
}

type Answerable = ChatInputCommandInteraction | ModalSubmitInteraction | ButtonInteraction;

/**
 * The one answer of an interaction: the first time as its response, afterwards as an edit of it. In place, the answer is
 * what becomes of the message that the button is on; an error leaves that message as it is.
 */
class Ticket {
  readonly #interaction: Answerable;
  readonly #replies: InteractionReplies;
  readonly #isInPlace: boolean;
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

  async defer(): Promise<void> {
    this.#first ??= this.#isInPlace
      ? this.#replies.deferUpdate(this.#interaction)
      : this.#replies.defer(this.#interaction);
    await this.#first;
  }

  async ask(modal: APIModalInteractionResponseCallbackData): Promise<void> {
    this.#first ??= this.#replies.ask(this.#interaction, modal);
    await this.#first;
  }

  async show(message: ChatMessage): Promise<void> {
    if (this.#first === undefined) {
      this.#first = this.#isInPlace
        ? this.#replies.update(this.#interaction, message)
        : this.#replies.reply(this.#interaction, message);
      await this.#first;
      return;
    }
    await this.#first;
    await this.#replies.edit(replyTargetOf(this.#interaction), message);
  }

  async refuse(message: ChatMessage): Promise<void> {
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

  /** The answer will come from elsewhere. What is ahead is said with the first response alone: an edit could overtake it. */
  async wait(ahead: number): Promise<void> {
    if (this.#first === undefined && ahead > 0) {
      this.#first = this.#replies.reply(
        this.#interaction,
        plainMessage(`⏳ In line: ${ahead} of your commands ${ahead === 1 ? 'is' : 'are'} ahead of this one.`),
      );
    }
    await this.defer();
  }
}

function readFields(interaction: ModalSubmitInteraction): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [id, field] of interaction.fields.fields) {
    if ('value' in field && typeof field.value === 'string') fields.set(id, field.value);
  }
  return fields;
}

/** What was typed into a window, which the chat shows nowhere. */
function filesOf(interaction: ModalSubmitInteraction): ChatFile[] {
  return [...readFields(interaction)].map(([id, text]) => ({name: `typed.${id}`, text}));
}

/** What was typed, to be copied and mended: the chat itself shows only the command's name. */
function typedLine(interaction: ChatInputCommandInteraction): string | undefined {
  const options = [...readInput(interaction).options].map(([name, value]) => `${name}:${value}`);
  if (options.length === 0) return undefined;
  return cut(`/${interaction.commandName} ${options.join(' ')}`, typedLimit);
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

function askerOf(interaction: Answerable): Asker {
  const member = interaction.member;
  const nick = member !== null && 'displayName' in member ? member.displayName : undefined;
  return {id: interaction.user.id, name: nick ?? interaction.user.displayName, roles: roleNames(interaction)};
}

function roleNames({member, guild}: Answerable): string[] {
  if (member === null) return [];
  // of a server that is not known whole, roles come as ids
  if (!Array.isArray(member.roles)) return member.roles.cache.map(({name}) => name);
  return member.roles.flatMap((id) => guild?.roles.cache.get(id)?.name ?? []);
}

function replyTargetOf(interaction: Answerable): ReplyTarget {
  return {
    interactionId: interaction.id,
    applicationId: interaction.applicationId,
    token: interaction.token,
    userId: interaction.user.id,
    channelId: interaction.channelId ?? '',
    createdAt: receivedAt.get(interaction) ?? Date.now(),
  };
}

function readInput(interaction: ChatInputCommandInteraction): CommandInput {
  const options = new Map<string, string | number | boolean>();
  const files = new Map<string, CommandFile>();
  const subcommand = interaction.options.getSubcommand(false) ?? undefined;
  const data = interaction.options.data.flatMap((option) => option.options ?? [option]);
  for (const option of data) {
    if (option.attachment !== undefined && option.attachment !== null)
      files.set(option.name, toFile(option.attachment));
    else if (option.value !== undefined) options.set(option.name, option.value);
  }
  return {subcommand, options, files};
}

function toFile({name, size, url}: Attachment): CommandFile {
  return {name, size, read: async (limitBytes) => downloadAttachment({name, size, url, limitBytes})};
}

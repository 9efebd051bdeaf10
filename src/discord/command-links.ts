import {ApplicationCommandOptionType, ApplicationCommandType} from 'discord-api-types/v10';
import {z} from 'zod';

/** What Discord says of a command that it has registered; a kind that is not known yet is none that can be clicked. */
const registeredSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z
      .enum(ApplicationCommandType)
      .default(ApplicationCommandType.ChatInput)
      .catch(ApplicationCommandType.Message),
    options: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(ApplicationCommandOptionType).catch(ApplicationCommandOptionType.String),
        }),
      )
      .default([]),
  }),
);

/** The id of each command that can be clicked, by what is typed of it without the slash: `lab start`. */
export type CommandIds = Readonly<Record<string, string>>;

/** A command with subcommands can be clicked by those alone. @throws ZodError for what is no answer of Discord's */
export function commandIdsOf(registered: unknown): CommandIds {
  const ids: Record<string, string> = {};
  for (const {id, name, type, options} of registeredSchema.parse(registered)) {
    if (type !== ApplicationCommandType.ChatInput) continue;
    const subcommands = options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
    for (const path of subcommands.length === 0 ? [name] : subcommands.map((one) => `${name} ${one.name}`))
      ids[path] = id;
  }
  return ids;
}

/**
 * Makes the commands that a text names ones that can be clicked, where their server has registered them. Options stay behind
 * the link, which holds none. What is in a code block, or within other code, stays as it is.
 * @see https://docs.discord.com/developers/reference#message-formatting
 */
export class CommandLinks {
  readonly #guildOf: (channelId: string) => string | undefined;
  readonly #ids = new Map<string, CommandIds>();

  /** @param guildOf the server of a channel that messages are posted in */
  constructor(guildOf: (channelId: string) => string | undefined = () => undefined) {
    this.#guildOf = guildOf;
  }

  set(guildId: string, ids: CommandIds): void {
    this.#ids.set(guildId, ids);
  }

  /** The same text where the server is not known. */
  linkIn(guildId: string | null | undefined, text: string): string {
    const ids = this.#ids.get(guildId ?? '');
    return ids === undefined ? text : linkCommands(text, ids);
  }

  linkInChannel(channelId: string, text: string): string {
    return this.linkIn(this.#guildOf(channelId), text);
  }
}

/** Code, whole, or a command as it is typed. Blocks and code come first, so that nothing in them is looked at. */
const codeOrCommand =
  /```[\s\S]*?(?:```|$)|(?<ticks>`+)(?<code>[^`]+)\k<ticks>|(?<![\w/<.:@=-])\/(?<typed>[a-z][a-z-]*(?: [a-z][a-z-]*)?)(?![\w/<-]|:\w)/gu;

function linkCommands(text: string, ids: CommandIds): string {
  return text.replace(codeOrCommand, (whole: string, _ticks: unknown, code?: string, typed?: string) => {
    if (code !== undefined) return linkTo(code.replace(/^\//u, ''), ids, code.startsWith('/')) ?? whole;
    if (typed === undefined) return whole;
    const [name = '', next] = typed.split(' ');
    const link = linkTo(typed, ids);
    if (link !== undefined || next === undefined) return link ?? whole;
    // what follows a command without subcommands is the sentence's next word
    const alone = linkTo(name, ids);
    return alone === undefined ? whole : `${alone} ${next}`;
  });
}

function linkTo(path: string, ids: CommandIds, isCommand = true): string | undefined {
  const id = isCommand && Object.hasOwn(ids, path) ? ids[path] : undefined;
  return id === undefined ? undefined : `</${path}:${id}>`;
}

import {ChannelType, Routes, type RESTPostAPIApplicationCommandsJSONBody} from 'discord-api-types/v10';
import {Events, type Client, type Guild} from 'discord.js';
import {commandIdsOf, type CommandIds} from './command-links.ts';
import {apiErrorOf} from './api-error.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {errorCodes} from './limits.ts';

interface ServersOptions {
  readonly chat: Client;
  /** The only server to serve; all that the bot is in without it. */
  readonly onlyId: string | undefined;
  readonly commands: readonly RESTPostAPIApplicationCommandsJSONBody[];
  /** Hears of the commands that a server has registered. */
  readonly registered: (guildId: string, ids: CommandIds) => Promise<void>;
  /** Called when a server has just invited the bot. */
  readonly invited: (guild: Guild) => Promise<void>;
  readonly log: Log;
  /** After which times commands that were refused are sent again, in ms: each twice the one before. */
  readonly againMs?: {readonly first: number; readonly most: number};
}

/** Nothing tells when an invitation was opened again with the scope that was missing, nor when an outage is over. */
const usualAgainMs = {first: 5_000, most: 300_000};

/** The servers that the bot serves. Who invites it has its commands; who kicks it takes nothing from the others. */
export class Servers {
  readonly #options: ServersOptions;
  /** Of servers that have not taken the commands, how often they refused and what asks them again. */
  readonly #refusals = new Map<string, {readonly count: number; readonly timer: NodeJS.Timeout}>();
  #isClosed = false;

  constructor(options: ServersOptions) {
    this.#options = options;
  }

  /** Registers the commands in each, now and as they are joined. A server that refuses them is told of in the log. */
  async start(): Promise<void> {
    const {chat, registered, log} = this.#options;
    chat.on(Events.GuildCreate, (guild) => {
      if (!this.serves(guild.id)) return;
      log(`invited into the server ${guild.name} (${guild.id})`);
      void this.#welcome(guild);
    });
    chat.on(Events.GuildDelete, (guild) => {
      if (!this.serves(guild.id)) return;
      this.#forget(guild.id);
      log(`out of the server ${guild.name} (${guild.id}): its workshops wait for an invitation`);
      registered(guild.id, {}).catch((error: unknown) =>
        log(`the commands of the server ${guild.id} are not forgotten`, error),
      );
    });
    if (this.list().length === 0) {
      const which =
        this.#options.onlyId === undefined ? 'is in no server' : `is not in the server ${this.#options.onlyId}`;
      log(`the bot ${which} yet: open its invitation; I wait for it`);
    }
    await Promise.all(this.list().map(async (guild) => this.#register(guild)));
  }

  close(): void {
    this.#isClosed = true;
    for (const guildId of this.#refusals.keys()) this.#forget(guildId);
  }

  serves(guildId: string): boolean {
    const {onlyId} = this.#options;
    return onlyId === undefined || onlyId === guildId;
  }

  /** In the order in which the bot came to them; those with an outage are among them, and known by little more than their ids. */
  list(): Guild[] {
    return [...this.#options.chat.guilds.cache.values()]
      .filter(({id}) => this.serves(id))
      .sort((a, b) => a.joinedTimestamp - b.joinedTimestamp);
  }

  /** Never fails. */
  async #welcome(guild: Guild): Promise<void> {
    await this.#register(guild);
    const {invited, log} = this.#options;
    await invited(guild).catch((error: unknown) => log(`the server ${guild.name} was not greeted`, error));
  }

  /** Never fails. */
  async #register(guild: Guild): Promise<void> {
    const {chat, commands, registered, log} = this.#options;
    const route = Routes.applicationGuildCommands(chat.application?.id ?? '', guild.id);
    let answer: unknown;
    try {
      answer = await chat.rest.put(route, {body: commands});
    } catch (error) {
      const refused = apiErrorOf(error);
      const status = refused?.status;
      // commands that are wrong would be refused again
      const isForGood = status === 400 && refused?.code !== errorCodes.commandsOfTheDay;
      if (!this.#refusals.has(guild.id)) {
        const next =
          status === 403
            ? ' Open the bot’s invitation again, with the scope applications.commands.'
            : isForGood
              ? ''
              : ' I try again.';
        log(`the server ${guild.name} (${guild.id}) takes no commands of ours.${next}`, error);
      }
      if (!isForGood) this.#registerLater(guild);
      return;
    }
    this.#forget(guild.id);
    try {
      await registered(guild.id, commandIdsOf(answer));
    } catch (error) {
      log(
        `commands can be typed in the server ${guild.name} (${guild.id}), and not be clicked where they are named`,
        error,
      );
    }
  }

  #registerLater(guild: Guild): void {
    const {first, most} = this.#options.againMs ?? usualAgainMs;
    const count = this.#refusals.get(guild.id)?.count ?? 0;
    this.#forget(guild.id);
    if (this.#isClosed) return;
    const timer = setTimeout(() => void this.#register(guild), Math.min(first * 2 ** count, most));
    this.#refusals.set(guild.id, {count: count + 1, timer});
  }

  #forget(guildId: string): void {
    clearTimeout(this.#refusals.get(guildId)?.timer);
    this.#refusals.delete(guildId);
  }
}

/** The id of a text channel that is called so. */
export const findTextChannel = (guild: Guild, wanted: string): string | undefined =>
  guild.channels.cache.find(({name, type}) => name === wanted && type === ChannelType.GuildText)?.id;

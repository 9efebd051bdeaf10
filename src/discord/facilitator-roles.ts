import {Events, type Client, type Guild, type Role} from 'discord.js';
import type {Log} from '#src/lifecycle/log.ts';

/** Where roles are kept that were found. */
interface Kept {
  readonly set: (guildId: string, roleId: string) => Promise<void>;
  readonly remove: (guildId: string) => Promise<void>;
  readonly list: () => Promise<ReadonlyMap<string, string>>;
}

interface FacilitatorRolesOptions {
  readonly chat: Client;
  /** The name or the id of the role, as it is configured. */
  readonly wanted: string;
  readonly kept: Kept;
  readonly log: Log;
}

/**
 * Which role makes a facilitator in each server. It is looked for by name or id, and known by its id once it was found:
 * whoever calls it otherwise takes nothing from those who have it.
 */
export class FacilitatorRoles {
  readonly #options: FacilitatorRolesOptions;
  readonly #ids = new Map<string, string>();

  constructor(options: FacilitatorRolesOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const {chat, kept} = this.#options;
    for (const [guildId, roleId] of await kept.list()) this.#ids.set(guildId, roleId);
    for (const guild of chat.guilds.cache.values()) this.#look(guild);
    chat.on(Events.GuildCreate, (guild) => this.#look(guild));
    chat.on(Events.GuildAvailable, (guild) => this.#look(guild));
    chat.on(Events.GuildDelete, (guild) => this.#forget(guild));
    chat.on(Events.GuildRoleCreate, ({guild}) => this.#look(guild));
    chat.on(Events.GuildRoleUpdate, (_, {guild}) => this.#look(guild));
    chat.on(Events.GuildRoleDelete, ({guild}) => this.#look(guild));
  }

  /** Undefined where a server has none, or it is not known. */
  of(guildId: string | undefined): Pick<Role, 'id' | 'name' | 'permissions'> | undefined {
    const guild = this.#options.chat.guilds.cache.get(guildId ?? '');
    const known = guild?.roles.cache.get(this.#ids.get(guild.id) ?? '');
    return known ?? guild?.roles.cache.find((role) => this.#isWanted(role));
  }

  /** What to call it where people are told of it. */
  nameIn(guildId: string | undefined): string {
    return this.of(guildId)?.name ?? this.#options.wanted;
  }

  /** @param roles names and ids of the roles that they have there */
  isFacilitator({guildId, roles}: {readonly guildId: string | undefined; readonly roles: readonly string[]}): boolean {
    const {wanted} = this.#options;
    return roles.includes(wanted) || roles.includes(this.#ids.get(guildId ?? '') ?? wanted);
  }

  #isWanted({id, name}: Pick<Role, 'id' | 'name'>): boolean {
    return id === this.#options.wanted || name === this.#options.wanted;
  }

  /** The bot was taken out of that server: whoever invites it again is looked at anew. */
  #forget(guild: Guild): void {
    const {kept, log} = this.#options;
    this.#ids.delete(guild.id);
    kept
      .remove(guild.id)
      .catch((error: unknown) => log(`the role of facilitators of the server ${guild.id} is not forgotten`, error));
  }

  /** A role that is there stays the one, whatever it is called by now. */
  #look(guild: Guild): void {
    const {kept, log} = this.#options;
    const roles = guild.roles.cache;
    if (roles.has(this.#ids.get(guild.id) ?? '')) return;
    const found = roles.find((role) => this.#isWanted(role));
    if (found === undefined) return;
    this.#ids.set(guild.id, found.id);
    kept
      .set(guild.id, found.id)
      .catch((error: unknown) => log(`the role of facilitators of the server ${guild.name} is not kept`, error));
  }
}

import {GatewayDispatchEvents, Locale} from 'discord-api-types/v10';
import {z} from 'zod';
import {inviteRoles} from '../state/seed.ts';
import type {GuildRecord} from '../state/state.ts';
import {localeSchema} from './locale-schema.ts';
import {ControlError} from './control-error.ts';
import type {ControlWorld} from './control-world.ts';

export const guildSchema = z.object({name: z.string().min(1).max(100), locale: localeSchema.default(Locale.EnglishUS)});

/** `here`: invited, or back from an outage. `left`: kicked, and its commands are gone. */
export const presenceSchema = z.object({presence: z.enum(['here', 'unavailable', 'left'])});

/** Servers, and whether the bot is in them. */
export interface GuildSetup {
  /** One more, into which the bot is invited. It has the roles of the first by their names, and no channels. */
  add: (given: z.infer<typeof guildSchema>) => GuildRecord;
  setPresence: (guildId: string, given: z.infer<typeof presenceSchema>) => GuildRecord;
}

/** @see https://docs.discord.com/developers/events/gateway-events#guilds */
export function createGuildSetup({state, nextId, changes, gateway, objects}: ControlWorld): GuildSetup {
  const here = (guild: GuildRecord): void =>
    gateway.dispatch(GatewayDispatchEvents.GuildCreate, objects.wholeGuild(guild));

  return {
    add({name, locale}) {
      const guild: GuildRecord = {id: nextId(), name, presence: 'here', locale};
      state.guilds.set(guild.id, guild);
      inviteRoles(state, guild.id, nextId);
      changes.emit('state');
      here(guild);
      return guild;
    },
    setPresence(guildId, {presence}) {
      const guild = state.guilds.get(guildId);
      if (!guild) throw new ControlError(`There is no server ${guildId}`);
      if (guild.presence === presence) return guild;
      guild.presence = presence;
      if (presence === 'left') {
        for (const [id, command] of state.commands) if (command.guildId === guildId) state.commands.delete(id);
      }
      changes.emit('state');
      if (presence === 'here') here(guild);
      else {
        const outage = presence === 'unavailable' ? {unavailable: true} : {};
        gateway.dispatch(GatewayDispatchEvents.GuildDelete, {id: guildId, ...outage});
      }
      return guild;
    },
  };
}

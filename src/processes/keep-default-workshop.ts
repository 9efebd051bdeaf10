import {ChannelType} from 'discord-api-types/v10';
import {Events, type Client} from 'discord.js';
import {openDefaultWorkshop} from '#src/classroom/default-workshop.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {findTextChannel, type Servers} from '#src/discord/servers.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {languageOf} from '#src/words/language.ts';
import type {Workshop} from '#src/workshop/workshop.ts';

interface Parts {
  readonly chat: Client;
  readonly servers: Servers;
  readonly workshops: OpenWorkshops;
  readonly lab: string;
  readonly channelNames: Workshop['channels'];
  readonly log: Log;
}

/** Opens the workshop that is open from the start, as soon as a server has its channels: they may be made later. */
export async function keepDefaultWorkshop(parts: Parts): Promise<void> {
  const {chat, log} = parts;
  let isDone = await look(parts);
  let isLooking = false;
  const again = (): void => {
    if (isDone || isLooking) return;
    isLooking = true;
    look({...parts, log: () => undefined})
      .then((done) => (isDone = done))
      .catch((error: unknown) => log('the first workshop could not be opened', error))
      .finally(() => (isLooking = false));
  };
  for (const event of [
    Events.GuildCreate,
    Events.GuildAvailable,
    Events.ChannelCreate,
    Events.ChannelUpdate,
  ] as const) {
    chat.on(event, again);
  }
}

/** Says where each is that does not: workshops of a time when there was one server. Then looks for the first one's channels. */
async function look({chat, servers, workshops, lab, channelNames, log}: Parts): Promise<boolean> {
  for (const {workshopId, workshop} of workshops.list()) {
    const channel = chat.channels.cache.get(workshop.channels.participants);
    if (workshop.guildId === undefined && channel?.type === ChannelType.GuildText) {
      const {guildId} = channel;
      await workshops.change(workshopId, () => ({guildId}));
    }
  }
  return openDefaultWorkshop(workshops, {
    lab,
    channelNames,
    find: () => {
      for (const guild of servers.list()) {
        const participants = findTextChannel(guild, channelNames.participants);
        const facilitators = findTextChannel(guild, channelNames.facilitators);
        if (participants !== undefined && facilitators !== undefined)
          return {
            guildId: guild.id,
            language: languageOf(guild.preferredLocale),
            channels: {participants, facilitators},
          };
      }
      return undefined;
    },
    hasChannel: (id) => chat.channels.cache.has(id),
    log,
  });
}

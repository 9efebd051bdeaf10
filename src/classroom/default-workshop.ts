import type {Workshop} from '#src/workshop/workshop.ts';
import type {Language} from '#src/words/language.ts';
import type {OpenWorkshops} from './open-workshops.ts';

/** The workshop that is open from the start, so that nothing has to be set up before the first `/lab start`. */
const defaultName = 'open';

interface FoundChannels {
  readonly guildId: string;
  readonly language: Language;
  readonly channels: Workshop['channels'];
}

export interface DefaultWorkshop {
  readonly lab: string;
  /** What its channels are called in the configuration. */
  readonly channelNames: Workshop['channels'];
  /** The channels that are called so; undefined where a server with both of them is not known. */
  readonly find: () => FoundChannels | undefined;
  /** Whether there is a channel of that id, whatever it is called by now. */
  readonly hasChannel: (channelId: string) => boolean;
  readonly log: (message: string) => void;
}

/**
 * Opens the default workshop where none ever was, and brings one that is open up to date with the configuration. Once it is
 * closed, facilitators open the next. Channels that were found are known by their ids: they may be called otherwise since.
 * @returns whether there is nothing to wait for
 */
export async function openDefaultWorkshop(workshops: OpenWorkshops, options: DefaultWorkshop): Promise<boolean> {
  const {lab, channelNames, find, hasChannel, log} = options;
  const {installation} = workshops;
  const id = `${defaultName}-${installation}`;
  // before there could be several on a cluster it was called by its name alone
  const known = workshops.find(id) ?? workshops.find(defaultName);
  if (known === undefined) {
    if ((await workshops.listAll()).length > 0) return true;
    const found = find();
    if (found === undefined) {
      log(
        `there is no server with text channels #${channelNames.participants} and #${channelNames.facilitators} that I can see: make them, or type /workshop open in others`,
      );
      return false;
    }
    await workshops.open(async () => ({
      id,
      installation,
      name: defaultName,
      lab,
      ...found,
      channelNames,
      replies: 'private',
      state: 'open',
      isToAnnounce: true,
      openedAt: Date.now(),
    }));
    return true;
  }
  const {workshop} = known;
  const {participants, facilitators} = workshop.channels;
  const wasNamedSo =
    workshop.channelNames === undefined || JSON.stringify(workshop.channelNames) === JSON.stringify(channelNames);
  const areThere = hasChannel(participants) && hasChannel(facilitators);
  const found = wasNamedSo && areThere ? undefined : find();
  if (found === undefined && !areThere) {
    log(`channels of the workshop ${workshop.name} are gone, or I can see them no more: it goes on without them`);
  }
  // where its class is now, nobody read that it is open
  const isMoved = found !== undefined && found.channels.participants !== participants;
  const current = {
    ...workshop,
    lab,
    ...(found === undefined ? {} : {...found, channelNames}),
    ...(isMoved ? {isToAnnounce: true} : {}),
  };
  if (JSON.stringify(current) === JSON.stringify(workshop)) return true;
  await workshops.remove(workshop.id);
  await workshops.open(async () => current);
  return true;
}

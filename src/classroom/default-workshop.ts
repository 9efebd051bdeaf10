import type {Workshop} from '#src/workshop/workshop.ts';
import type {OpenWorkshops} from './open-workshops.ts';

/** The workshop that is open from the start, so that nothing has to be set up before the first `/lab start`. */
const defaultName = 'open';

export interface DefaultWorkshop {
  readonly lab: string;
  /** Answers the ids of the channels that the configuration names. */
  readonly channels: () => Workshop['channels'];
}

/**
 * Opens the default workshop where none ever was, and brings one that is open up to date with the configuration. Once it is
 * closed, facilitators open the next.
 */
export async function openDefaultWorkshop(workshops: OpenWorkshops, {lab, channels}: DefaultWorkshop): Promise<void> {
  const {installation} = workshops;
  const id = `${defaultName}-${installation}`;
  // before there could be several on a cluster it was called by its name alone
  const known = workshops.find(id) ?? workshops.find(defaultName);
  if (known === undefined) {
    if ((await workshops.listAll()).length > 0) return;
    await workshops.open(async () => ({
      id,
      installation,
      name: defaultName,
      lab,
      channels: channels(),
      replies: 'private',
      state: 'open',
      openedAt: Date.now(),
    }));
    return;
  }
  const {workshop} = known;
  const current = {lab, channels: channels()};
  const isSame = workshop.lab === lab && JSON.stringify(workshop.channels) === JSON.stringify(current.channels);
  if (isSame) return;
  await workshops.remove(workshop.id);
  await workshops.open(async () => ({...workshop, ...current}));
}

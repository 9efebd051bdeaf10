import type {Workshop} from '../workshop/workshop.ts';
import type {OpenWorkshops} from './open-workshops.ts';

/** The workshop that is open from the start, so that nothing has to be set up before the first `/lab start`. */
const defaultWorkshopId = 'open';

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
  const known = workshops.find(defaultWorkshopId);
  if (known === undefined) {
    if ((await workshops.listAll()).length > 0) return;
    await workshops.open({
      id: defaultWorkshopId,
      name: 'open',
      lab,
      channels: channels(),
      replies: 'private',
      state: 'open',
      openedAt: Date.now(),
    });
    return;
  }
  const {workshop} = known;
  const current = {lab, channels: channels()};
  const isSame = workshop.lab === lab && JSON.stringify(workshop.channels) === JSON.stringify(current.channels);
  if (isSame) return;
  const changed = await workshops.change(defaultWorkshopId, current);
  await workshops.remove(defaultWorkshopId);
  await workshops.open(changed);
}

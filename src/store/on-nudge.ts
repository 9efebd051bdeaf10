import {subscribe} from '#src/lifecycle/subscribe.ts';
import type {Store} from './store.ts';

/**
 * Calls `act` whenever something is published on the channel. A nudge can be lost: who needs to know looks by itself too.
 * @returns what ends it
 */
export async function onNudge(
  store: Store,
  channel: string,
  act: (nudge: string) => Promise<void>,
): Promise<() => Promise<void>> {
  const end = await subscribe(store, [channel], {heard: (_channel, nudge) => void act(nudge)});
  return async () => Promise.resolve(end());
}

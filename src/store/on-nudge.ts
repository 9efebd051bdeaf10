import {subscribe} from '#src/lifecycle/subscribe.ts';
import type {Store} from './store.ts';

/**
 * Calls `act` whenever something is published on the channel, and `isBack` when nudges were lost: who needs to know looks.
 * @returns what ends it
 */
export async function onNudge(
  store: Store,
  channel: string,
  act: (nudge: string) => Promise<void>,
  isBack?: () => void,
): Promise<() => Promise<void>> {
  const end = await subscribe(store, [channel], {
    heard: (_channel, nudge) => void act(nudge),
    ...(isBack === undefined ? {} : {isBack}),
  });
  return async () => Promise.resolve(end());
}

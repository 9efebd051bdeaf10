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
  const connection = store.redis.duplicate();
  store.outages.watch(connection);
  connection.on('message', (_channel, nudge) => void act(nudge));
  await connection.subscribe(channel);
  return async () => {
    connection.disconnect();
    await Promise.resolve();
  };
}

import type {Store} from './store.ts';

/**
 * Calls `act` whenever something is published on the channel. A hint can be lost: who needs to know looks by itself too.
 * @returns what ends it
 */
export async function onHint(store: Store, channel: string, act: () => Promise<void>): Promise<() => Promise<void>> {
  const connection = store.redis.duplicate();
  connection.on('error', () => undefined);
  connection.on('message', () => void act());
  await connection.subscribe(channel);
  return async () => {
    connection.disconnect();
    await Promise.resolve();
  };
}

import type {Redis} from 'ioredis';
import type {RedisOutages} from './redis-outages.ts';

interface Listener {
  readonly heard: (channel: string, message: string) => void;
  /** Called when it hears again, after a time in which what was published passed it by. */
  readonly isBack?: () => void;
}

/** After a subscription that Redis refused, in ms. */
const retryMs = 1_000;

/**
 * Hears what is published on the channels, on a connection of its own, and again after each loss of it. What ioredis does
 * by itself for the latter is nothing that anybody could catch: a Redis that is lost once more just then would end the
 * process.
 * @returns what ends it
 * @throws what ioredis says of the first subscription, as `redis` is set to
 */
export async function subscribe(
  {redis, outages}: {readonly redis: Redis; readonly outages: RedisOutages},
  channels: readonly string[],
  {heard, isBack}: Listener,
): Promise<() => void> {
  const connection = redis.duplicate({autoResubscribe: false});
  outages.watch(connection);
  connection.on('message', heard);
  let retry: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(retry);
    connection.disconnect();
  };
  const again = async (): Promise<void> => {
    try {
      await connection.subscribe(...channels);
      isBack?.();
    } catch (error) {
      outages.refused(error);
      // one that was lost in between is made anew, and is ready again then
      retry = setTimeout(() => {
        if (connection.status === 'ready') void again();
      }, retryMs).unref();
    }
  };
  try {
    await connection.subscribe(...channels);
  } catch (error) {
    end();
    throw error;
  }
  connection.on('ready', () => void again());
  return end;
}

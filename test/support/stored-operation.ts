import {Redis} from 'ioredis';
import {waitUntil} from './wait-until.ts';

/** Waits until the operation of an interaction is stored: from then on it is answered, whatever dies. */
export async function untilStored(url: string, interactionId: string): Promise<void> {
  await untilStoredData(url, {interactionId, what: 'the operation is stored', isThere: () => true});
}

/** Waits until the operation has stored what a second run of it must know, before it does anything. */
export async function untilNoted(url: string, interactionId: string): Promise<void> {
  const isThere = (data: string): boolean => data.includes('"noted"');
  await untilStoredData(url, {interactionId, what: 'the operation has noted that it began', isThere});
}

interface Wanted {
  readonly interactionId: string;
  readonly what: string;
  readonly isThere: (data: string) => boolean;
}

async function untilStoredData(url: string, {interactionId, what, isThere}: Wanted): Promise<void> {
  const redis = new Redis(url);
  try {
    await waitUntil(what, async () => {
      const [key] = await redis.keys(`*:op-${interactionId}`);
      const data = key === undefined ? null : await redis.hget(key, 'data');
      return data !== null && isThere(data) ? true : undefined;
    });
  } finally {
    redis.disconnect();
  }
}

import {setTimeout as sleep} from 'node:timers/promises';

const pollMs = 100;

/** What `look` answers once that is not undefined. @throws Error, with what was seen last, when it stays so for `withinMs` */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | undefined>,
  options: {withinMs?: number; seen?: () => unknown} = {},
): Promise<T> {
  const {withinMs = 30_000, seen} = options;
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) {
      const last = seen === undefined ? '' : `\nlast seen: ${JSON.stringify(seen(), undefined, 2)}`;
      throw new Error(`${what}: not within ${withinMs} ms${last}`);
    }
    await sleep(pollMs);
  }
}

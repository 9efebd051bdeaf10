import {expect, test} from 'vitest';
import {PersonTurns} from '#src/discord/person-turns.ts';

/** Handlers that end when they are told to, and which of them have begun. */
function handlers() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const handle = (name: string) => async (): Promise<void> => {
    begun.push(name);
    const {promise, resolve} = Promise.withResolvers<void>();
    ends.set(name, resolve);
    await promise;
  };
  return {begun, handle, end: (name: string) => ends.get(name)?.()};
}

test('what one person sends at once begins three at a time, in order, and nobody else waits for it', async () => {
  const turns = new PersonTurns();
  const {begun, handle, end} = handlers();
  const theirs = ['m1', 'm2', 'm3', 'm4', 'm5'].map(async (name) => turns.take('mallory', handle(name)));
  const other = turns.take('grace', handle('g1'));
  await Promise.resolve();
  await Promise.resolve();
  expect(begun).toEqual(['m1', 'm2', 'm3', 'g1']);
  end('m2');
  await theirs[1];
  await expect.poll(() => begun).toEqual(['m1', 'm2', 'm3', 'g1', 'm4']);
  for (const name of ['m1', 'm3', 'g1', 'm4']) end(name);
  await expect.poll(() => begun.at(-1)).toBe('m5');
  end('m5');
  await Promise.all([...theirs, other]);
});

test('what fails makes room for what comes after it', async () => {
  const turns = new PersonTurns();
  const fail = async (): Promise<void> => Promise.reject(new Error('broken'));
  const results = await Promise.allSettled(Array.from({length: 4}, async () => turns.take('mallory', fail)));
  expect(results.map(({status}) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
});

import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test, vi} from 'vitest';
import {Repeated} from '#src/lifecycle/repeated.ts';

const silent = (): void => undefined;

test('turns never overlap, and each begins in its time', async () => {
  let running = 0;
  let most = 0;
  let turns = 0;
  const repeated = new Repeated({
    work: async () => {
      most = Math.max(most, (running += 1));
      turns += 1;
      await sleep(20);
      running -= 1;
    },
    everyMs: 1,
    failed: silent,
  });
  repeated.start();
  await vi.waitUntil(() => turns >= 4);
  await repeated.close();
  expect(most).toBe(1);
});

test('closing waits for the turn under way, and none begins after it', async () => {
  const events: string[] = [];
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const repeated = new Repeated({
    work: async () => {
      events.push('begun');
      begun.resolve();
      await end.promise;
      events.push('ended');
    },
    firstMs: 0,
    everyMs: 1,
    failed: silent,
  });
  repeated.start();
  await begun.promise;
  const closing = repeated.close().then(() => events.push('closed'));
  end.resolve();
  await closing;
  await sleep(20);
  expect(events).toEqual(['begun', 'ended', 'closed']);
});

test('a turn hears that it is to end, and what it fails of then is not told', async () => {
  const failures: unknown[] = [];
  const begun = Promise.withResolvers<void>();
  const repeated = new Repeated({
    work: async (signal) => {
      begun.resolve();
      await sleep(60_000, undefined, {signal});
    },
    firstMs: 0,
    everyMs: 1,
    failed: (error) => failures.push(error),
  });
  repeated.start();
  await begun.promise;
  await repeated.close();
  expect(failures).toEqual([]);
});

test('the same failure is told once a spell, and another one too', async () => {
  const reasons = ['away', 'away', 'away', undefined, 'away', 'refused', 'refused', undefined];
  const told: string[] = [];
  let turns = 0;
  const repeated = new Repeated({
    work: () => {
      const reason = reasons[turns];
      turns += 1;
      if (reason !== undefined) throw new Error(reason);
    },
    everyMs: 0,
    failed: (error) => told.push(String(error)),
  });
  await repeated.startAtOnce();
  expect(turns).toBe(1);
  await vi.waitUntil(() => turns >= reasons.length);
  await repeated.close();
  expect(told).toEqual(['Error: away', 'Error: away', 'Error: refused']);
});

import {afterEach, beforeEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {askHealth} from '#test/support/scrape.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
beforeEach(async () => {
  processes = await openProcesses(await emulatedCluster());
});
afterEach(async () => processes.close());

/** What `/readyz` says, asked until it says something else or for 10 s. */
async function untilSaid(output: string, wanted: RegExp): Promise<string> {
  return waitUntil(
    `readiness is ${wanted.source}`,
    async () => {
      const text = await askHealth(output, '/readyz');
      return wanted.test(text) ? text : undefined;
    },
    {withinMs: 10_000},
  );
}

test('a chat that ends is missed within 10 s, by the bot and by the worker', async () => {
  const bot = await processes.start('bot');
  const worker = await processes.start('worker');
  await untilSaid(bot.output(), /^ok/);
  await untilSaid(worker.output(), /^ok/);
  await processes.emulator.close();
  // the gateway is heard to end, what else the chat answers is asked
  await untilSaid(bot.output(), /(?=.*\bchat\b)(?=.*\bgateway\b)/);
  expect(await untilSaid(worker.output(), /not ready/)).toBe('not ready: chat\n');
});

test('a chat that is silent is missed within 10 s, and so is Redis; both are seen when they are back', async () => {
  const bot = await processes.start('bot');
  await processes.chat.post('/faults', {match: {route: '/gateway'}, delayMs: 15_000, times: 1_000});
  expect(await untilSaid(bot.output(), /not ready/)).toBe('not ready: chat\n');
  await processes.chat.delete('/faults');
  processes.redis.pause();
  try {
    await untilSaid(bot.output(), /redis/);
  } finally {
    processes.redis.resume();
  }
  await waitUntil('it is ready again', async () => untilSaid(bot.output(), /^ok/).catch(() => undefined));
});

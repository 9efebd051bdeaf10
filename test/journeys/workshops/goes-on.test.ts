import {Redis} from 'ioredis';
import {z} from 'zod';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {learnerSchema, workshopSchema, type Workshop} from '#src/workshop/workshop.ts';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {untilSeen} from './class.ts';

/** Longer than a killed leader's lease lasts, and its successor takes to start. */
const recoveryMs = 60_000;

let processes: Processes;
let redis: Redis;
let flo: Person;
let ada: Person;
let bot: Awaited<ReturnType<Processes['start']>>;

beforeEach(async () => {
  processes = await openProcesses(await emulatedCluster());
  bot = await processes.start('bot');
  await processes.start('worker');
  redis = new Redis(processes.redis.url);
  flo = (await processes.chat.join('flo', ['facilitator'])).in('facilitators');
  ada = await processes.chat.join('ada');
  await ada.types('/lab start');
});
afterEach(async () => {
  redis?.disconnect();
  await processes?.close();
});

const stored = async (): Promise<Workshop> =>
  workshopSchema.parse(JSON.parse((await redis.hvals('labrador:workshops'))[0] ?? ''));
const store = async (state: Workshop['state']): Promise<void> => {
  await redis.hset('labrador:workshops', (await stored()).id, JSON.stringify({...(await stored()), state}));
};
const lanesPaused = async (): Promise<boolean[]> => {
  const learners = z.array(z.string()).parse(await redis.hvals(`labrador:workshop:${(await stored()).id}:learners`));
  const lanes = learners.map((text) => `labrador:lane-${learnerSchema.parse(JSON.parse(text)).namespace}:meta`);
  return Promise.all(lanes.map(async (lane) => (await redis.hexists(lane, 'paused')) === 1));
};
const untilLanes = async (paused: boolean): Promise<void> => {
  await waitUntil(`the lanes are ${paused ? 'paused' : 'not paused'}`, async () =>
    (await lanesPaused()).every((one) => one === paused) ? true : undefined,
  );
};

test('lanes do what the state of their workshop says, wherever its leader was killed between the two', async () => {
  await flo.types('/workshop pause');
  expect(await lanesPaused()).toEqual([true]);
  const waiting = await ada.sends('/kubectl command:get pods');
  await waiting.until(/The workshop is paused/);
  // as a leader leaves it that is killed in the middle of resuming
  await bot.kill();
  await store('open');
  bot = await processes.start('bot');
  await untilLanes(false);
  expect(await waiting.until(/No resources found/)).toBeDefined();

  // and one that is killed in the middle of pausing
  await bot.kill();
  await store('paused');
  bot = await processes.start('bot');
  await untilLanes(true);
  const behind = await ada.sends('/kubectl command:get pods');
  await behind.until(/The workshop is paused/);
  // a leader that lives puts right what somebody left behind
  await redis.hdel(`labrador:lane-labrador-open-${ada.id}:meta`, 'paused');
  await untilLanes(true);
  await flo.types('/workshop resume');
  await behind.until(/No resources found/);
}, 150_000);

test('a workshop is closed though Redis was silent in the middle of it', async () => {
  const question = await (await flo.types('/workshop close')).message();
  await flo.presses(question, 'Close it');
  await waitUntil('it is closing', async () => ((await stored()).state === 'open' ? undefined : true));
  processes.redis.pause();
  await new Promise((resolve) => {
    setTimeout(resolve, 5_000);
  });
  processes.redis.resume();
  await untilSeen(flo, 'facilitators', [/is closed\.\*\* 1 sandbox removed/], {withinMs: recoveryMs});
  const state = async (): Promise<string | undefined> => ((await stored()).state === 'closing' ? undefined : 'closed');
  expect(await waitUntil('it is not closing any more', state)).toBe('closed');
  expect((await flo.sees()).filter(({content}) => content.includes('is closed.**'))).toHaveLength(1);
}, 120_000);

test('a leader that is killed as it reports a workshop closed leaves no wall behind', async () => {
  const question = await (await flo.types('/workshop close')).message();
  await flo.presses(question, 'Close it');
  await untilSeen(flo, 'facilitators', [/is closed\.\*\* 1 sandbox removed/], {withinMs: recoveryMs});
  await bot.kill();
  bot = await processes.start('bot');
  await waitUntil('it is closed', async () => ((await stored()).state === 'closed' ? true : undefined), {
    withinMs: recoveryMs,
  });
  const shown = [...(await flo.sees()), ...(await ada.sees())].map(({content}) => content);
  expect(shown.filter((content) => content.includes('Everybody’s Pods'))).toEqual([]);
  expect(shown.filter((content) => content.includes('is closed.**'))).toHaveLength(1);
  expect(shown.findLast((content) => content.includes('**The class**'))).toContain('**Closed**');
  expect(await redis.hgetall('labrador:messages')).toEqual({});
}, 150_000);

test('a workshop that was stored as closing, and whose leader knows nothing of it, is closed', async () => {
  await store('closing');
  const report = await untilSeen(flo, 'facilitators', [/is closed\.\*\*/], {withinMs: recoveryMs});
  expect(report.content).toContain('1 sandbox removed');
}, 120_000);

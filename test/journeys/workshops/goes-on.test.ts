import {Redis} from 'ioredis';
import {z} from 'zod';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {sandboxTaskSchema} from '#src/workshop/sandbox-task.ts';
import {placeWaitingSchema} from '#src/workshop/waiting.ts';
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

test('a reset that a killed leader had stored, and said to nobody yet, is said and done', async () => {
  await ada.types('/kubectl command:create configmap mine --from-literal=a=b');
  await bot.kill();
  const {id} = await stored();
  const task = sandboxTaskSchema.parse({
    id: 'task-1',
    workshopId: id,
    kind: 'reset',
    by: {id: flo.id, name: 'flo'},
    learnerIds: [ada.id],
    announcement: {act: '1', to: 'all', isMade: false},
    startedAt: Date.now(),
    isCancelled: false,
  });
  await redis.hset('labrador:tasks', task.id, JSON.stringify(task));
  bot = await processes.start('bot');
  await untilSeen(ada, 'workshop', [/resets? /], {withinMs: recoveryMs});
  await untilSeen(flo, 'facilitators', [/Reset 1 sandbox/, /1 done/], {withinMs: recoveryMs});
  await waitUntil('the task has ended', async () => ((await redis.hlen('labrador:tasks')) === 0 ? true : undefined));
  expect(await (await ada.sends('/kubectl command:get configmap mine')).until(/not found/)).toBeDefined();
}, 150_000);

test('who has joined by a leader that was killed before it stored their start has a sandbox all the same', async () => {
  const bob = await processes.chat.join('bob');
  await bot.kill();
  const {id} = await stored();
  const [adas = ''] = z.array(z.string()).parse(await redis.hvals(`labrador:workshop:${id}:learners`));
  const {namespace, ...known} = learnerSchema.parse(JSON.parse(adas));
  const learner = {...known, id: bob.id, name: 'bob', namespace: namespace.replace(ada.id, bob.id)};
  const reply = {interactionId: '1', applicationId: '1', token: 'x', channelId: '1', userId: bob.id, createdAt: 1};
  const start = placeWaitingSchema.parse({learnerId: bob.id, learnerName: 'bob', since: 1, reply});
  await redis.hset(`labrador:workshop:${id}:starts`, bob.id, JSON.stringify(start));
  await redis.hset(`labrador:workshop:${id}:learners`, bob.id, JSON.stringify(learner));
  bot = await processes.start('bot');
  const isThere = await waitUntil('there is a namespace', async () => {
    const request = {path: `/api/v1/namespaces/${learner.namespace}`};
    return processes.admin
      .as(undefined)
      .request(request)
      .then(
        () => true,
        () => undefined,
      );
  });
  expect(isThere).toBe(true);
  await waitUntil('nothing is left of it', async () =>
    (await redis.exists(`labrador:workshop:${id}:starts`)) === 0 ? true : undefined,
  );
}, 150_000);

test('a workshop that a killed leader opened and announced to nobody is announced', async () => {
  const {id} = await untilSeen(ada, 'workshop', [/the workshop is open/]);
  await bot.kill();
  const {restUrl, channels, token} = processes.emulator;
  const deleted = await fetch(`${restUrl}/v10/channels/${channels.workshop}/messages/${id}`, {
    method: 'DELETE',
    headers: {authorization: `Bot ${token}`},
  });
  expect(deleted.status).toBe(204);
  await redis.hset(
    'labrador:workshops',
    (await stored()).id,
    JSON.stringify({...(await stored()), isToAnnounce: true}),
  );
  bot = await processes.start('bot');
  const announced = await untilSeen(ada, 'workshop', [/the workshop is open/], {withinMs: recoveryMs});
  expect(announced.id).not.toBe(id);
  await waitUntil('it is announced', async () => ((await stored()).isToAnnounce === false ? true : undefined));
}, 150_000);

test('a workshop that was stored as closing, and whose leader knows nothing of it, is closed', async () => {
  await store('closing');
  const report = await untilSeen(flo, 'facilitators', [/is closed\.\*\*/], {withinMs: recoveryMs});
  expect(report.content).toContain('1 sandbox removed');
}, 120_000);

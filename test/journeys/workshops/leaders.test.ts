import {Redis} from 'ioredis';
import {afterEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod, order, write} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {openRedisWay} from '#test/support/redis-way.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
afterEach(async () => processes?.close());

test('a bot that loses the lead while it is starting ends, and answers nothing', async () => {
  processes = await openProcesses(await emulatedCluster());
  await processes.chat.post('/faults', {match: {method: 'PUT'}, delayMs: 60_000, times: 5});
  const bot = await processes.start('bot', {until: /^standby /m});
  const redis = new Redis(processes.redis.url);
  try {
    await redis.mset({'labrador:leader': 'another', 'labrador:leader-token': 'another'});
  } finally {
    redis.disconnect();
  }
  expect(await bot.ended).toBe(75);
  expect(bot.output()).toContain('another bot took the lead');
  expect(bot.output()).not.toMatch(/^ready /m);
}, 60_000);

test('a leader that was stopped for a while does nothing of what it had received, and ends', async () => {
  processes = await openProcesses(await emulatedCluster());
  const first = await processes.start('bot');
  await processes.start('worker');
  const second = await processes.start('bot', {until: /^standby /m});
  const ada = await learnerWithPod(processes.chat, 'ada');
  await ada.types(write(1));
  first.pause();
  // the only bot there is does not see these in time: who typed them is told so by the chat
  for (const step of [2, 3]) await ada.sends(write(step));
  await waitUntil('the second leads', async () => Promise.resolve(/^ready /m.test(second.output()) ? true : undefined));
  await ada.types(write(4));
  first.resume();
  const behind = await ada.types(write(5));
  expect(await first.ended).toBe(75);
  expect(first.output()).toContain('another bot took the lead');
  expect(first.output()).not.toContain('already been acknowledged');
  await behind.answered();
  expect(await order(ada)).toEqual(['1', '4', '5']);
}, 120_000);

test('a leader that is cut off from Redis alone steps down, and what it sent does nothing when it arrives', async () => {
  processes = await openProcesses(await emulatedCluster());
  const way = await openRedisWay(processes.redis.url);
  try {
    const first = await processes.start('bot', {redisUrl: way.url});
    await processes.start('worker');
    const second = await processes.start('bot', {until: /^standby /m});
    const ada = await learnerWithPod(processes.chat, 'ada');
    await ada.types(write(1));
    way.cut();
    await ada.sends(write(2));
    await waitUntil('the second leads', async () =>
      Promise.resolve(/^ready /m.test(second.output()) ? true : undefined),
    );
    await ada.types(write(3));
    way.mend();
    expect(await first.ended).toBe(75);
    expect(first.output()).toContain('another bot took the lead');
    expect(first.output()).not.toContain('already been acknowledged');
    await ada.types(write(4));
    expect(await order(ada)).toEqual(['1', '3', '4']);
  } finally {
    way.close();
  }
}, 120_000);

test('while Redis is away nobody is denied what is not known, and what was taken in is answered', async () => {
  processes = await openProcesses(await emulatedCluster());
  const bot = await processes.start('bot');
  await processes.start('worker');
  const [ada, grace] = await Promise.all([learnerWithPod(processes.chat, 'ada'), processes.chat.join('grace')]);
  if (ada === undefined || grace === undefined) throw new Error('nobody came');
  await processes.redis.stop();
  const early = await ada.sends(write(1));
  const told: string[] = [];
  const endAt = Date.now() + 20_000;
  while (Date.now() < endAt) {
    for (const line of ['/lab steps', '/help-me', '/kubectl command:get pods', '/lab start']) {
      const answer = await grace.sends(line);
      if (line === '/lab steps') {
        await answer.answered(10_000);
        told.push(await answer.text());
      }
    }
    await waitUntil('a second is over', async () => Promise.resolve(Date.now() % 1_000 < 150 ? true : undefined));
  }
  await processes.redis.start();
  await early.answered(60_000);
  const seen = (await grace.sees()).map(({content}) => content);
  const all = [...told, ...seen].join('\n');
  expect(all).toContain('just now');
  expect(all).not.toMatch(/No workshop is open|no files|no such lab|took over/);
  expect(await order(ada)).toEqual(['1']);
  expect(bot.output()).not.toContain('took the lead');
}, 150_000);

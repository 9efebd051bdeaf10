import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {readLines, type Lines} from '#src/queue/read-lines.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {done, Gate, Lanes} from './lanes.ts';

let server: RedisServer;
let lanes: Lanes;
beforeAll(async () => {
  server = await RedisServer.open();
});
afterAll(async () => server.close());
beforeEach(() => {
  lanes = new Lanes(server.url, server.newPrefix());
});
afterEach(async () => lanes.close());

const read = async (): Promise<Lines> => readLines(lanes.connection);
const none: Lines = {running: 0, waiting: 0, paused: 0, oldestAt: undefined, replies: 0};

test('where nobody has typed anything, nothing is in line', async () => {
  expect(await read()).toEqual(none);
});

test('what waits is counted over all lanes, with when the first of it came', async () => {
  const from = Date.now();
  await lanes.queue.submit(commandOf({id: 'a1', learner: 'ada'}));
  const until = Date.now();
  await lanes.queue.submit(commandOf({id: 'a2', learner: 'ada'}));
  await lanes.queue.submit(commandOf({id: 'g1', learner: 'grace'}));
  const lines = await read();
  expect(lines).toEqual({...none, waiting: 3, oldestAt: expect.any(Number)});
  expect(lines.oldestAt).toBeGreaterThanOrEqual(from);
  expect(lines.oldestAt).toBeLessThanOrEqual(until);
});

test('what waits in a paused sandbox is no wait of anybody else’s', async () => {
  await lanes.queue.submit(commandOf({id: 'a1', learner: 'ada'}), {isPaused: true});
  expect(await read()).toEqual({...none, paused: 1});
  await lanes.queue.resume([sandboxNamespace('open', 'ada')]);
  expect(await read()).toMatchObject({paused: 0, waiting: 1});
});

test('what runs, what waits behind it, and an answer that does not get through', async () => {
  const gate = new Gate();
  const delivered = new Gate();
  lanes.startReplies(async () => delivered.passed);
  await lanes.startWorkers(async () => {
    await gate.passed;
    return done('yes');
  });
  await lanes.queue.submit(commandOf({id: 'a1', learner: 'ada'}));
  await lanes.queue.submit(commandOf({id: 'a2', learner: 'ada'}));
  const until = async (wanted: Partial<Lines>): Promise<true> => {
    let seen: Lines | undefined;
    return waitUntil(
      'the lines are so',
      async () => {
        seen = await read();
        const now = {...seen};
        return Object.entries(wanted).every(([name, value]) => now[name as keyof Lines] === value) ? true : undefined;
      },
      {seen: () => seen},
    );
  };
  await until({running: 1, waiting: 1, replies: 0});
  gate.open();
  await until({running: 0, waiting: 0, replies: 2});
  delivered.open();
  expect(await until(none)).toBe(true);
});

import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {isRedisFull} from '#src/store/full-redis.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {done, Gate, Lanes} from './lanes.ts';

/** Longer than a worker keeps a job whose lock is not renewed, and another takes to find it, in ms. */
const lockLostMs = 15_000;
const [full, room] = [1.1, 0.5];

let redis: RedisServer;
let lanes: Lanes;
beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  lanes = new Lanes(redis.url, redis.newPrefix());
});
afterEach(async () => {
  await redis.fillTo(room);
  await lanes.close();
});

const refusalOf = async (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('while Redis is full', () => {
  it('no command is taken in, in a lane that there is nor in a new one, and every one once there is room again', async () => {
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    await lanes.queue.submit(commandOf({id: 'before'}));
    await lanes.answer('before');
    await redis.fillTo(full);
    for (const learner of ['ada', 'grace']) {
      const submitting = lanes.queue.submit(commandOf({id: `full-${learner}`, learner}));
      expect(isRedisFull(await refusalOf(submitting))).toBe(true);
    }
    await redis.fillTo(room);
    for (const learner of ['ada', 'grace']) {
      await lanes.queue.submit(commandOf({id: `after-${learner}`, learner}));
      expect(await lanes.answer(`after-${learner}`)).toEqual(done(`after-${learner}`));
    }
    expect([...lanes.answers.keys()]).toEqual(['before', 'after-ada', 'after-grace']);
  });

  it('what was taken in is run once, in its order, noted, settled and answered', {timeout: 60_000}, async () => {
    const gate = new Gate();
    const ran: string[] = [];
    const settled: string[] = [];
    lanes.startReplies();
    await lanes.startWorkers(
      async ({id}, {note}) => {
        ran.push(id);
        if (id === 'running') await gate.passed;
        await note('began');
        return done(id);
      },
      async ({id}) => {
        settled.push(id);
        return Promise.resolve();
      },
    );
    const ids = ['running', 'first', 'second'];
    for (const id of ids) await lanes.queue.submit(commandOf({id}));
    await redis.fillTo(full);
    await sleep(lockLostMs);
    gate.open();
    expect(await lanes.answer('second')).toEqual(done('second'));
    expect(ran).toEqual(ids);
    expect(settled).toEqual(ids);
    expect(ids.map((id) => lanes.answers.get(id))).toEqual(ids.map((id) => [done(id)]));
  });

  it('an answer that cannot be kept is tried again until there is room', async () => {
    const gate = new Gate();
    let tries = 0;
    lanes.startReplies(async ({id}) => {
      tries += 1;
      await lanes.connection.redis.set(`kept-${id}`, 'x');
    });
    await lanes.startWorkers(async ({id}) => {
      await gate.passed;
      return done(id);
    });
    await lanes.queue.submit(commandOf({id: 'a'}));
    await redis.fillTo(full);
    gate.open();
    await waitUntil('it was tried again', async () => Promise.resolve(tries >= 2 ? true : undefined));
    await redis.fillTo(room);
    expect(await lanes.answer('a')).toEqual(done('a'));
  });
});

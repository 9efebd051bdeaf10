import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {GivenUp} from '#src/queue/given-up.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {done, Gate, Lanes} from './lanes.ts';

let redis: RedisServer;
let lanes: Lanes;
beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  lanes = new Lanes(redis.url, redis.newPrefix());
  lanes.startReplies();
});
afterEach(async () => lanes.close());

describe('a command whose client has given it up', () => {
  it('never runs if it has not begun, and what is behind it does', async () => {
    const ran: string[] = [];
    const late = commandOf({id: 'late'});
    await lanes.queue.submit(late);
    await lanes.queue.submit(commandOf({id: 'next'}));
    expect(await lanes.queue.withdraw(late)).toBe(true);
    await lanes.startWorkers(async ({id}) => {
      ran.push(id);
      return Promise.resolve(done(id));
    });
    expect(await lanes.answer('next')).toEqual(done('next'));
    expect(await lanes.answer('late')).toEqual({kind: 'cancelled'});
    expect(ran).toEqual(['next']);
  });

  it('runs to its end if it has begun, and has no reply to edit', async () => {
    const begun = new Gate();
    const gate = new Gate();
    await lanes.startWorkers(async ({id}) => {
      begun.open();
      await gate.passed;
      return done(id);
    });
    const command = commandOf({id: 'begun'});
    await lanes.queue.submit(command);
    await begun.passed;
    expect(await lanes.queue.withdraw(command)).toBe(false);
    gate.open();
    expect(await lanes.answer('begun')).toEqual(done('begun'));
    // nor is one that has ended and is not known any more taken out
    expect(await lanes.queue.withdraw(command)).toBe(false);
    const givenUp = new GivenUp(lanes.connection);
    expect([await givenUp.isWithdrawn('begun'), await givenUp.isUnanswerable('begun')]).toEqual([false, true]);
  });
});

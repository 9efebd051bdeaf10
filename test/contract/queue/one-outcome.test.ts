import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import type {Outcome} from '#src/operations/outcome.ts';
import {laneName, operationJobId} from '#src/queue/queue-names.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {done, Lanes} from './lanes.ts';

const foundLostMs = 40_000;

let redis: RedisServer;
let lanes: Lanes;
/** What was told to the record, the oldest first. */
let recorded: Outcome[];

beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  lanes = new Lanes(redis.url, redis.newPrefix());
  recorded = [];
});
afterEach(async () => lanes.close());

const record = async (_command: unknown, outcome: Outcome): Promise<void> => {
  recorded.push(outcome);
  return Promise.resolve();
};

const lockOf = (commandId: string): string =>
  `${lanes.connection.prefix}:${laneName(sandboxNamespace('open', 'ada'))}:${operationJobId(commandId)}:lock`;

describe('the record and the answer of a command', () => {
  it('are of the run that came to its end, though its worker lost the job right after', async () => {
    let runs = 0;
    lanes.startReplies(undefined, record);
    await lanes.startWorkers(
      async () => {
        runs += 1;
        return Promise.resolve(done(`run ${runs}`));
      },
      async (command, outcome) => {
        await record(command, outcome);
        // as after an outage of Redis that was longer than the lock: the job can't be ended by who ran it
        if (recorded.length === 1) await lanes.connection.redis.del(lockOf('a'));
      },
    );
    await lanes.queue.submit(commandOf({id: 'a'}));
    expect(await lanes.answer('a', foundLostMs)).toEqual(done('run 1'));
    expect(runs).toBe(1);
    expect(new Set(recorded.map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify(done('run 1'))]),
    );
  }, 60_000);

  it('are not of a run whose job had become another worker’s', async () => {
    let runs = 0;
    lanes.startReplies(undefined, record);
    await lanes.startWorkers(async () => {
      runs += 1;
      // as a process that was stopped for a while finds it
      if (runs === 1) await lanes.connection.redis.set(lockOf('a'), 'another worker', 'PX', 1_000);
      return done(`run ${runs}`);
    }, record);
    await lanes.queue.submit(commandOf({id: 'a'}));
    expect(await lanes.answer('a', foundLostMs)).toEqual(done('run 2'));
    expect(recorded).toEqual([done('run 2')]);
  }, 60_000);

  it('are not of a run that wants to begin what is done once when its job is another worker’s', async () => {
    const acted: number[] = [];
    let runs = 0;
    lanes.startReplies(undefined, record);
    await lanes.startWorkers(async (_command, {note}) => {
      runs += 1;
      const run = runs;
      if (run === 1) await lanes.connection.redis.set(lockOf('a'), 'another worker', 'PX', 1_000);
      await note({began: true});
      acted.push(run);
      return done(`run ${run}`);
    }, record);
    await lanes.queue.submit(commandOf({id: 'a'}));
    expect(await lanes.answer('a', foundLostMs)).toEqual(done('run 2'));
    expect(acted).toEqual([2]);
  }, 60_000);

  it('say both that nobody knows, when every run was lost', async () => {
    lanes.startReplies(undefined, record);
    await lanes.startWorkers(async () => Promise.reject(new Error('the API server is away')), record);
    await lanes.queue.submit(commandOf({id: 'a'}));
    expect(await lanes.answer('a')).toEqual({kind: 'interrupted'});
    expect(recorded).toEqual([{kind: 'interrupted'}]);
  });

  it('are there though the record could not be written', async () => {
    lanes.startReplies();
    await lanes.startWorkers(
      async () => Promise.resolve(done('done')),
      async () => Promise.reject(new Error('OOM')),
    );
    await lanes.queue.submit(commandOf({id: 'a'}));
    expect(await lanes.answer('a')).toEqual(done('done'));
  });
});

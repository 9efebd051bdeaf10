import {fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {done, Gate, Lanes} from './lanes.ts';

const ada = sandboxNamespace('open', 'ada');
const dyingWorker = fileURLToPath(new URL('./dying-worker.ts', import.meta.url));

let redis: RedisServer;
let lanes: Lanes;

beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  lanes = new Lanes(redis.url, redis.newPrefix());
});
afterEach(async () => lanes.close());

describe('the commands of one sandbox', () => {
  it('run in their order and one at a time, however many processes there are', async () => {
    const ids = Array.from({length: 12}, (_, index) => `c${index}`);
    const ran: string[] = [];
    let running = 0;
    let atOnce = 0;
    const run = async ({id}: {id: string}) => {
      running += 1;
      atOnce = Math.max(atOnce, running);
      ran.push(id);
      for (let turn = 0; turn < 5; turn += 1) await lanes.connection.redis.ping();
      running -= 1;
      return done(id);
    };
    await lanes.startWorkers(run);
    await lanes.startWorkers(run);
    lanes.startReplies();
    await Promise.all(ids.map(async (id) => lanes.queue.submit(commandOf({id}))));
    for (const id of ids) expect(await lanes.answer(id)).toEqual(done(id));
    expect(ran).toEqual(ids);
    expect(atOnce).toBe(1);
  });

  it('are told how many are ahead of them', async () => {
    const gate = new Gate();
    expect(await lanes.queue.submit(commandOf({id: 'first'}))).toBe(0);
    expect(await lanes.queue.submit(commandOf({id: 'second'}))).toBe(1);
    expect(await lanes.queue.submit(commandOf({id: 'third'}))).toBe(2);
    expect(await lanes.queue.submit(commandOf({id: 'other', learner: 'grace'}))).toBe(0);
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => {
      if (id === 'third') await gate.passed;
      return done(id);
    });
    await lanes.answer('second');
    expect(await lanes.queue.submit(commandOf({id: 'fourth'}))).toBe(1);
    gate.open();
    await lanes.answer('fourth');
  });

  it('keep their place in line while something is waited for, and go without one where that fails', async () => {
    const gate = new Gate();
    const storing = [
      lanes.queue.submit(commandOf({id: 'first'}), {after: gate.passed}),
      lanes.queue.submit(commandOf({id: 'refused'}), {after: Promise.reject(new Error('refused'))}),
      lanes.queue.submit(commandOf({id: 'second'})),
    ];
    const settled = Promise.allSettled(storing);
    gate.open();
    expect(await settled).toMatchObject([{value: 0}, {reason: new Error('refused')}, {value: 1}]);
    const ran: string[] = [];
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => {
      ran.push(id);
      return Promise.resolve(done(id));
    });
    await lanes.answer('second');
    expect(ran).toEqual(['first', 'second']);
  });

  it('wait for no other sandbox', async () => {
    const gate = new Gate();
    lanes.startReplies();
    const workers = await lanes.startWorkers(async ({id, sandbox}) => {
      if (sandbox.namespace === ada) await gate.passed;
      return done(id);
    });
    await lanes.queue.submit(commandOf({id: 'slow'}));
    await lanes.queue.submit(commandOf({id: 'quick', learner: 'grace'}));
    expect(await lanes.answer('quick')).toEqual(done('quick'));
    expect(lanes.answers.has('slow')).toBe(false);
    await waitUntil('one lane is at work', async () => Promise.resolve(workers.openLanes === 1 ? true : undefined));
    gate.open();
    expect(await lanes.answer('slow')).toEqual(done('slow'));
  });

  it('run once when they are submitted twice, before and after their end', async () => {
    const ran: string[] = [];
    lanes.startReplies();
    await Promise.all([lanes.queue.submit(commandOf({id: 'a'})), lanes.queue.submit(commandOf({id: 'a'}))]);
    await lanes.startWorkers(async ({id}) => {
      ran.push(id);
      return Promise.resolve(done(id));
    });
    await lanes.answer('a');
    await lanes.queue.submit(commandOf({id: 'a'}));
    await lanes.queue.submit(commandOf({id: 'b'}));
    await lanes.answer('b');
    expect(ran).toEqual(['a', 'b']);
    expect(lanes.answers.get('a')).toEqual([done('a')]);
  });

  it('are found by a worker that starts after they were submitted', async () => {
    await lanes.queue.submit(commandOf({id: 'early'}));
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    expect(await lanes.answer('early')).toEqual(done('early'));
  });

  it('are not held up by a hundred others that take long', async () => {
    const gate = new Gate();
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => {
      if (id.startsWith('slow')) await gate.passed;
      return done(id);
    });
    const slow = Array.from({length: 100}, (_, index) => `slow-${index}`);
    const learnerOf = (id: string): string => id.replace('-', '');
    await Promise.all(slow.map(async (id) => lanes.queue.submit(commandOf({id, learner: learnerOf(id)}))));
    await lanes.queue.submit(commandOf({id: 'quick'}));
    expect(await lanes.answer('quick')).toEqual(done('quick'));
    gate.open();
    for (const id of slow) expect(await lanes.answer(id)).toEqual(done(id));
  });

  it('are found though nobody was told of them, by the bot of this version and of the one before', async () => {
    const {redis: client, prefix} = lanes.connection;
    lanes.startReplies();
    await lanes.queue.submit(commandOf({id: 'before', learner: 'grace'}));
    // the version before names nobody there
    await client.del(`${prefix}:working-lanes`);
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    expect(await lanes.answer('before')).toEqual(done('before'));
    await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await lanes.queue.submit(commandOf({id: 'now'}));
    expect(await lanes.answer('now')).toEqual(done('now'));
  });

  it('leave nothing behind that is looked at, and no connection', async () => {
    const {redis: client, prefix} = lanes.connection;
    const connections = async (): Promise<number> =>
      Number(/^connected_clients:(?<count>\d+)/m.exec(await client.info('clients'))?.groups?.['count']);
    lanes.startReplies();
    const gate = new Gate();
    await lanes.startWorkers(async ({id}) => {
      if (id !== 'first') await gate.passed;
      return done(id);
    });
    await lanes.queue.submit(commandOf({id: 'first'}));
    await lanes.answer('first');
    const before = await connections();
    const ids = Array.from({length: 20}, (_, index) => `c${index}`);
    await Promise.all(ids.map(async (id) => lanes.queue.submit(commandOf({id, learner: id}))));
    expect(await connections()).toBe(before);
    gate.open();
    for (const id of ids) await lanes.answer(id);
    await waitUntil('none of them is looked at', async () =>
      (await client.scard(`${prefix}:working-lanes`)) === 0 ? true : undefined,
    );
    expect(await client.zcard(`${prefix}:live-lanes`)).toBe(21);
    expect(await connections()).toBe(before);
  });

  it('are handed whole to what runs them', async () => {
    const command = commandOf({id: 'whole', line: 'kubectl apply -f x.yaml'});
    const seen: unknown[] = [];
    lanes.startReplies();
    await lanes.startWorkers(async (received, {noted}) => {
      seen.push(received, noted);
      return Promise.resolve(done(''));
    });
    await lanes.queue.submit(command);
    await lanes.answer('whole');
    expect(seen).toEqual([command, undefined]);
  });
});

describe('a command whose run breaks', () => {
  it('is answered as interrupted, and the next one runs', async () => {
    lanes.startReplies();
    await lanes.startWorkers(async ({id}) => {
      if (id === 'broken') throw new Error('the API server is away');
      return Promise.resolve(done(id));
    });
    await lanes.queue.submit(commandOf({id: 'broken'}));
    await lanes.queue.submit(commandOf({id: 'next'}));
    expect(await lanes.answer('broken')).toEqual({kind: 'interrupted'});
    expect(await lanes.answer('next')).toEqual(done('next'));
  });

  it('because its worker is killed runs again elsewhere, with what was noted and before those behind it', async () => {
    lanes.startReplies();
    const child = fork(dyingWorker, [redis.url, lanes.connection.prefix]);
    try {
      await lanes.queue.submit(commandOf({id: 'first'}));
      await lanes.queue.submit(commandOf({id: 'second'}));
      await once(child, 'message', {signal: AbortSignal.timeout(20_000)});
    } finally {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    const recalled: unknown[] = [];
    await lanes.startWorkers(async ({id}, {noted}) => {
      recalled.push([id, noted]);
      return Promise.resolve(done(id));
    });
    expect(await lanes.answer('second', 40_000)).toEqual(done('second'));
    expect(await lanes.answer('first')).toEqual(done('first'));
    expect(recalled).toEqual([
      ['first', {uids: ['u1']}],
      ['second', undefined],
    ]);
  }, 60_000);
});

describe('cancelling a sandbox', () => {
  it('ends what runs, answers what waits without running it, and lets later commands run', async () => {
    const ran: string[] = [];
    lanes.startReplies();
    await lanes.startWorkers(async ({id}, {signal}) => {
      ran.push(id);
      if (id !== 'running') return done(id);
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, {once: true});
      });
      return {kind: 'cancelled'};
    });
    for (const id of ['running', 'waiting-1', 'waiting-2']) await lanes.queue.submit(commandOf({id}));
    await lanes.queue.submit(commandOf({id: 'other', learner: 'grace'}));
    await waitUntil('the first runs', async () => Promise.resolve(ran.includes('running') ? true : undefined));
    const cancelled = await lanes.queue.cancel(ada);
    expect(cancelled.map(({id}) => id).sort((a, b) => a.localeCompare(b))).toEqual([
      'running',
      'waiting-1',
      'waiting-2',
    ]);
    await lanes.queue.submit(commandOf({id: 'later'}));
    for (const id of ['running', 'waiting-1', 'waiting-2']) {
      expect(await lanes.answer(id)).toEqual({kind: 'cancelled'});
    }
    expect(await lanes.answer('later')).toEqual(done('later'));
    expect(await lanes.answer('other')).toEqual(done('other'));
    expect(new Set(ran)).toEqual(new Set(['running', 'other', 'later']));
  });

  it('that has nothing to do cancels nothing', async () => {
    expect(await lanes.queue.cancel(ada)).toEqual([]);
  });

  it('reaches a run whose process missed the hint', async () => {
    const aborted = new Gate();
    const begun = new Gate();
    lanes.startReplies();
    await lanes.startWorkers(async (_command, {signal}) => {
      signal.addEventListener('abort', () => aborted.open(), {once: true});
      begun.open();
      await aborted.passed;
      return {kind: 'cancelled'};
    });
    await lanes.queue.submit(commandOf({id: 'running'}));
    await begun.passed;
    await lanes.connection.redis.set(`${lanes.connection.prefix}:cancelled:running`, '1');
    expect(await lanes.answer('running')).toEqual({kind: 'cancelled'});
  });
});

describe('a process that ends', () => {
  it('waits for what it runs, takes nothing new, and leaves the rest to others', async () => {
    const begun = new Gate();
    const gate = new Gate();
    const ran: string[] = [];
    lanes.startReplies();
    const leaving = await lanes.startWorkers(async ({id}) => {
      ran.push(`leaving ${id}`);
      begun.open();
      await gate.passed;
      return done(id);
    });
    await lanes.queue.submit(commandOf({id: 'running'}));
    await lanes.queue.submit(commandOf({id: 'waiting'}));
    await begun.passed;
    const closing = leaving.close(20_000);
    gate.open();
    await closing;
    expect(await lanes.answer('running')).toEqual(done('running'));
    await lanes.startWorkers(async ({id}) => {
      ran.push(`staying ${id}`);
      return Promise.resolve(done(id));
    });
    expect(await lanes.answer('waiting')).toEqual(done('waiting'));
    expect(ran).toEqual(['leaving running', 'staying waiting']);
  });

  it('gives what runs its grace and no more; another process takes it over', async () => {
    const begun = new Gate();
    const never = new Gate();
    lanes.startReplies();
    const leaving = await lanes.startWorkers(async ({id}) => {
      begun.open();
      await never.passed;
      return done(id);
    });
    await lanes.queue.submit(commandOf({id: 'long'}));
    await begun.passed;
    const startedAt = performance.now();
    await leaving.close(300);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    // as when its time is over: who left does not renew it
    await lanes.connection.redis.del(`${lanes.connection.prefix}:lane-${ada}:op-long:lock`);
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(`${id}, again`)));
    expect(await lanes.answer('long', 40_000)).toEqual(done('long, again'));
  }, 60_000);

  it('ends though Redis is silent', async () => {
    const begun = new Gate();
    const never = new Gate();
    const idle = await lanes.startWorkers(async ({id}) => {
      if (id === 'long') {
        begun.open();
        await never.passed;
      }
      return done(id);
    });
    lanes.startReplies();
    await lanes.queue.submit(commandOf({id: 'quick', learner: 'grace'}));
    await lanes.answer('quick');
    await lanes.queue.submit(commandOf({id: 'long'}));
    await begun.passed;
    redis.pause();
    try {
      const startedAt = performance.now();
      await idle.close(300);
      expect(performance.now() - startedAt).toBeLessThan(4_000);
    } finally {
      redis.resume();
    }
  });
});

import {Worker} from 'bullmq';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {laneName} from '#src/queue/queue-names.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {done, Gate, Lanes} from './lanes.ts';

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

describe('an answer', () => {
  it('is delivered with its command and its outcome, whoever ran it', async () => {
    const command = commandOf({id: 'a'});
    const delivered: unknown[] = [];
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    await lanes.queue.submit(command);
    lanes.startReplies(async (received, outcome) => {
      delivered.push(received, outcome);
      return Promise.resolve();
    });
    await lanes.answer('a');
    expect(delivered).toEqual([command, done('a')]);
  });

  it('is tried again until it is delivered', async () => {
    let tries = 0;
    lanes.startReplies(async () => {
      tries += 1;
      if (tries < 3) throw new Error('the chat is away');
      return Promise.resolve();
    });
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    await lanes.queue.submit(commandOf({id: 'a'}));
    expect(await lanes.answer('a')).toEqual(done('a'));
    expect(tries).toBe(3);
  });

  it('that could not be delivered for so long that it is kept no longer says so', async () => {
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    await lanes.queue.submit(commandOf({id: 'a'}));
    const key = `${lanes.connection.prefix}:outcome:a`;
    await waitUntil('the command has run', async () =>
      (await lanes.connection.redis.del(key)) === 1 ? true : undefined,
    );
    lanes.startReplies();
    expect(await lanes.answer('a')).toMatchObject({kind: 'failed', code: 'kept-no-longer'});
  });

  it('of a version that kept outcomes in the queue is delivered', async () => {
    const {redis: client, prefix} = lanes.connection;
    await lanes.queue.submit(commandOf({id: 'a'}));
    const worker = new Worker(laneName(sandboxNamespace('open', 'ada')), async () => Promise.resolve(done('before')), {
      connection: client,
      prefix,
    });
    lanes.startReplies();
    expect(await lanes.answer('a')).toEqual(done('before'));
    await worker.close();
  });

  it('to what a bot of another version has stored is a sentence, and what comes behind it is run', async () => {
    const unknown = {...commandOf({id: 'a'}), operation: {kind: 'teleport', to: 'mars'}};
    const changed = {...commandOf({id: 'b'}), operation: {kind: 'scale', replicas: 'many'}};
    // what is more than is known here would be lost, and something else be done
    const more = {
      ...commandOf({id: 'd'}),
      operation: {kind: 'play', lines: [{kind: 'browse', path: '/', how: 'twice'}]},
    };
    for (const command of [unknown, changed, more, commandOf({id: 'c'})]) await lanes.queue.submit(command as never);
    lanes.startReplies();
    const context = {sandbox: {}, identities: {}, signal: AbortSignal.timeout(10_000)} as never;
    await lanes.startWorkers(async ({operation}) =>
      operation.kind === 'other-version' ? runOperation(operation, context) : done('run'),
    );
    const refused = {kind: 'failed', code: 'unsupported', message: expect.stringContaining('another version')};
    expect(await lanes.answer('a')).toMatchObject(refused);
    expect(await lanes.answer('b')).toMatchObject(refused);
    expect(await lanes.answer('d')).toMatchObject(refused);
    expect(await lanes.answer('c')).toEqual(done('run'));
  });

  it('that takes long holds up no command and no other answer', async () => {
    const gate = new Gate();
    lanes.startReplies(async ({id}) => (id === 'slow' ? gate.passed : Promise.resolve()));
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    await lanes.queue.submit(commandOf({id: 'slow'}));
    await lanes.queue.submit(commandOf({id: 'quick'}));
    expect(await lanes.answer('quick')).toEqual(done('quick'));
    gate.open();
    expect(await lanes.answer('slow')).toEqual(done('slow'));
  });

  it('that another process left behind is delivered by the next', async () => {
    await lanes.startWorkers(async ({id}) => Promise.resolve(done(id)));
    await lanes.queue.submit(commandOf({id: 'a'}));
    await waitUntil('the command has run', async () =>
      (await lanes.queue.submit(commandOf({id: 'b'}))) === 0 ? true : undefined,
    );
    lanes.startReplies();
    expect(await lanes.answer('a')).toEqual(done('a'));
  });
});

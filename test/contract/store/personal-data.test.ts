import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {Answers} from '#src/store/answers.ts';
import {AppTimes} from '#src/store/app-times.ts';
import {LabStates} from '#src/store/lab-states.ts';
import {LateAnswers} from '#src/store/late-answers.ts';
import {Learners} from '#src/store/learners.ts';
import {PersonalData} from '#src/store/personal-data.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {WaitingLine} from '#src/store/waiting-line.ts';
import {Workshops} from '#src/store/workshops.ts';
import {placeWaitingSchema} from '#src/workshop/waiting.ts';
import {learnerSchema, workshopSchema, type Learner} from '#src/workshop/workshop.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';

/** People's ids, which stand in nothing else. */
const [ada, grace, flo] = ['100000000000000001', '100000000000000002', '100000000000000003'];

let redis: RedisServer;
let store: Store;
let prefix = '';

beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  prefix = redis.newPrefix();
  store = openStore(redis.url, prefix);
});
afterEach(async () => store.close());

async function openWorkshop(id: string, openedAt = 1): Promise<void> {
  const workshop = {
    id,
    name: id,
    lab: 'daemonsets',
    channels: {participants: '8', facilitators: '9'},
    replies: 'private',
    state: 'open',
    openedAt,
  };
  await new Workshops(store).put(workshopSchema.parse(workshop));
}

const learnerOf = (workshopId: string, id: string, joinedAt: number): Learner =>
  learnerSchema.parse({id, name: 'x', namespace: sandboxNamespace(workshopId, id), nodes: ['node'], joinedAt});

/** Somebody takes part: joins, begins a step, sees a hint, types a command. */
async function takePart(workshopId: string, id: string, {joinedAt = 1, by = undefined as string | undefined} = {}) {
  const learner = learnerOf(workshopId, id, joinedAt);
  await new Learners(store, workshopId).join(learner);
  const states = new LabStates(store, workshopId);
  await states.setCurrent(learner, 'deploy', 5);
  const about = {learnerId: id, learnerName: 'x', step: 'deploy', at: 6};
  await states.keep(learner, {...about, kind: 'hint', number: 1});
  await states.pause(id);
  const commandId = `c-${workshopId}-${joinedAt}`;
  await new ProgressLog(store, workshopId).append(
    {
      kind: 'command',
      commandId,
      learnerId: id,
      learnerName: 'x',
      line: 'kubectl get pods',
      result: 'done',
      at: 7,
      ...(by === undefined ? {} : {by: {id: by, name: 'y'}}),
    },
    'an answer',
  );
}

const leave = async (workshopId: string, id: string): Promise<void> => new Learners(store, workshopId).remove(id);

const waitingOf = (id: string) =>
  placeWaitingSchema.parse({learnerId: id, learnerName: 'x', since: 1, reply: commandOf({userId: id}).reply});

async function putInLine(workshopId: string, id: string): Promise<void> {
  const line = new WaitingLine({store, workshopId, name: 'places', schema: placeWaitingSchema});
  await line.put(waitingOf(id));
}

/** All keys and what they hold, as text. */
async function everything(): Promise<string> {
  const texts: string[] = [];
  for (const key of await store.redis.keys(`${prefix}:*`)) texts.push(key, JSON.stringify(await contentOf(key)));
  return texts.join('\n');
}

async function contentOf(key: string): Promise<unknown> {
  const type = await store.redis.type(key);
  switch (type) {
    case 'string':
      return store.redis.get(key);
    case 'hash':
      return store.redis.hgetall(key);
    case 'list':
      return store.redis.lrange(key, 0, -1);
    case 'set':
      return store.redis.smembers(key);
    case 'zset':
      return store.redis.zrange(key, '0', '-1');
    case 'stream':
      return store.redis.xrange(key, '-', '+');
    default:
      throw new Error(`${key} is a ${type}`);
  }
}

/** Redis commands that an act takes, those of scripts among them, and which. */
async function commandsOf(act: () => Promise<unknown>): Promise<{total: number; names: string[]}> {
  await store.redis.config('RESETSTAT');
  await act();
  const lines = [...(await store.redis.info('commandstats')).matchAll(/^cmdstat_(?<name>[^:]+):calls=(?<calls>\d+)/gm)];
  const counted = lines.filter(({groups}) => groups?.['name'] !== 'info' && groups?.['name'] !== 'config|resetstat');
  return {
    total: counted.reduce((sum, {groups}) => sum + Number(groups?.['calls']), 0),
    names: counted.map(({groups}) => groups?.['name'] ?? ''),
  };
}

const read = async (id: string) => new PersonalData(store).read(id);

describe('what is kept about a person', () => {
  it('is found in each workshop of theirs, whatever they did there, and for each time that they joined', async () => {
    for (const [index, id] of ['learned', 'taught', 'waited', 'other'].entries()) await openWorkshop(id, index);
    await takePart('learned', ada, {joinedAt: 1});
    await leave('learned', ada);
    await takePart('learned', ada, {joinedAt: 2});
    await takePart('taught', grace, {by: ada});
    await new ProgressLog(store, 'other').record({kind: 'facilitator', by: {id: ada, name: 'x'}, what: 'x', at: 1});
    await putInLine('waited', ada);
    const {workshops} = await read(ada);
    expect(workshops.map(({workshop, states, record}) => [workshop.id, states.length, record.length])).toEqual([
      ['learned', 2, 6],
      ['taught', 0, 1],
      ['other', 0, 1],
    ]);
    expect((await read(grace)).workshops.map(({workshop}) => workshop.id)).toEqual(['taught']);
  });

  it('has answers that wait for a click, and lines whose answers were not looked at', async () => {
    const command = commandOf({id: 'a1', userId: ada, line: 'kubectl get services', createdAt: 7});
    await new Answers(store).keep(command, {kind: 'cancelled'});
    await new LateAnswers(store).add(command);
    expect(await read(ada)).toEqual({
      workshops: [],
      answers: [{line: 'kubectl get services', operation: command.operation, askedAt: 7, outcome: {kind: 'cancelled'}}],
      unseenLines: ['kubectl get services'],
    });
  });

  it.for(['read', 'forget'] as const)('takes no more to %s for workshops that they were not in', async (way) => {
    const counts: number[] = [];
    for (const others of [1, 40]) {
      await store.redis.flushall();
      await openWorkshop('theirs');
      await takePart('theirs', ada);
      for (let number = 0; number < others; number += 1) {
        await openWorkshop(`w${number}`);
        await takePart(`w${number}`, grace);
      }
      await read(flo);
      const {total, names} = await commandsOf(async () => new PersonalData(store)[way](ada));
      expect(names).not.toContain('scan');
      counts.push(total);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  it('is found though it is from before there was an index, by one look at everything', async () => {
    for (const [index, id] of ['first', 'second', 'taught', 'waited'].entries()) await openWorkshop(id, index);
    await takePart('first', ada, {joinedAt: 1});
    await leave('first', ada);
    await takePart('first', ada, {joinedAt: 2});
    await leave('first', ada);
    await takePart('second', ada, {joinedAt: 3});
    await takePart('taught', grace, {by: ada});
    await putInLine('waited', ada);
    const before = await read(ada);
    await store.redis.del(...(await store.redis.keys(`${prefix}:person:*`)), `${prefix}:people-indexed`);
    expect((await commandsOf(async () => read(grace))).names).toContain('scan');
    const again = await commandsOf(async () => expect(await read(ada)).toEqual(before));
    expect(again.names).not.toContain('scan');
    await leave('second', ada);
    await new PersonalData(store).forget(ada);
    expect(await everything()).not.toContain(ada);
  });
});

describe('who is forgotten', () => {
  it('stands in nothing any more, and nobody else is missing', async () => {
    await openWorkshop('open');
    await openWorkshop('second');
    await takePart('open', ada, {joinedAt: 1});
    await leave('open', ada);
    await takePart('open', ada, {joinedAt: 2});
    await leave('open', ada);
    await takePart('second', grace, {by: ada});
    await putInLine('second', ada);
    await new AppTimes(store).setDown(sandboxNamespace('open', ada), 'nginx', 1);
    for (const id of [ada, grace]) {
      const command = commandOf({id: `late-of-${id.slice(-1)}`, userId: id});
      await new Answers(store).keep(command, {kind: 'cancelled'});
      await new LateAnswers(store).add(command);
    }
    await takePart('open', grace);
    const before = await read(grace);
    const forgotten = await new PersonalData(store).forget(ada);
    expect(Object.fromEntries(forgotten.map((one) => [one.workshopId, one.commandIds.length]))).toEqual({
      open: 2,
      second: 1,
    });
    expect(await everything()).not.toContain(ada);
    expect(await read(ada)).toEqual({workshops: [], answers: [], unseenLines: []});
    const after = await read(grace);
    expect(after.answers).toEqual(before.answers);
    expect(after.workshops.find(({workshop}) => workshop.id === 'open')).toEqual(
      before.workshops.find(({workshop}) => workshop.id === 'open'),
    );
  });

  it('is still known to have the sandbox that they have', async () => {
    await openWorkshop('open');
    await takePart('open', ada);
    await new PersonalData(store).forget(ada);
    const {workshops} = await read(ada);
    expect(workshops).toMatchObject([{learner: {id: ada}, states: [], record: []}]);
  });
});

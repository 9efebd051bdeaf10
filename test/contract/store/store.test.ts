import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import type {Outcome} from '#src/operations/outcome.ts';
import {Answers} from '#src/store/answers.ts';
import {AppTimes} from '#src/store/app-times.ts';
import {Cards} from '#src/store/cards.ts';
import {LabStates} from '#src/store/lab-states.ts';
import {Clicks} from '#src/store/clicks.ts';
import {Learners} from '#src/store/learners.ts';
import {PersonIndex} from '#src/store/person-index.ts';
import {PinnedMessages} from '#src/store/pinned-messages.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import type {CommandEntry} from '#src/workshop/record.ts';
import {sweepClosedWorkshops} from '#src/store/closed-workshops.ts';
import {SandboxTasks} from '#src/store/sandbox-tasks.ts';
import {Workshops} from '#src/store/workshops.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {answerCardSchema, cardTarget, type AnswerCard} from '#src/workshop/card.ts';
import {learnerSchema, recordDays, type Learner, type Workshop} from '#src/workshop/workshop.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

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

const dayMs = 24 * 3_600_000;
const outcome: Outcome = {kind: 'done', text: 'x', notes: []};

/** Says whether a hint came on a channel, from when it is made. */
async function listen(channel: string): Promise<{heard: string[]; close: () => void}> {
  const subscriber = store.redis.duplicate();
  const heard: string[] = [];
  subscriber.on('message', (_channel, message) => heard.push(message));
  await subscriber.subscribe(channel);
  return {heard, close: () => subscriber.disconnect()};
}

describe('the learners of a workshop', () => {
  const learnerOf = (id: string, joinedAt: number, nodes = ['lab-node-1']): Learner =>
    learnerSchema.parse({id, name: id, namespace: `labrador-open-${id}`, nodes, joinedAt});

  it('are found by their id, and listed in the order in which they joined', async () => {
    const learners = new Learners(store, 'open');
    const [ada, grace, joan] = [learnerOf('ada', 3), learnerOf('grace', 1), learnerOf('joan', 2)];
    for (const learner of [ada, grace, joan]) expect(await learners.join(learner)).toEqual(learner);
    expect(await learners.find('ada')).toEqual(ada);
    expect(await learners.find('nobody')).toBeUndefined();
    expect(await learners.list()).toEqual([grace, joan, ada]);
  });

  it('keep the sandbox that they were given first, whoever asks at the same time', async () => {
    const learners = new Learners(store, 'open');
    const joined = await Promise.all(
      ['lab-node-1', 'lab-node-2', 'lab-node-3'].map(async (node) => learners.join(learnerOf('ada', 1, [node]))),
    );
    expect(new Set(joined.map(({nodes}) => nodes[0])).size).toBe(1);
    expect(await learners.list()).toEqual([joined[0]]);
  });

  it('can leave and join again, with another sandbox', async () => {
    const learners = new Learners(store, 'open');
    await learners.join(learnerOf('ada', 1));
    await learners.remove('ada');
    await learners.remove('ada');
    expect(await learners.list()).toEqual([]);
    expect((await learners.join(learnerOf('ada', 2, ['lab-node-2']))).nodes).toEqual(['lab-node-2']);
  });

  it('leave where they were in the lab for another day, and no longer', async () => {
    const learners = new Learners(store, 'open');
    const ada = await learners.join(learnerOf('ada', 1));
    const states = new LabStates(store, 'open');
    await states.setCurrent(ada, 'first', 1_000);
    await learners.remove('ada');
    expect(await states.find(ada)).toMatchObject({current: 'first'});
    const ttl = await store.redis.ttl(store.key('workshop', 'open', 'lab', 'ada', '1'));
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(dayMs / 1_000);
  });

  it('are not those of another workshop or another prefix', async () => {
    await new Learners(store, 'open').join(learnerOf('ada', 1));
    expect(await new Learners(store, 'second').list()).toEqual([]);
    const other = openStore(redis.url, redis.newPrefix());
    expect(await new Learners(other, 'open').list()).toEqual([]);
    await other.close();
  });
});

describe('the progress of a workshop', () => {
  const entryOf = (commandId: string, parts: Partial<CommandEntry> = {}): CommandEntry => ({
    kind: 'command',
    commandId,
    learnerId: 'ada',
    learnerName: 'Ada',
    line: 'kubectl get pods',
    result: 'done',
    at: 1_000,
    ...parts,
  });

  it('is where each learner is now, the latest first, with how often and how it went', async () => {
    const progress = new ProgressLog(store, 'open');
    await progress.append(entryOf('c1', {line: 'kubectl get po', result: 'NotFound', at: 1_000}), '');
    await progress.append(entryOf('c2', {learnerId: 'grace', learnerName: 'Grace', at: 2_000}), '');
    await progress.append(entryOf('c3', {at: 3_000}), '');
    expect(await progress.latest()).toEqual([
      {
        learnerId: 'ada',
        learnerName: 'Ada',
        line: 'kubectl get pods',
        result: 'done',
        at: 3_000,
        count: 2,
        failures: 1,
      },
      {
        learnerId: 'grace',
        learnerName: 'Grace',
        line: 'kubectl get pods',
        result: 'done',
        at: 2_000,
        count: 1,
        failures: 0,
      },
    ]);
  });

  it('counts the same command once, however often it is recorded', async () => {
    const progress = new ProgressLog(store, 'open');
    await Promise.all([progress.append(entryOf('c1'), ''), progress.append(entryOf('c1'), '')]);
    await progress.append(entryOf('c1', {result: 'bug', at: 9_000}), '');
    expect(await progress.latest()).toMatchObject([{count: 1, failures: 0, at: 1_000}]);
    expect(await store.redis.xlen(store.key('workshop', 'open', 'progress'))).toBe(1);
  });

  it('keeps every command in a stream, in order', async () => {
    const progress = new ProgressLog(store, 'open');
    const entries = ['c1', 'c2', 'c3'].map((id) => entryOf(id));
    for (const entry of entries) await progress.append(entry, '');
    const stream = await store.redis.xrange(store.key('workshop', 'open', 'progress'), '-', '+');
    expect(stream.map(([, fields]) => JSON.parse(fields[1] ?? '') as unknown)).toEqual(entries);
  });

  it('has the first thousand commands of each learner, says that there are more, and what each came to in the lab', async () => {
    const progress = new ProgressLog(store, 'open');
    const line = `kubectl get pods ${'x'.repeat(5_000)}`;
    const typed = Array.from({length: 1_010}, (_, id) => entryOf(`c${id}`, {line, at: 1_700_000_000_000}));
    while (typed.length > 0) {
      await Promise.all(typed.splice(0, 50).map(async (entry) => progress.append(entry, '')));
    }
    await progress.append(entryOf('other', {learnerId: 'grace'}), '');
    const ada = learnerSchema.parse({
      id: 'ada',
      name: 'Ada',
      namespace: 'labrador-open-ada',
      nodes: ['n'],
      joinedAt: 1,
    });
    const passed = {kind: 'passed' as const, learnerId: 'ada', learnerName: 'Ada', step: 'one', at: 1, evidence: []};
    await new LabStates(store, 'open').keep(ada, passed);
    const entries = await progress.entries();
    expect(entries.filter(({kind, learnerId}) => kind === 'command' && learnerId === 'ada')).toHaveLength(1_000);
    expect(entries.slice(1_000)).toEqual([
      {kind: 'full', learnerId: 'ada', of: 'own', at: 1_700_000_000_000},
      entryOf('other', {learnerId: 'grace'}),
      passed,
    ]);
    expect(await progress.latest()).toContainEqual(expect.objectContaining({learnerId: 'ada', count: 1_010}));
    expect(await store.redis.memory('USAGE', store.key('workshop', 'open', 'progress'), 'SAMPLES', 0)).toBeLessThan(
      2_000_000,
    );
    await progress.forget('ada');
    expect(await store.redis.hkeys(store.key('workshop', 'open', 'counts'))).toEqual(['own:grace']);
  });

  it('counts of each person what it still has: what is past makes room, and leaves nothing', async () => {
    const progress = new ProgressLog(store, 'open');
    const key = store.key('workshop', 'open', 'counts');
    for (let from = 0; from < 1_005; from += 67) {
      const some = Array.from({length: 67}, (_, at) => entryOf(`c${from + at}`));
      await Promise.all(some.map(async (entry) => progress.append(entry, '')));
    }
    await progress.append(entryOf('look', {by: {id: 'flo', name: 'Flo'}}), '');
    await progress.record({kind: 'facilitator', by: {id: 'flo', name: 'Flo'}, what: 'broadcast', at: 1});
    expect(await store.redis.hgetall(key)).toEqual({'own:ada': '1005', 'staff:ada': '1', 'act:flo': '1'});
    const latest = await store.redis.xrevrange(store.key('workshop', 'open', 'progress'), '+', '-', 'COUNT', 1);
    const past = Number(latest[0]?.[0].split('-')[0]) + 1;
    await waitUntil('that is past', async () => Promise.resolve(Date.now() > past || undefined));
    await progress.append(entryOf('now', {learnerId: 'grace'}), '');
    await progress.endBefore(past);
    expect(await store.redis.hgetall(key)).toEqual({'own:grace': '1'});
    await progress.append(entryOf('again'), '');
    expect((await progress.entries()).map((entry) => 'commandId' in entry && entry.commandId)).toEqual([
      'now',
      'again',
    ]);
    await progress.endBefore(Date.now() + dayMs);
    expect(await store.redis.exists(key)).toBe(0);
  });

  it('tells who watches that it changed', async () => {
    const progress = new ProgressLog(store, 'open');
    const nudges = await listen(progress.changesChannel);
    await progress.append(entryOf('c1'), '');
    await waitUntil('the nudge comes', async () => Promise.resolve(nudges.heard[0]));
    nudges.close();
    expect(nudges.heard).toEqual(['ada']);
  });
});

describe('cards', () => {
  const cardOf = (id: string, since = 1_000, selector?: string): AnswerCard =>
    answerCardSchema.parse({kind: 'answer', command: commandOf({id}), outcome, since, selector});

  it('are there until they are removed', async () => {
    const cards = new Cards(store);
    const [first, second] = [cardOf('1'), cardOf('2', 2_000, 'app=nginx')];
    await cards.add(first);
    await cards.add(second);
    expect(await cards.has('1')).toBe(true);
    expect((await cards.list()).sort((a, b) => cardTarget(a).id.localeCompare(cardTarget(b).id))).toEqual([
      first,
      second,
    ]);
    await cards.remove('1');
    await cards.remove('1');
    expect(await cards.has('1')).toBe(false);
    expect(await cards.list()).toEqual([second]);
  });

  it('are handed over once: the first to do so wins', async () => {
    const cards = new Cards(store);
    await cards.add(cardOf('1', 1_000));
    await cards.add(cardOf('1', 9_000));
    expect(await cards.list()).toMatchObject([{since: 1_000}]);
  });

  it('keep nothing of the manifests that were typed', async () => {
    const cards = new Cards(store);
    const operation = {kind: 'apply' as const, sources: [{name: 'large.yaml', yaml: '#'.repeat(64 * 1024)}]};
    await cards.add({...cardOf('1'), command: commandOf({id: '1', operation})});
    expect(await store.redis.hstrlen(store.key('cards'), '1')).toBeLessThan(2_000);
    expect(await cards.list()).toMatchObject([{command: {operation: {sources: [{name: 'large.yaml', yaml: ''}]}}}]);
  });

  it('tell who edits them that there is one more', async () => {
    const cards = new Cards(store);
    const nudges = await listen(cards.nudgeChannel);
    await cards.add(cardOf('1'));
    await waitUntil('the nudge comes', async () => Promise.resolve(nudges.heard[0]));
    nudges.close();
    expect(nudges.heard).toEqual(['1']);
  });
});

describe('a workshop that was closed', () => {
  const closedAt = 1_700_000_000_000;
  const workshopOf = (id: string, parts: Partial<Workshop> = {}): Workshop => ({
    id,
    name: id,
    lab: 'daemonsets',
    channels: {participants: '1', facilitators: '2'},
    replies: 'private',
    language: 'en',
    state: 'closed',
    openedAt: closedAt - 1,
    closedAt,
    ...parts,
  });
  const ada = learnerSchema.parse({id: 'ada', name: 'ada', namespace: 'labrador-x-ada', nodes: ['n'], joinedAt: 1});
  const teach = async (workshop: Workshop): Promise<void> => {
    const {id} = workshop;
    await new Workshops(store).put(workshop);
    await new Learners(store, id).join(ada);
    await new LabStates(store, id).setCurrent(ada, 'first', 1);
    const entry = {kind: 'command' as const, commandId: 'c', learnerId: 'ada', learnerName: 'ada', line: 'x', at: 1};
    await new ProgressLog(store, id).append({...entry, result: 'done'}, 'y');
  };
  const partsOf = async (id: string): Promise<string[]> =>
    (await store.redis.keys(store.key('workshop', id, '*'))).map((key) => key.split(':')[3] ?? '').sort();
  const dayAfter = (days: number): number => closedAt + days * dayMs;

  it('keeps its record for as long as it is said, and soon nothing else', async () => {
    await teach(workshopOf('past'));
    await teach(workshopOf('present', {state: 'open', openedAt: closedAt}));
    const before = await partsOf('present');
    await sweepClosedWorkshops(store, dayAfter(1));
    expect(await partsOf('past')).toEqual(['progress', 'recorded']);
    const ttl = await store.redis.ttl(store.key('workshop', 'past', 'progress'));
    expect(ttl).toBeGreaterThan((recordDays - 2) * (dayMs / 1_000));
    expect(ttl).toBeLessThanOrEqual((recordDays - 1) * (dayMs / 1_000));
    expect(await new ProgressLog(store, 'past').entries()).toHaveLength(2);
    expect(await partsOf('present')).toEqual(before);
    await sweepClosedWorkshops(store, dayAfter(recordDays));
    expect(await partsOf('past')).toEqual(['recorded']);
    expect((await new Workshops(store).list()).map(({id}) => id)).toEqual(['present']);
    expect([...(await new PersonIndex(store).find('ada'))]).toEqual([['present', ['1']]]);
  });

  it('keeps of an open one no record for longer, and nothing of who left but that', async () => {
    await teach(workshopOf('present', {state: 'open', openedAt: closedAt}));
    const log = new ProgressLog(store, 'present');
    const isRecorded = await store.redis.ttl(store.key('workshop', 'present', 'recorded', 'c'));
    expect(isRecorded).toBeGreaterThan(2 * 3_600);
    expect(isRecorded).toBeLessThanOrEqual(3 * 3_600);
    await sweepClosedWorkshops(store, Date.now());
    expect(await log.latest()).toHaveLength(1);
    await new Learners(store, 'present').remove('ada');
    await sweepClosedWorkshops(store, Date.now());
    expect(await log.latest()).toEqual([]);
    expect(await log.entries()).toHaveLength(2);
    await sweepClosedWorkshops(store, Date.now() + (recordDays + 1) * dayMs);
    expect(await log.entries()).toEqual([]);
    expect(await partsOf('present')).not.toContain('counts');
  });

  it('is not the one whose language its channels speak, where another was opened since', async () => {
    await teach(workshopOf('past'));
    await teach(workshopOf('present', {state: 'open', openedAt: closedAt, language: 'fr'}));
    const languages = await new Workshops(store).languages();
    expect(languages.get('2')).toBe('fr');
    expect(languages.get('3')).toBeUndefined();
  });

  it('is remembered when it was the last', async () => {
    await teach(workshopOf('past'));
    await sweepClosedWorkshops(store, dayAfter(recordDays));
    expect((await new Workshops(store).list()).map(({id}) => id)).toEqual(['past']);
  });

  it('leaves nothing that was written after it was forgotten', async () => {
    await teach(workshopOf('past'));
    await new Workshops(store).remove('past');
    await sweepClosedWorkshops(store, dayAfter(1));
    expect(await partsOf('past')).toEqual(['recorded']);
  });

  it('leaves the ids of no messages in its channels', async () => {
    const messages = new PinnedMessages(store);
    for (const name of ['g:1', 'g:1:1', 'g:2', 'g:20', 'g:3']) await messages.set(name, 'm');
    await messages.keepThoseOf(new Set(['2', '3']));
    expect((await store.redis.hkeys(store.key('messages'))).sort()).toEqual(['g:2', 'g:3']);
  });
});

describe('a task that has ended', () => {
  it('leaves nothing', async () => {
    const tasks = new SandboxTasks(store);
    const by = {id: '9', name: 'flo'};
    await tasks.put({id: 't', workshopId: 'open', kind: 'reset', by, learnerIds: [], startedAt: 1, isCancelled: false});
    await tasks.setOutcome('t', 'c', outcome);
    await tasks.setResult('t', 'ada', {learnerName: 'ada', state: 'done', notes: []});
    await tasks.remove('t');
    expect(await store.redis.keys(`${prefix}:*`)).toEqual([]);
  });
});

describe('answers that wait for a click', () => {
  it('are a person’s latest: many of one do not fill Redis, and cost nobody else theirs', async () => {
    const answers = new Answers(store);
    await answers.keep(commandOf({id: 'theirs', userId: '8'}), outcome);
    for (let id = 0; id < 100; id += 1) await answers.keep(commandOf({id: `a${id}`}), outcome);
    expect((await store.redis.keys(`${prefix}:answer:*`)).length).toBe(51);
    expect(await answers.areKept(['a99', 'a50', 'a49', 'theirs'])).toEqual([true, true, false, true]);
    expect((await answers.listOf('7')).map(({command}) => command.id).slice(-2)).toEqual(['a98', 'a99']);
  });

  it('are few of a person where they are large, and the last whatever its size', async () => {
    const answers = new Answers(store);
    const large = (bytes: number): Outcome => ({kind: 'done', text: 'x'.repeat(bytes), notes: []});
    for (let id = 0; id < 10; id += 1) await answers.keep(commandOf({id: `a${id}`}), large(1024 * 1024));
    expect((await answers.listOf('7')).map(({command}) => command.id)).toEqual(['a7', 'a8', 'a9']);
    await answers.keep(commandOf({id: 'last'}), large(5 * 1024 * 1024));
    expect((await answers.listOf('7')).map(({command}) => command.id)).toEqual(['last']);
  });

  it('are kept for a day, whole but for the token of who asked', async () => {
    const answers = new Answers(store);
    const command = commandOf({id: '1'});
    await answers.keep(command, outcome);
    const withoutToken = {...command, reply: {...command.reply, token: ''}};
    expect(command.reply.token).not.toBe('');
    expect(await answers.find('1')).toEqual({command: withoutToken, outcome});
    expect(await answers.find('2')).toBeUndefined();
    expect(await store.redis.pttl(store.key('answer', '1'))).toBeGreaterThan(dayMs - 60_000);
  });

  it('are the last ones that were kept', async () => {
    const answers = new Answers(store);
    await answers.keep(commandOf({id: '1'}), {kind: 'interrupted'});
    await answers.keep(commandOf({id: '1'}), outcome);
    expect((await answers.find('1'))?.outcome).toEqual(outcome);
  });
});

describe('since when an app is down', () => {
  it('is known from when it went until it is up again', async () => {
    const times = new AppTimes(store);
    expect(await times.downSince('labrador-open-ada', 'nginx-np')).toBeUndefined();
    await times.setDown('labrador-open-ada', 'nginx-np', 5_000);
    expect(await times.downSince('labrador-open-ada', 'nginx-np')).toBe(5_000);
    await times.setUp('labrador-open-ada', 'nginx-np');
    await times.setUp('labrador-open-ada', 'nginx-np');
    expect(await times.downSince('labrador-open-ada', 'nginx-np')).toBeUndefined();
  });

  it('is kept for each sandbox and Service, and forgotten with the sandbox', async () => {
    const times = new AppTimes(store);
    await times.setDown('labrador-open-ada', 'a', 1);
    await times.setDown('labrador-open-ada', 'b', 2);
    await times.setDown('labrador-open-grace', 'a', 3);
    await times.forget('labrador-open-ada');
    expect(await times.downSince('labrador-open-ada', 'a')).toBeUndefined();
    expect(await times.downSince('labrador-open-ada', 'b')).toBeUndefined();
    expect(await times.downSince('labrador-open-grace', 'a')).toBe(3);
  });
});

describe('the messages that are edited in place', () => {
  it('are known again by whoever opens the store next', async () => {
    await new PinnedMessages(store).set('guild:workshop', '10');
    await new PinnedMessages(store).set('guild:facilitators', '11');
    await new PinnedMessages(store).set('guild:workshop', '12');
    const next = openStore(redis.url, prefix);
    const messages = new PinnedMessages(next);
    expect(await messages.find('guild:workshop')).toBe('12');
    expect(await messages.find('guild:facilitators')).toBe('11');
    expect(await messages.find('guild:other')).toBeUndefined();
    await next.close();
  });

  it('have places of their own where there are several, and can be forgotten', async () => {
    const messages = new PinnedMessages(store);
    await messages.set('guild:workshop', '10');
    await messages.set('guild:workshop:2', '12');
    await messages.set('guild:workshop:1', '11');
    await messages.set('guild:workshop2', '99');
    await messages.remove('guild:workshop:1');
    expect([...(await messages.list('guild:workshop'))].sort(([a], [b]) => a - b)).toEqual([
      [0, '10'],
      [2, '12'],
    ]);
    expect([...(await messages.list('guild:none'))]).toEqual([]);
  });
});

describe('where learners are in the lab', () => {
  const learnerOf = (id: string): Learner =>
    learnerSchema.parse({id, name: id, namespace: `labrador-open-${id}`, nodes: ['lab-node-1'], joinedAt: 1});
  const [ada, grace] = [learnerOf('ada'), learnerOf('grace')];

  it('is read of all in one go, in their order', async () => {
    const states = new LabStates(store, 'open');
    await states.setCurrent(grace, 'update', 7);
    expect(await states.findAll([ada, grace])).toEqual([await states.find(ada), await states.find(grace)]);
    expect((await states.findAll([ada, grace])).map(({current}) => current)).toEqual([undefined, 'update']);
    expect(await states.findAll([])).toEqual([]);
  });

  it('is told to whoever listens when another step is shown', async () => {
    const {heard, close} = await listen(new ProgressLog(store, 'open').changesChannel);
    await new LabStates(store, 'open').setCurrent(ada, 'deploy', 7);
    await waitUntil('the hint came', async () => Promise.resolve(heard[0]));
    expect(heard).toEqual(['ada']);
    close();
  });
});

describe('buttons that act once', () => {
  it('act for the first interaction, and for the same one again', async () => {
    const clicks = new Clicks(store);
    expect(await clicks.isFirst('message', 'button', 'one')).toBe(true);
    expect(await clicks.isFirst('message', 'button', 'two')).toBe(false);
    expect(await clicks.isFirst('message', 'button', 'one')).toBe(true);
    expect(await clicks.isFirst('message', 'other', 'two')).toBe(true);
    // one that came to nothing was none; nobody takes back another's
    await clicks.undo('message', 'button', 'two');
    expect(await clicks.isFirst('message', 'button', 'two')).toBe(false);
    await clicks.undo('message', 'button', 'one');
    expect(await clicks.isFirst('message', 'button', 'two')).toBe(true);
  });
});

import {describe, expect, it} from 'vitest';
import {outagesSince, recordGone, recordPod, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podSchema, type Pod} from '#src/kinds/pod/schema.ts';
import {recordOf, startedAt} from './pod-records.ts';

interface Seen {
  readonly phase?: string;
  readonly state?: object;
  readonly isReady?: boolean;
  readonly restarts?: number;
  readonly node?: string;
  readonly isLeaving?: boolean;
}

const running = {running: {}};
const creating = {waiting: {reason: 'ContainerCreating'}};
const crashed = {waiting: {reason: 'CrashLoopBackOff'}};
const completed = {terminated: {reason: 'Completed', exitCode: 0}};

function podOf({phase = 'Running', state, isReady = false, restarts = 0, node, isLeaving = false}: Seen): Pod {
  return podSchema.parse({
    metadata: {
      name: 'nginx-x7k2p',
      uid: 'u1',
      labels: {app: 'nginx'},
      creationTimestamp: new Date(startedAt).toISOString(),
      ...(isLeaving ? {deletionTimestamp: new Date(startedAt).toISOString()} : {}),
    },
    spec: {containers: [{name: 'nginx'}], ...(node === undefined ? {} : {nodeName: node})},
    status: {
      phase: state === undefined ? 'Pending' : phase,
      conditions: [{type: 'Ready', status: isReady ? 'True' : 'False'}],
      containerStatuses: state === undefined ? [] : [{name: 'nginx', ready: isReady, restartCount: restarts, state}],
    },
  });
}

const after = (seconds: number): number => startedAt + seconds * 1000;

type Story = readonly (readonly [number, Seen])[];

/** The record after the watch has shown each in its second. */
function seen(...story: Story): PodRecord {
  const record = story.reduce<PodRecord | undefined>(
    (before, [seconds, pod]) => recordPod(before, podOf(pod), after(seconds)),
    undefined,
  );
  if (record === undefined) throw new Error('nothing was seen');
  return record;
}

const pathOf = ({path}: PodRecord) => path.map(({status, at}) => [status, (at - startedAt) / 1000]);
const readyTimesOf = ({readyTimes}: PodRecord) =>
  readyTimes.map(({from, to}) => [(from - startedAt) / 1000, to === undefined ? undefined : (to - startedAt) / 1000]);

describe('the record of a Pod', () => {
  it('keeps each status with when it was first seen', () => {
    const record = seen(
      [0, {}],
      [1, {state: creating, node: 'lab-node-1'}],
      [2, {state: creating, node: 'lab-node-1'}],
      [4, {state: running, node: 'lab-node-1'}],
      [5, {state: running, isReady: true, node: 'lab-node-1'}],
    );
    expect(pathOf(record)).toEqual([
      ['Pending', 0],
      ['ContainerCreating', 1],
      ['Running', 4],
    ]);
    expect(readyTimesOf(record)).toEqual([[5, undefined]]);
    expect(record).toMatchObject({
      name: 'nginx-x7k2p',
      uid: 'u1',
      node: 'lab-node-1',
      labels: {app: 'nginx'},
      createdAt: startedAt,
      status: 'Running',
      ready: '1/1',
      isReady: true,
      goneAt: undefined,
    });
  });

  it('keeps the latest twelve steps of a crash loop, and when it was ready each time', () => {
    const rounds = Array.from({length: 10}, (_, index): (readonly [number, Seen])[] => [
      [index * 10, {state: running, isReady: true, restarts: index}],
      [index * 10 + 2, {state: completed, restarts: index}],
      [index * 10 + 3, {state: crashed, restarts: index}],
    ]);
    const record = seen(...rounds.flat());
    expect(record.path).toHaveLength(12);
    expect(pathOf(record).slice(-3)).toEqual([
      ['Running', 90],
      ['Completed', 92],
      ['CrashLoopBackOff', 93],
    ]);
    expect(readyTimesOf(record)).toHaveLength(10);
    expect(readyTimesOf(record).at(-1)).toEqual([90, 92]);
    expect(record.restarts).toBe(9);
  });

  it('is not ready from when it is on its way out', () => {
    const record = seen([0, {state: running, isReady: true}], [7, {state: running, isReady: true, isLeaving: true}]);
    expect(readyTimesOf(record)).toEqual([[0, 7]]);
    expect(record.status).toBe('Terminating');
  });

  it('of a Pod that is gone says since when, and that it is ready no longer', () => {
    const record = recordGone(seen([0, {state: running, isReady: true}]), after(9));
    expect(record).toMatchObject({goneAt: after(9), isReady: false});
    expect(readyTimesOf(record)).toEqual([[0, 9]]);
  });

  it('of a Pod that is gone changes no ready times that had ended', () => {
    const record = recordGone(seen([0, {state: running, isReady: true}], [3, {state: crashed}]), after(9));
    expect(readyTimesOf(record)).toEqual([[0, 3]]);
  });

  it('keeps the node of a Pod whose later state does not say it', () => {
    expect(seen([0, {state: creating, node: 'lab-node-1'}], [1, {}]).node).toBe('lab-node-1');
  });

  it('takes the time of the sight for a Pod that does not say when it was made', () => {
    const pod = podSchema.parse({metadata: {name: 'a', uid: 'u'}});
    expect(recordPod(undefined, pod, after(4)).createdAt).toBe(after(4));
  });
});

describe('the end of a Pod', () => {
  const stopped = {terminated: {reason: 'Completed', exitCode: 0}};
  const leaving = {isLeaving: true};
  it.for([
    [
      'is its phase, which a current node reports before the object goes',
      [
        [0, {state: running}],
        [5, {...leaving, state: running}],
        [6, {...leaving, state: stopped, phase: 'Succeeded'}],
        [7, {...leaving, state: stopped, phase: 'Succeeded'}],
      ],
      undefined,
      6,
    ],
    [
      'is that of its containers on the way out, which an older node reports',
      [
        [0, {state: running}],
        [5, {...leaving, state: running}],
        [6, {...leaving, state: stopped}],
      ],
      8,
      6,
    ],
    [
      'is that it is gone, when nothing was seen before',
      [
        [0, {state: running}],
        [5, {...leaving, state: running}],
      ],
      8,
      8,
    ],
    [
      'is not that of a container between two tries',
      [
        [0, {state: running}],
        [5, {state: stopped}],
        [6, {state: stopped, restarts: 1}],
      ],
      undefined,
      undefined,
    ],
    [
      'comes to a Pod between two tries when it is deleted',
      [
        [5, {state: stopped, restarts: 1}],
        [9, {...leaving, state: stopped, restarts: 1}],
      ],
      12,
      9,
    ],
    [
      'is taken back when a try began as it was deleted',
      [
        [9, {...leaving, state: stopped, restarts: 1}],
        [10, {...leaving, state: running, restarts: 2}],
      ],
      undefined,
      undefined,
    ],
    ['is not that it could not begin', [[5, {...leaving, state: creating}]], undefined, undefined],
    ['is not a phase that a container outlives', [[5, {state: running, phase: 'Failed'}]], undefined, undefined],
    ['is that of what ran to its end by itself', [[5, {state: stopped, phase: 'Succeeded'}]], undefined, 5],
  ] as const satisfies readonly (readonly [string, Story, number | undefined, number | undefined])[])(
    '%s',
    ([, story, gone, expected]) => {
      const record = gone === undefined ? seen(...story) : recordGone(seen(...story), after(gone));
      expect(record.endedAt === undefined ? undefined : (record.endedAt - startedAt) / 1_000).toBe(expected);
    },
  );
});

describe('the outages of an app since a change', () => {
  const outages = (since: number, ...ready: readonly (readonly number[])[]) =>
    outagesSince(
      ready.map((times, index) => recordOf({name: `nginx-${index}`, ready: times})),
      after(since),
    ).map(({from, to}) => [(from - startedAt) / 1000, to === undefined ? undefined : (to - startedAt) / 1000]);

  it.for([
    ['are none for no Pods', 0, [], []],
    ['are none when a Pod was ready all along', 0, [[-60]], []],
    ['are none when the next Pod is ready before the last one goes', 0, [[-60, 10], [8]], []],
    ['are none when the next Pod is ready in the very moment', 0, [[-60, 10], [10]], []],
    ['are the time between two Pods', 0, [[-60, 10], [25]], [[10, 25]]],
    [
      'last on when a bad update takes the only Pod and its own never gets ready',
      0,
      [[-60, 10], []],
      [[10, undefined]],
    ],
    ['are none when a bad update takes one of two Pods', 0, [[-60, 10], [-60], []], []],
    [
      'are each round of a crash loop that is ready for a moment',
      0,
      [
        [-60, 10],
        [15, 18, 40, 43],
      ],
      [
        [10, 15],
        [18, 40],
        [43, undefined],
      ],
    ],
    ['leave out those that had ended before the change', 0, [[-60, -50, -30]], []],
    ['begin where they did when they last into the change', 0, [[-60, -10, 5]], [[-10, 5]]],
    ['count what was down before the change and still is', 0, [[-60, -30]], [[-30, undefined]]],
    ['are none for an app that was not yet up when the change began', 0, [[5, 8]], []],
    ['are none for an app that was never ready', 0, [[], []], []],
    ['do not depend on the order of the Pods', 0, [[25, 30], [28], [-60, 10]], [[10, 25]]],
    ['see through a short Pod within a long one', 0, [[-60, 20], [2, 4], [30]], [[20, 30]]],
  ] as const)('%s', ([, since, ready, expected]) => {
    expect(outages(since, ...ready)).toEqual(expected);
  });
});

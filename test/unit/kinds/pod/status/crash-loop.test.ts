import {describe, expect, it} from 'vitest';
import {crashLoopEndsAt, crashLoopSince, isCrashLooping} from '#src/kinds/pod/status/crash-loop.ts';
import {recordGone, recordPod, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podSchema, type Pod} from '#src/kinds/pod/schema.ts';
import {startedAt} from './pod-records.ts';

const after = (seconds: number): number => startedAt + seconds * 1_000;
const iso = (seconds: number): string => new Date(after(seconds)).toISOString();

interface Status {
  readonly name?: string;
  readonly restartCount?: number;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly state?: object;
  readonly lastState?: object;
}

interface Parts {
  readonly policy?: 'Always' | 'OnFailure' | 'Never';
  readonly phase?: string;
  readonly apps?: readonly Status[];
  readonly inits?: readonly (Status & {readonly isSidecar?: boolean})[];
  readonly isReady?: boolean;
  readonly isLeaving?: boolean;
}

function podOf({policy = 'Always', phase = 'Running', apps = [{}], inits = [], isReady, isLeaving}: Parts): Pod {
  const named = (list: readonly Status[], prefix: string) =>
    list.map((status, index) => Object.assign({name: `${prefix}-${index}`, restartCount: 0}, status));
  const ready = isReady ?? apps.every((status) => status.ready === true);
  return podSchema.parse({
    metadata: {
      name: 'nginx',
      uid: 'u',
      creationTimestamp: iso(0),
      ...(isLeaving === true ? {deletionTimestamp: iso(0)} : {}),
    },
    spec: {
      restartPolicy: policy,
      containers: named(apps, 'app').map(({name}) => ({name})),
      initContainers: inits.map(({isSidecar}, index) => ({
        name: `init-${index}`,
        ...(isSidecar === true ? {restartPolicy: 'Always'} : {}),
      })),
    },
    status: {
      phase,
      conditions: [{type: 'Ready', status: ready ? 'True' : 'False'}],
      initContainerStatuses: named(inits, 'init'),
      containerStatuses: named(apps, 'app'),
    },
  });
}

/** A run that ended, from one second of the story to another. */
const run = (exitCode: number, from = 0, to = from + 1, more: object = {}) => ({
  terminated: {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    startedAt: iso(from),
    finishedAt: iso(to),
    ...more,
  },
});
const runs = (from: number) => ({running: {startedAt: iso(from)}});
const waits = (reason: string) => ({waiting: {reason}});
const backOff = waits('CrashLoopBackOff');

/** A container after so many restarts. */
const ended = (restartCount: number, state: object, lastState?: object): Status => ({
  restartCount,
  state,
  ...(lastState === undefined ? {} : {lastState}),
});

describe('a crash loop, by a Pod’s object alone,', () => {
  it.for([
    // exits
    ['is not a first run', {apps: [{ready: true, state: runs(0)}]}, false],
    ['is not a first end', {apps: [ended(0, run(1))]}, false],
    ['is not a first end with success', {apps: [ended(0, run(0))]}, false],
    ['is the second end', {apps: [ended(1, run(1, 2), run(1, 0))]}, true],
    ['is the second end with success', {apps: [ended(1, run(0, 2), run(0, 0))]}, true],
    ['is the second end, also when the first is known no more', {apps: [ended(1, run(1, 2))]}, true],
    ['is the word of an older node', {apps: [ended(1, backOff, run(0, 2))]}, true],
    ['is the word, however often it ended', {apps: [ended(0, backOff, run(0))]}, true],
    ['is the tenth end', {apps: [ended(9, run(1, 900), run(1, 700))]}, true],
    ['ends by a signal', {apps: [ended(1, run(137, 2, 3, {reason: 'Error', signal: 9}))]}, true],
    ['ends for want of memory', {apps: [ended(2, run(137, 2, 3, {reason: 'OOMKilled'}))]}, true],
    ['ends with a code and no word', {apps: [ended(1, run(3, 2, 3, {reason: undefined}))]}, true],
    [
      'is a program that is not there',
      {apps: [ended(1, waits('RunContainerError'), run(128, 0, 2, {reason: 'StartError', startedAt: iso(-1.7e9)}))]},
      true,
    ],
    ['is not an image that is not there', {apps: [ended(0, waits('ImagePullBackOff'))]}, false],
    [
      'is not a container that is made again after its node came back',
      {
        apps: [ended(1, waits('ContainerCreating'), run(137, 0, 9, {reason: 'ContainerStatusUnknown'}))],
      },
      false,
    ],
    [
      'is not what was lost with its node',
      {
        apps: [
          ended(3, runs(20), {
            terminated: {exitCode: 137, reason: 'ContainerStatusUnknown', startedAt: null, finishedAt: null},
          }),
        ],
      },
      false,
    ],
    // the tries in between
    ['goes on in a try that is not ready', {apps: [ended(2, runs(40), run(1, 20))]}, true],
    ['shows not in a try that serves', {apps: [{...ended(2, runs(40), run(1, 20)), ready: true}]}, false],
    ['is not the first restart', {apps: [ended(1, runs(3), run(1, 0))]}, false],
    // restart policies
    [
      'is none for a Pod that is never started again',
      {policy: 'Never', phase: 'Failed', apps: [ended(0, run(1))]},
      false,
    ],
    [
      'is none while another of its containers runs',
      {policy: 'Never', apps: [ended(0, run(1)), {state: runs(0)}]},
      false,
    ],
    ['is a job that fails again', {policy: 'OnFailure', apps: [ended(1, run(1, 2), run(1))]}, true],
    ['is not a job that is done', {policy: 'OnFailure', phase: 'Succeeded', apps: [ended(0, run(0))]}, false],
    [
      'is not a job that is done after tries that failed',
      {policy: 'OnFailure', phase: 'Succeeded', apps: [ended(3, run(0, 9), run(1, 5))]},
      false,
    ],
    [
      'is not what of a job is done, beside what runs',
      {policy: 'OnFailure', apps: [ended(3, run(0, 9), run(1, 5)), {state: runs(0)}]},
      false,
    ],
    [
      'is not a job that has given up',
      {policy: 'OnFailure', phase: 'Failed', apps: [ended(6, run(1, 9), run(1, 5))]},
      false,
    ],
    // init containers and sidecars
    [
      'is an init container that fails again',
      {phase: 'Pending', inits: [ended(1, run(1, 2), run(1))], apps: [ended(0, waits('PodInitializing'))]},
      true,
    ],
    [
      'is an init container that waits',
      {phase: 'Pending', inits: [ended(1, backOff, run(1))], apps: [ended(0, waits('PodInitializing'))]},
      true,
    ],
    [
      'is not an init container that is done',
      {inits: [ended(0, run(0))], apps: [{ready: true, state: runs(2)}]},
      false,
    ],
    [
      'is not an init container that is done after tries that failed',
      {inits: [ended(3, run(0, 60), run(1, 30))], apps: [{state: runs(62)}]},
      false,
    ],
    [
      'is not one that prepares anew',
      {inits: [ended(2, runs(60), run(0, 30))], apps: [ended(0, waits('PodInitializing'))]},
      false,
    ],
    [
      'is a sidecar that ends again',
      {inits: [{...ended(1, run(0, 2), run(0)), isSidecar: true}], apps: [{ready: true, state: runs(0)}]},
      true,
    ],
    [
      'is not a sidecar that runs',
      {
        inits: [{...ended(0, runs(0)), isSidecar: true, ready: true, started: true}],
        apps: [{ready: true, state: runs(0)}],
      },
      false,
    ],
    // several containers
    ['is the second of two containers', {apps: [{ready: true, state: runs(0)}, ended(1, run(1, 2), run(1))]}, true],
    ['is not one end of each of two containers', {apps: [ended(0, run(1)), ended(0, run(1))]}, false],
    // long runs: the kubelet has forgotten the ends before
    ['is not an end after ten minutes', {apps: [ended(4, run(1, 0, 600), run(1, -60))]}, false],
    ['is not the try after an end after ten minutes', {apps: [ended(5, runs(601), run(1, 0, 600))]}, false],
    ['is an end after nine minutes', {apps: [ended(4, run(1, 0, 540), run(1, -60))]}, true],
    ['is a second end after one after ten minutes', {apps: [ended(5, run(1, 601), run(1, 0, 600))]}, true],
    // its end
    ['is over for a Pod on its way out', {apps: [ended(3, run(1, 9), run(1, 5))], isLeaving: true}, false],
    ['is over for a Pod on its way out that waits', {apps: [ended(3, backOff, run(1, 5))], isLeaving: true}, false],
    ['is not a Pod without containers yet', {phase: 'Pending', apps: []}, false],
  ] as const satisfies readonly (readonly [string, Parts, boolean])[])('%s', ([, parts, expected]) => {
    expect(isCrashLooping(podOf(parts))).toBe(expected);
  });
});

type Story = readonly (readonly [number, Parts])[];

/** The record after the watch has shown each in its second. */
function seen(...story: Story): PodRecord {
  const record = story.reduce<PodRecord | undefined>(
    (before, [seconds, parts]) => recordPod(before, podOf(parts), after(seconds)),
    undefined,
  );
  if (record === undefined) throw new Error('nothing was seen');
  return record;
}

const secondsOf = (at: number | undefined): number | undefined =>
  at === undefined ? undefined : Math.round(at - startedAt) / 1_000;

const made: readonly [number, Parts] = [0, {phase: 'Pending', apps: []}];
const ready = (restarts: number, from: number, lastState?: object): Parts => ({
  apps: [{...ended(restarts, runs(from), lastState), ready: true}],
});
const down = (restarts: number, state: object, lastState?: object): Parts => ({
  apps: [ended(restarts, state, lastState)],
});

/** As a current node tells it: the word of the end stays through each wait. */
const current: Story = [made, [1, ready(0, 1)], [2, down(0, run(0, 1))], [4, down(1, run(0, 3), run(0, 1))]];
/** As an older one does. */
const older: Story = [...current, [5, down(1, backOff, run(0, 3))]];

describe('a crash loop, as it was watched,', () => {
  it.for([
    ['has not begun with a container that ended once', current.slice(0, 3), 9, undefined],
    ['begins with the second end', current, 9, 4],
    ['begins there also where the word comes later', older, 9, 4],
    ['begins with a second end whose try was not seen', [made, [3, down(1, run(1, 2), run(1, 1))]], 9, 3],
    [
      'begins with an end that shows only in the next try',
      [made, [1, ready(0, 1)], [5, down(2, runs(5), run(1, 3))]],
      9,
      5,
    ],
    ['begins with the word where the second end was missed', [made, [3, down(1, backOff, run(1, 2))]], 9, 3],
    [
      'goes on through its waits',
      [...current, [14, down(2, run(0, 13), run(0, 3))], [35, down(3, run(0, 34), run(0, 13))]],
      300,
      4,
    ],
    [
      'goes on through its tries',
      [...current, [14, ready(2, 14, run(0, 3))], [16, down(2, run(0, 14), run(0, 3))]],
      30,
      4,
    ],
    ['goes on in a Pod that has just become ready', [...current, [14, ready(2, 14, run(0, 3))]], 73, 4],
    ['is over with one that is ready for a minute', [...current, [14, ready(2, 14, run(0, 3))]], 74, undefined],
    [
      'stays over, whatever else is seen of it',
      [...current, [14, ready(2, 14, run(0, 3))], [90, ready(2, 14, run(0, 3))]],
      91,
      undefined,
    ],
    [
      'goes on in a container that runs and does not get ready',
      [...current, [14, down(2, runs(14), run(0, 3))]],
      500,
      4,
    ],
    ['is over with one that runs for ten minutes', [...current, [14, down(2, runs(14), run(0, 3))]], 614, undefined],
    [
      'begins anew with the next end after a minute',
      [...current, [14, ready(2, 14, run(0, 3))], [90, down(2, run(0, 14, 89), run(0, 3))]],
      95,
      90,
    ],
    [
      'does not begin anew with an end after ten minutes',
      [...current, [14, ready(2, 14, run(0, 3))], [700, down(2, run(0, 14, 699), run(0, 3))]],
      701,
      undefined,
    ],
    [
      'begins with the end after that one',
      [
        ...current,
        [14, ready(2, 14, run(0, 3))],
        [700, down(2, run(0, 14, 699))],
        [703, down(3, run(0, 701), run(0, 14, 699))],
      ],
      704,
      703,
    ],
    [
      'is over with the init container that ends well at last',
      [
        [0, {phase: 'Pending', inits: [ended(0, run(1, 0))], apps: [ended(0, waits('PodInitializing'))]}],
        [3, {phase: 'Pending', inits: [ended(1, run(1, 2), run(1, 0))], apps: [ended(0, waits('PodInitializing'))]}],
        [14, {phase: 'Pending', inits: [ended(2, run(0, 13), run(1, 2))], apps: [ended(0, waits('PodInitializing'))]}],
      ],
      15,
      undefined,
    ],
    [
      'is that of the container that began first',
      [
        [1, {apps: [ended(0, run(1, 0)), ended(0, runs(0))]}],
        [3, {apps: [ended(1, run(1, 2), run(1, 0)), ended(0, run(1, 0))]}],
        [6, {apps: [ended(1, run(1, 2), run(1, 0)), ended(1, run(1, 5), run(1, 0))]}],
      ],
      9,
      3,
    ],
    [
      'ends when its Pod is on its way out',
      [...current, [9, {...down(1, run(0, 3), run(0, 1)), isLeaving: true}]],
      10,
      undefined,
    ],
    [
      'does not begin with an end by deletion',
      [...current.slice(0, 3), [3, ready(1, 3, run(0, 1))], [9, {...down(1, run(143, 3), run(0, 1)), isLeaving: true}]],
      10,
      undefined,
    ],
    // what a bot that has just been started finds
    ['that is found began with the earliest end that counts', [[100, down(5, run(1, 90), run(1, 50))]], 101, 51],
    ['that is found at its second end began with it', [[100, down(1, run(1, 90), run(1, 50))]], 101, 91],
    [
      'that is found did not begin in the future, whatever the node’s clock says',
      [[100, down(1, run(1, 900), run(1, 500))]],
      101,
      100,
    ],
    ['is not found in a Pod that has long been well', [[1_000, ready(5, 100, run(1, 50))]], 1_001, undefined],
    ['is found in a Pod that is in a try', [[100, ready(5, 95, run(1, 50))]], 101, 51],
    [
      'that was over is not found again',
      [
        [1_000, ready(5, 100, run(1, 50))],
        [1_030, down(5, runs(100), run(1, 50))],
      ],
      1_031,
      undefined,
    ],
  ] as const satisfies readonly (readonly [string, Story, number, number | undefined])[])(
    '%s',
    ([, story, now, expected]) => {
      expect(secondsOf(crashLoopSince(seen(...story), after(now)))).toBe(expected);
    },
  );

  it('ends with its Pod', () => {
    expect(crashLoopSince(recordGone(seen(...older), after(9)), after(10))).toBeUndefined();
  });

  it.for([
    ['nothing, while its container does not run', current, 9, undefined],
    ['a minute after it became ready', [...current, [14, ready(2, 14, run(0, 3))]], 20, 74],
    ['ten minutes of a container that does not get ready', [...current, [14, down(2, runs(14), run(0, 3))]], 20, 614],
    ['nothing more, once it is over', [...current, [14, ready(2, 14, run(0, 3))]], 80, undefined],
  ] as const satisfies readonly (readonly [string, Story, number, number | undefined])[])(
    'is ended by time alone by %s',
    ([, story, now, expected]) => {
      expect(secondsOf(crashLoopEndsAt(seen(...story), after(now)))).toBe(expected);
    },
  );
});

import {describe, expect, it} from 'vitest';
import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';

interface Container {
  readonly name?: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restartCount?: number;
  readonly state?: object;
}

interface Golden {
  readonly phase: string;
  readonly containers?: readonly Container[];
  readonly init?: readonly (Container & {readonly isSidecar?: boolean})[];
  readonly reason?: string;
  readonly deleted?: boolean;
  readonly conditions?: readonly string[];
}

function podOf({phase, containers = [], init = [], reason, deleted = false, conditions = []}: Golden) {
  const named = <Kind extends Container>(list: readonly Kind[], prefix: string) =>
    list.map((container, index) => Object.assign({name: `${prefix}-${index}`}, container));
  const inits = named(init, 'init');
  return podSchema.parse({
    metadata: {name: 'nginx', uid: 'u', ...(deleted ? {deletionTimestamp: '2026-01-01T00:00:00Z'} : {})},
    spec: {
      containers: named(containers.length === 0 ? [{}] : containers, 'app').map(({name}) => ({name})),
      initContainers: inits.map(({name, isSidecar}) => ({
        name,
        ...(isSidecar === true ? {restartPolicy: 'Always'} : {}),
      })),
    },
    status: {
      phase,
      ...(reason === undefined ? {} : {reason}),
      conditions: conditions.map((type) => ({type, status: 'True'})),
      initContainerStatuses: inits.map(({isSidecar: _isSidecar, ...status}) => status),
      containerStatuses: named(containers, 'app'),
    },
  });
}

const running = {ready: true, state: {running: {}}};
const waiting = (reason: string, restartCount = 0) => ({restartCount, state: {waiting: {reason}}});
const terminated = (state: object, restartCount = 0) => ({restartCount, state: {terminated: state}});
const creating = waiting('PodInitializing');
const done = terminated({exitCode: 0, reason: 'Completed'});

describe('the status of a Pod', () => {
  it.for([
    ['Pending', '0/1', 0, {phase: 'Pending'}],
    ['ContainerCreating', '0/1', 0, {phase: 'Pending', containers: [waiting('ContainerCreating')]}],
    ['ImagePullBackOff', '0/1', 0, {phase: 'Pending', containers: [waiting('ImagePullBackOff')]}],
    ['Running', '1/1', 0, {phase: 'Running', containers: [running], conditions: ['Ready']}],
    ['Running', '0/1', 0, {phase: 'Running', containers: [{ready: false, state: {running: {}}}]}],
    ['Completed', '0/1', 0, {phase: 'Succeeded', containers: [done]}],
    ['CrashLoopBackOff', '0/1', 3, {phase: 'Running', containers: [waiting('CrashLoopBackOff', 3)]}],
    ['Error', '0/1', 1, {phase: 'Failed', containers: [terminated({exitCode: 1, reason: 'Error'}, 1)]}],
    ['OOMKilled', '0/1', 0, {phase: 'Failed', containers: [terminated({exitCode: 137, reason: 'OOMKilled'})]}],
    ['ExitCode:2', '0/1', 0, {phase: 'Failed', containers: [terminated({exitCode: 2})]}],
    ['Signal:9', '0/1', 0, {phase: 'Failed', containers: [terminated({exitCode: 137, signal: 9})]}],
    ['Evicted', '0/1', 0, {phase: 'Failed', reason: 'Evicted'}],
    ['Terminating', '0/1', 0, {phase: 'Running', containers: [done], deleted: true}],
    ['Completed', '0/1', 0, {phase: 'Succeeded', containers: [done], deleted: true}],
    ['Error', '0/1', 0, {phase: 'Failed', containers: [terminated({exitCode: 1, reason: 'Error'})], deleted: true}],
    ['Error', '0/2', 0, {phase: 'Failed', containers: [done, terminated({exitCode: 1, reason: 'Error'})]}],
    ['Init:0/1', '0/1', 0, {phase: 'Pending', init: [{state: {running: {}}}], containers: [creating]}],
    [
      'Init:1/2',
      '0/1',
      0,
      {phase: 'Pending', init: [done, {state: {waiting: {reason: 'PodInitializing'}}}], containers: [creating]},
    ],
    [
      'Init:Error',
      '0/1',
      2,
      {phase: 'Pending', init: [terminated({exitCode: 1, reason: 'Error'}, 2)], containers: [creating]},
    ],
    [
      'Init:CrashLoopBackOff',
      '0/1',
      4,
      {phase: 'Pending', init: [waiting('CrashLoopBackOff', 4)], containers: [creating]},
    ],
    [
      'Init:ImagePullBackOff',
      '0/1',
      0,
      {phase: 'Pending', init: [waiting('ImagePullBackOff')], containers: [creating]},
    ],
    ['Init:ExitCode:3', '0/1', 0, {phase: 'Pending', init: [terminated({exitCode: 3})], containers: [creating]}],
    [
      'Init:Signal:15',
      '0/1',
      0,
      {phase: 'Pending', init: [terminated({exitCode: 143, signal: 15})], containers: [creating]},
    ],
    ['PodInitializing', '0/1', 0, {phase: 'Pending', init: [done], containers: [creating]}],
    [
      'Running',
      '1/1',
      1,
      {
        phase: 'Running',
        init: [{...done, restartCount: 5}],
        containers: [{...running, restartCount: 1}],
        conditions: ['Ready'],
      },
    ],
    ['Running', '1/2', 0, {phase: 'Running', containers: [running, done], conditions: ['Ready']}],
    ['NotReady', '1/2', 0, {phase: 'Running', containers: [running, done]}],
    [
      'Error',
      '1/3',
      0,
      {
        phase: 'Running',
        containers: [terminated({exitCode: 1, reason: 'Error'}), running, waiting('CrashLoopBackOff')],
      },
    ],
    ['Terminating', '1/1', 0, {phase: 'Running', containers: [running], conditions: ['Ready'], deleted: true}],
    [
      'Terminating',
      '0/1',
      0,
      {phase: 'Running', containers: [terminated({exitCode: 0, reason: 'Completed'})], deleted: true},
    ],
    ['Unknown', '1/1', 0, {phase: 'Running', containers: [running], reason: 'NodeLost', deleted: true}],
    [
      'Running',
      '2/2',
      1,
      {
        phase: 'Running',
        init: [{...running, isSidecar: true, started: true, restartCount: 1}],
        containers: [running],
        conditions: ['Ready'],
      },
    ],
    [
      'Init:0/1',
      '0/2',
      0,
      {phase: 'Pending', init: [{state: {running: {}}, isSidecar: true, started: false}], containers: [creating]},
    ],
    [
      'Init:1/2',
      '1/2',
      0,
      {
        phase: 'Pending',
        init: [{...running, isSidecar: true, started: true}, {state: {running: {}}}],
        containers: [creating],
      },
    ],
    [
      'CrashLoopBackOff',
      '0/2',
      2,
      {
        phase: 'Running',
        init: [{...waiting('CrashLoopBackOff', 2), isSidecar: true, started: true}],
        containers: [waiting('CrashLoopBackOff')],
      },
    ],
  ] as const satisfies readonly (readonly [string, string, number, Golden])[])(
    'is %s with %s ready and %i restarts',
    ([status, ready, restarts, golden]) => {
      expect(podStatus(podOf(golden))).toMatchObject({status, ready, restarts});
    },
  );

  it.for([
    ['its Ready condition', {phase: 'Running', containers: [running], conditions: ['Ready']}, true],
    ['no Ready condition', {phase: 'Running', containers: [running]}, false],
    ['its Ready condition, but on its way out', {phase: 'Running', conditions: ['Ready'], deleted: true}, false],
  ] as const)('is ready by %s: %o', ([, golden, isReady]) => {
    expect(podStatus(podOf(golden)).isReady).toBe(isReady);
  });

  it('is empty for a Pod that nothing is known of', () => {
    const pod = podSchema.parse({metadata: {name: 'a', uid: 'u'}});
    expect(podStatus(pod)).toEqual({status: '', ready: '0/0', restarts: 0, isReady: false});
  });

  it('says that a Pod waits for its scheduling gates', () => {
    const pod = podSchema.parse({
      metadata: {name: 'a', uid: 'u'},
      spec: {containers: [{name: 'a'}]},
      status: {phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'False', reason: 'SchedulingGated'}]},
    });
    expect(podStatus(pod).status).toBe('SchedulingGated');
  });
});

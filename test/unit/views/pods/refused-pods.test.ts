import {describe, expect, it} from 'vitest';
import {eventSchema} from '#src/kubernetes/event.ts';
import {lackingMakers, refusedByEvents, refusedByReplicaSets, renderRefusedPods} from '#src/views/pods/refused-pods.ts';

const quota = 'pods "web-5d8f" is forbidden: exceeded quota: sandbox, requested: pods=1, used: pods=6, limited: pods=6';
const template = {metadata: {labels: {app: 'web'}}};

const replicaSet = (status: object, ownerReferences: object[] = []): object => ({
  metadata: {name: 'web-5d8f', ownerReferences},
  spec: {replicas: 7, template},
  status,
});
const failed = {
  replicas: 6,
  conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: quota}],
};
const daemonSet = (currentNumberScheduled: number): object => ({
  metadata: {name: 'nginx'},
  spec: {template},
  status: {observedGeneration: 1, desiredNumberScheduled: 1, currentNumberScheduled},
});
const statefulSet = (status: object, spec: object = {}): object => ({
  metadata: {name: 'db'},
  spec: {replicas: 2, template, ...spec},
  status,
});
const job = (status: object, spec: object = {}): object => ({
  metadata: {name: 'pi'},
  spec: {template, ...spec},
  status,
});
const event = (name: string, message: string, kind = 'DaemonSet') =>
  eventSchema.parse({reason: 'FailedCreate', message, involvedObject: {kind, name}});
const lackingOf = (objects: Partial<Record<'daemonsets' | 'statefulsets' | 'jobs', readonly object[]>>) =>
  lackingMakers((type) => new Map(Object.entries(objects)).get(type) ?? []);

describe('why Pods do not come', () => {
  it('is told by a ReplicaSet’s status, in the name of its Deployment', () => {
    const [refused] = refusedByReplicaSets([replicaSet(failed, [{kind: 'Deployment', name: 'web'}])]);
    expect(refused).toEqual({maker: 'deployment/web', labels: {app: 'web'}, reason: quota});
    expect(refusedByReplicaSets([replicaSet(failed)])[0]?.maker).toBe('replicaset/web-5d8f');
  });

  it('is told by a DaemonSet’s last event while Pods are lacking', () => {
    const events = [
      event('nginx', 'Error creating: old'),
      event('nginx', `Error creating: ${quota}`),
      event('other', 'x'),
    ];
    expect(refusedByEvents(lackingOf({daemonsets: [daemonSet(0)]}), events)).toEqual([
      {maker: 'daemonset/nginx', labels: {app: 'web'}, reason: `Error creating: ${quota}`},
    ]);
    expect(refusedByEvents(lackingOf({daemonsets: [daemonSet(1)]}), events)).toEqual([]);
    expect(lackingOf({daemonsets: [{...daemonSet(0), status: {}}]})).toHaveLength(1);
  });

  it.each([
    ['a StatefulSet without Pods', {statefulsets: [statefulSet({})]}, ['db']],
    ['a StatefulSet whose first Pod is ready', {statefulsets: [statefulSet({replicas: 1, readyReplicas: 1})]}, ['db']],
    ['a StatefulSet that waits for its first Pod', {statefulsets: [statefulSet({replicas: 1})]}, []],
    [
      'a StatefulSet that waits for nobody',
      {statefulsets: [statefulSet({replicas: 1}, {podManagementPolicy: 'Parallel'})]},
      ['db'],
    ],
    ['a StatefulSet that has all', {statefulsets: [statefulSet({replicas: 2, readyReplicas: 1})]}, []],
    ['a Job without a Pod', {jobs: [job({})]}, ['pi']],
    [
      'a Job that has some of its Pods',
      {jobs: [job({active: 1, succeeded: 1}, {parallelism: 3, completions: 5})]},
      ['pi'],
    ],
    ['a Job with its last Pod', {jobs: [job({active: 1, succeeded: 4}, {parallelism: 3, completions: 5})]}, []],
    ['a Job that is held', {jobs: [job({}, {suspend: true})]}, []],
    ['a Job whose Pod failed', {jobs: [job({failed: 1})]}, []],
    ['a Job that is done', {jobs: [job({conditions: [{type: 'Complete', status: 'True'}]})]}, []],
  ])('is looked for in events of %s, or is not', (_, objects, names) => {
    expect(lackingOf(objects).map(({name}) => name)).toEqual(names);
  });

  it('is told by the last event of a Job and of a StatefulSet, and of no other kind of that name', () => {
    const lacking = lackingOf({jobs: [job({})], statefulsets: [statefulSet({})]});
    const inWords = `create Pod db-0 in StatefulSet db failed error: ${quota}`;
    const events = [
      event('pi', `Error creating: ${quota}`, 'Job'),
      event('db', inWords, 'StatefulSet'),
      event('db', 'x', 'DaemonSet'),
    ];
    const refused = refusedByEvents(lacking, events);
    expect(refused.map(({maker}) => maker)).toEqual(['statefulset/db', 'job/pi']);
    for (const [line] of refused.map((one) => renderRefusedPods([one]))) {
      expect(line).toMatch(/^⚠ \S+ is not let make its Pods: exceeded quota: sandbox/u);
    }
  });

  it.each([
    ['Job', `Error creating: ${quota}`],
    ['DaemonSet', `Error creating: ${quota}`],
    ['StatefulSet', `create Pod db-0 in StatefulSet db failed error: ${quota}`],
  ] as const)('is told in the same words once a %s’s events are combined', (kind, message) => {
    const lacking = [{kind, name: 'pi', labels: {}}];
    const lines = ['', '(combined from similar events): '].map((front) =>
      renderRefusedPods(refusedByEvents(lacking, [event('pi', `${front}${message}`, kind)])),
    );
    expect(lines[1]).toEqual(lines[0]);
    expect(lines[1]?.[0]).toMatch(/make its Pods: exceeded quota: sandbox/u);
  });

  it('is said once for all that have the same reason, and first of what a line is about', () => {
    const of = (maker: string, reason = quota): {maker: string; labels: object; reason: string} => ({
      maker,
      labels: {},
      reason,
    });
    const many = [...Array(7).keys()].map((index) => of(`job/a-${index}`, `Error creating: ${quota}`));
    const other = 'pods "a" is forbidden: violates PodSecurity';
    const [first, second, ...more] = renderRefusedPods(
      [...many, of('deployment/web', other)].map((one) => ({...one, labels: {}})),
      'job.batch/a-6 created\ncronjob.batch/a-5 created',
    );
    expect(first).toMatch(
      /^⚠ job\/a-6, job\/a-0, job\/a-1, job\/a-2, job\/a-3 \+2 are not let make their Pods: exceeded/u,
    );
    expect(first).toContain('→ ');
    expect(second).toMatch(/^⚠ deployment\/web is not let make its Pods: violates PodSecurity/u);
    expect(more).toEqual([]);
    const four = ['a', 'b', 'c', 'd'].map((name) => ({maker: `job/${name}`, labels: {}, reason: `no ${name}`}));
    expect(renderRefusedPods(four, 'job.batch/d created').map((line) => line.at(-1))).toEqual(['d', 'a', 'b']);
  });

  it.each([
    ['no failure', {replicas: 6}],
    ['a failure that is over', {...failed, replicas: 7}],
    ['no status yet', {}],
  ])('is nothing to tell with %s', (_, status) => {
    expect(refusedByReplicaSets([replicaSet(status), {}, undefined])).toEqual([]);
  });

  it.each([
    [quota, 'exceeded quota: sandbox, requested', 'scale down or delete something'],
    [quota.replace('sandbox', 'sandbox-of-mine'), 'exceeded quota: sandbox-of-mine', 'A quota of yours is full'],
    [
      'pods "a" is forbidden: maximum cpu usage per Container is 500m, but limit is 1',
      'maximum cpu usage',
      'resources',
    ],
    ['pods "a" is forbidden: violates PodSecurity "baseline:latest"', 'violates PodSecurity', ''],
  ])('is said with what to do: %s', (reason, said, way) => {
    const [line = '', ...more] = renderRefusedPods([{maker: 'deployment/web', labels: {}, reason}]);
    expect(more).toEqual([]);
    expect(line).toMatch(/^⚠ deployment\/web is not let make its Pods: (?!pods )/u);
    expect(line).toContain(said);
    expect(line).toContain(way);
  });
});

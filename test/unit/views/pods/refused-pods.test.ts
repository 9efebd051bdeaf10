import {describe, expect, it} from 'vitest';
import {eventSchema} from '#src/kubernetes/event.ts';
import {
  lackingDaemonSets,
  refusedByDaemonSets,
  refusedByReplicaSets,
  renderRefusedPods,
} from '#src/views/pods/refused-pods.ts';

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
const event = (name: string, message: string) =>
  eventSchema.parse({reason: 'FailedCreate', message, involvedObject: {kind: 'DaemonSet', name}});

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
    expect(refusedByDaemonSets(lackingDaemonSets([daemonSet(0)]), events)).toEqual([
      {maker: 'daemonset/nginx', labels: {app: 'web'}, reason: `Error creating: ${quota}`},
    ]);
    expect(refusedByDaemonSets(lackingDaemonSets([daemonSet(1)]), events)).toEqual([]);
    expect(lackingDaemonSets([{...daemonSet(0), status: {}}])).toHaveLength(1);
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

import {describe, expect, test} from 'vitest';
import {daemonSetRolloutStatus} from '#src/kinds/daemon-set/rollout-status.ts';
import {deploymentRolloutStatus} from '#src/kinds/deployment/rollout-status.ts';

const metadata = {name: 'web', generation: 2};
const pods = {selector: {}, template: {spec: {}}};

describe('a DaemonSet', () => {
  const statusOf = (status: object, updateStrategy?: object) =>
    daemonSetRolloutStatus({metadata, spec: {...pods, updateStrategy}, status});

  test.each([
    [{observedGeneration: 1}, 'waiting', 'Waiting for daemon set spec update to be observed...'],
    [
      {observedGeneration: 2, desiredNumberScheduled: 1},
      'waiting',
      'Waiting for daemon set "web" rollout to finish: 0 out of 1 new pods have been updated...',
    ],
    [
      {observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1},
      'waiting',
      'Waiting for daemon set "web" rollout to finish: 1 of 2 updated pods are available...',
    ],
    [
      {observedGeneration: 2, desiredNumberScheduled: 1, updatedNumberScheduled: 1, numberAvailable: 1},
      'complete',
      'daemon set "web" successfully rolled out',
    ],
  ])('of which the cluster says %j is %s', (status, kind, line) => {
    expect(statusOf(status)).toEqual({kind, line});
  });

  test('that is updated by hand has no status', () => {
    expect(statusOf({}, {type: 'OnDelete'})).toEqual({
      kind: 'failed',
      line: 'rollout status is only available for RollingUpdate strategy type',
    });
  });
});

describe('a Deployment', () => {
  test.each([
    [{}, 'waiting', 'Waiting for deployment spec update to be observed...'],
    [
      {observedGeneration: 2, updatedReplicas: 1},
      'waiting',
      'Waiting for deployment "web" rollout to finish: 1 out of 2 new replicas have been updated...',
    ],
    [
      {observedGeneration: 2, updatedReplicas: 2, replicas: 3},
      'waiting',
      'Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...',
    ],
    [
      {observedGeneration: 2, updatedReplicas: 2, replicas: 2, availableReplicas: 1},
      'waiting',
      'Waiting for deployment "web" rollout to finish: 1 of 2 updated replicas are available...',
    ],
    [
      {observedGeneration: 2, updatedReplicas: 2, replicas: 2, availableReplicas: 2},
      'complete',
      'deployment "web" successfully rolled out',
    ],
    [
      {observedGeneration: 2, conditions: [{type: 'Progressing', reason: 'ProgressDeadlineExceeded'}]},
      'failed',
      'deployment "web" exceeded its progress deadline',
    ],
  ])('of which the cluster says %j is %s', (status, kind, line) => {
    expect(deploymentRolloutStatus({metadata, spec: {...pods, replicas: 2}, status})).toEqual({
      kind,
      line,
    });
  });
});

import {expect, test} from 'vitest';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {isOnItsWay} from '#src/kinds/pod/status/is-on-its-way.ts';

const unschedulable = {type: 'PodScheduled', status: 'False', reason: 'Unschedulable'};
const scheduled = {type: 'PodScheduled', status: 'True'};
const leaving = {deletionTimestamp: '2026-01-01T00:00:00Z'};
const waitingFor = (reason: string): object => ({
  name: 'web',
  ready: false,
  restartCount: 0,
  image: 'nginx',
  state: {waiting: {reason}},
});

test.each([
  ['one that was just made', {phase: 'Pending'}, {}, true],
  [
    'one whose container is made',
    {phase: 'Pending', conditions: [scheduled], containerStatuses: [waitingFor('ContainerCreating')]},
    {},
    true,
  ],
  ['one that no node fits', {phase: 'Pending', conditions: [unschedulable]}, {}, false],
  ['one that no node fits and that was deleted', {phase: 'Pending', conditions: [unschedulable]}, leaving, true],
  ['one that ends', {phase: 'Running', conditions: [scheduled]}, leaving, true],
  ['one that runs', {phase: 'Running', conditions: [scheduled]}, {}, false],
  [
    'one without an image',
    {phase: 'Pending', conditions: [scheduled], containerStatuses: [waitingFor('ImagePullBackOff')]},
    {},
    false,
  ],
])('whether a Pod is on its way: %s', (_, status, metadata, isComing) => {
  const pod = podSchema.parse({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z', ...metadata},
    spec: {containers: [{name: 'web', image: 'nginx'}]},
    status,
  });
  expect(isOnItsWay(pod)).toBe(isComing);
});

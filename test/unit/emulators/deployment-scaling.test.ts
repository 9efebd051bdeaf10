import {describe, expect, it} from 'vitest';
import {
  limitsOf,
  newReplicaSetSize,
  scaleProportionally,
  shrinkOldReplicaSets,
} from '#src/emulators/kubernetes/controllers/deployment-scaling.ts';
import type {Deployment, ReplicaSet} from '#src/emulators/kubernetes/objects/workloads.ts';

interface Given {
  replicas: number;
  maxSurge?: number | string;
  maxUnavailable?: number | string;
  type?: string;
}

/** Only what sizes depend on. */
function deployment({replicas, maxSurge = '25%', maxUnavailable = '25%', type = 'RollingUpdate'}: Given): Deployment {
  const strategy = type === 'RollingUpdate' ? {type, rollingUpdate: {maxSurge, maxUnavailable}} : {type};
  return {spec: {replicas, strategy}, status: {}} as unknown as Deployment;
}

function replicaSet(name: string, replicas: number, available: number, maxReplicas = 0): ReplicaSet {
  return {
    metadata: {
      name,
      creationTimestamp: '2026-01-01T00:00:00Z',
      annotations: {'deployment.kubernetes.io/max-replicas': String(maxReplicas)},
    },
    spec: {replicas},
    status: {replicas, availableReplicas: available},
  } as unknown as ReplicaSet;
}

describe('the limits of an update', () => {
  it.each([
    ['percentages of surge up, of unavailability down', {replicas: 3}, {maxSurge: 1, maxUnavailable: 0}],
    ['numbers as they are', {replicas: 3, maxSurge: 2, maxUnavailable: 1}, {maxSurge: 2, maxUnavailable: 1}],
    ['never both 0', {replicas: 3, maxSurge: '0%', maxUnavailable: '10%'}, {maxSurge: 0, maxUnavailable: 1}],
    ['no more unavailable than there are', {replicas: 2, maxUnavailable: 5}, {maxSurge: 1, maxUnavailable: 2}],
    ['none under Recreate', {replicas: 4, type: 'Recreate'}, {maxSurge: 0, maxUnavailable: 0}],
  ])('are %s', (_, given, limits) => {
    expect(limitsOf(deployment(given))).toEqual(limits);
  });
});

describe('the new ReplicaSet', () => {
  it.each([
    ['takes the surge first', {replicas: 4}, 4, 0, 1],
    ['fills what the old ones gave up', {replicas: 4}, 2, 1, 3],
    ['never outgrows the Deployment', {replicas: 4}, 0, 3, 4],
    ['waits while there is no room', {replicas: 4, maxSurge: 0}, 4, 0, 0],
    ['shrinks with the Deployment', {replicas: 2}, 0, 4, 2],
    ['comes whole under Recreate', {replicas: 4, type: 'Recreate'}, 0, 0, 4],
  ])('%s', (_, given, oldSize, newSize, expected) => {
    const old = [replicaSet('old', oldSize, oldSize)];
    expect(newReplicaSetSize(deployment(given), {old, newSize})).toBe(expected);
  });
});

describe('the old ReplicaSets', () => {
  const sizes = (given: Given, old: ReplicaSet[], newSet: ReplicaSet): Record<string, number> =>
    Object.fromEntries(
      shrinkOldReplicaSets(deployment(given), {old, newSet}).map((one) => [one.replicaSet.metadata.name, one.replicas]),
    );

  it.each([
    ['stay while no new Pod is available', {replicas: 4, maxUnavailable: 0}, [4, 4], [1, 0], {}],
    ['give up one for each that is', {replicas: 4, maxUnavailable: 0}, [4, 4], [1, 1], {old: 3}],
    ['give up what may be unavailable at once', {replicas: 4, maxUnavailable: 2}, [4, 4], [0, 0], {old: 2}],
    ['lose Pods that do not work first', {replicas: 4, maxUnavailable: 1}, [4, 2], [0, 0], {old: 3}],
    ['are not taken for larger than they will be', {replicas: 3, maxUnavailable: 1}, [2, 3], [1, 1], {old: 1}],
    ['go when the new ones are there', {replicas: 4}, [1, 1], [4, 4], {old: 0}],
  ] as const)('%s', (_, given, [oldSize, oldAvailable], [newSize, newAvailable], expected) => {
    const old = [replicaSet('old', oldSize, oldAvailable)];
    expect(sizes(given, old, replicaSet('new', newSize, newAvailable))).toEqual(expected);
  });
});

describe('scaling in the middle of an update', () => {
  it.each([
    // The example of the documentation: 10 replicas, surge 3, 8 old and 5 new Pods, scaled to 15.
    ['up', {replicas: 15, maxSurge: 3, maxUnavailable: 2}, [8, 5], 13, [11, 7]],
    ['down', {replicas: 5, maxSurge: 1, maxUnavailable: 1}, [8, 3], 11, [4, 2]],
    ['to nothing', {replicas: 0}, [8, 3], 11, [0, 0]],
  ] as const)('shares %s', (_, given, [first, second], max, expected) => {
    const active = [replicaSet('a', first, first, max), replicaSet('b', second, second, max)];
    expect(scaleProportionally(deployment(given), active).map(({replicas}) => replicas)).toEqual(expected);
  });
});

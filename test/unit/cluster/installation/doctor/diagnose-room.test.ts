import {expect, test} from 'vitest';
import {diagnoseRoom} from '#src/cluster/installation/doctor/diagnose-room.ts';
import type {SliceNode} from '#src/sandbox/namespace/slices.ts';

const node = (name: string, changes: Partial<SliceNode> = {}): SliceNode => ({
  name,
  isReady: true,
  isSchedulable: true,
  allocatablePods: 110,
  otherPods: 0,
  ...changes,
});
const lab = {nodesPerSandbox: 1, podsPerNode: 6};

test('says how many learners fit, and what each node can hold', () => {
  expect(diagnoseRoom([node('a', {otherPods: 9}), node('b')], {learners: 34, lab})).toEqual({
    name: 'room',
    state: 'passed',
    said: [
      '34 learners fit; 34 are expected.',
      'Each has 6 Pods on each of 1 node.',
      'a: 16 learners, it takes 110 Pods, 9 of them taken by others.',
      'b: 18 learners, it takes 110 Pods.',
    ].join('\n'),
  });
});

test('fails when one more is expected, and says what limits', () => {
  expect(diagnoseRoom([node('a', {otherPods: 9}), node('b')], {learners: 35, lab})).toMatchObject({
    state: 'failed',
    said: expect.stringMatching(/^34 learners fit; 35 are expected\./),
    next: "Add nodes, or let each take more Pods (the kubelet's maxPods).",
  });
});

test('nodes that are away are told, and to be brought back', () => {
  const nodes = [node('a'), node('b', {isReady: false}), node('c', {isSchedulable: false})];
  expect(diagnoseRoom(nodes, {learners: 30, lab})).toMatchObject({
    state: 'failed',
    said: expect.stringContaining('b: none, it is not ready.\nc: none, it takes no Pods (cordoned or tainted).'),
    next: expect.stringMatching(/^Bring back the nodes that are away/),
  });
});

test.each([
  [2, [node('a')], 'A sandbox needs 2 nodes that take Pods; there is 1. Add nodes.'],
  [1, [], 'A sandbox needs 1 node that takes Pods; there are 0. Add nodes.'],
  [
    3,
    [node('a'), node('b'), node('c', {isReady: false})],
    'A sandbox needs 3 nodes that take Pods; there are 2. Add nodes.',
  ],
])('a sandbox of %i nodes among too few', (nodesPerSandbox, nodes, next) => {
  const finding = diagnoseRoom(nodes, {learners: 1, lab: {nodesPerSandbox, podsPerNode: 6}});
  expect(finding).toMatchObject({state: 'failed', next, said: expect.stringMatching(/^0 learners fit/)});
});

test('a node without room for one is said to have none', () => {
  const {said, state} = diagnoseRoom([node('a', {allocatablePods: 10, otherPods: 6})], {learners: 1, lab});
  expect(state).toBe('failed');
  expect(said).toContain('a: 0 learners, it takes 10 Pods, 6 of them taken by others.');
});

import {expect, test} from 'vitest';
import {judgeImages} from '#src/cluster/installation/doctor/diagnose-images.ts';
import type {NodeState} from '#src/kinds/node/node-state.ts';

const digest = 'sha256:0123456789abcdef';
const nginx = ['docker.io/library/nginx:1.18-alpine', `docker.io/library/nginx@${digest}`];
const busybox = ['docker.io/library/busybox:1.36'];

const node = (name: string, images: readonly (readonly string[])[], changes: Partial<NodeState> = {}): NodeState => ({
  name,
  isReady: true,
  isSchedulable: true,
  allocatablePods: 110,
  images,
  ...changes,
});
const others = (count: number): string[][] => Array.from({length: count}, (_, index) => [`example.com/other:${index}`]);
const wanted = ['nginx:1.18-alpine', 'busybox:1.36'];

test('passes when each node has them, by whatever name', () => {
  expect(judgeImages([node('a', [nginx, busybox]), node('b', [busybox, nginx])], wanted)).toEqual({
    name: 'images',
    state: 'passed',
    said: 'All 2 nodes have nginx:1.18-alpine, busybox:1.36.',
  });
  expect(judgeImages([node('a', [nginx])], [`nginx:1.18-alpine@${digest}`]).state).toBe('passed');
});

test('fails with what is missing where', () => {
  const finding = judgeImages(
    [node('a', [nginx, busybox]), node('b', [nginx, ['<none>@<none>', '<none>:<none>']])],
    wanted,
  );
  expect(finding).toMatchObject({state: 'failed', said: 'b does not have busybox:1.36.'});
  expect(finding.next).toContain('before the class');
});

test.each([
  [49, 'failed', 'a does not have nginx:1.18-alpine.'],
  [50, 'unknown', 'a does not name nginx:1.18-alpine among its 50 largest images.'],
  [64, 'unknown', 'a does not name nginx:1.18-alpine among its 64 largest images.'],
  [0, 'unknown', 'a does not say which images it has.'],
])('a node that names %i others: %s', (count, state, said) => {
  expect(judgeImages([node('a', others(count))], ['nginx:1.18-alpine'])).toMatchObject({state, said});
});

test('one that is missing for sure outweighs one that is not known', () => {
  const finding = judgeImages([node('a', others(50)), node('b', [nginx])], ['busybox:1.36']);
  expect(finding).toMatchObject({
    state: 'failed',
    said: expect.stringMatching(/^b does not have .*\na does not name /),
  });
});

test('nodes that take no sandbox are not asked', () => {
  const away = [node('b', [], {isReady: false}), node('c', [], {isSchedulable: false})];
  expect(judgeImages([node('a', [nginx, busybox]), ...away], wanted).state).toBe('passed');
  expect(judgeImages(away, wanted)).toMatchObject({state: 'unknown', said: 'No node is ready and takes Pods.'});
});

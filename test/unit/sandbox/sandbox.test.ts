import {expect, test} from 'vitest';
import {namespaceSchema, sandboxNamespace} from '#src/sandbox/sandbox.ts';

test('a sandbox’s namespace is made of its workshop and its learner', () => {
  expect(sandboxNamespace('spring-2', '1001')).toBe('labrador-spring-2-1001');
});

test.each([
  ['Spring', '1'],
  ['spring', 'a-b'],
  ['', '1'],
  ['spring', ''],
  ['-spring', '1'],
  ['spring', '1/../2'],
  ['x'.repeat(60), '1'],
])('workshop %j and learner %j make no namespace', (workshop, learner) => {
  expect(() => sandboxNamespace(workshop, learner)).toThrow(/invalid|too_big/i);
});

test.each(['labrador-system', 'default', 'kube-system', 'labrador-', 'labrador--1', 'labrador-a-..'])(
  '%s is no sandbox’s namespace',
  (name) => {
    expect(namespaceSchema.safeParse(name).success).toBe(false);
  },
);

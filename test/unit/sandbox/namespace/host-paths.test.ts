import {describe, expect, test} from 'vitest';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {fromHostPath, toHostPath} from '#src/sandbox/namespace/host-paths.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const {lab} = sandboxSpec();
const folder = '/var/lib/labrador/sandboxes/labrador-spring-1001';

describe('a host path', () => {
  test.each([
    ['/', folder],
    ['//', folder],
    ['/.', folder],
    ['/volumes/nginx-logs', `${folder}/volumes/nginx-logs`],
    ['/volumes//nginx-logs/', `${folder}/volumes/nginx-logs`],
    [folder, folder],
    [`${folder}/volumes/nginx-logs`, `${folder}/volumes/nginx-logs`],
  ])('%s is %s on the node', (written, mapped) => {
    expect(toHostPath(namespace, written, lab)).toBe(mapped);
  });

  test.each([
    '',
    'volumes/nginx-logs',
    '/etc',
    '/volumes',
    '/volumes/nginx-logs/below',
    '/volumes/nginx-logs2',
    '/volumes/x/../nginx-logs',
    '/..',
    '/var/lib/labrador/sandboxes',
    `${folder}2`,
    `${folder}/../labrador-spring-2`,
    `${folder}/etc`,
  ])('%j is refused', (written) => {
    expect(toHostPath(namespace, written, lab)).toBeUndefined();
  });

  test('is none where the lab has no folders of the node', () => {
    for (const path of ['/', '/volumes/nginx-logs', folder]) {
      expect(toHostPath(namespace, path, {...lab, hostPathLeaves: []})).toBeUndefined();
    }
  });

  test.each([
    [folder, '/'],
    [`${folder}/volumes/nginx-logs`, '/volumes/nginx-logs'],
    [`${folder}2/volumes`, undefined],
    ['/etc', undefined],
  ])('%s on the node was written as %s', (mapped, written) => {
    expect(fromHostPath(namespace, mapped)).toBe(written);
  });
});

describe('a lab’s leaves', () => {
  test.each([[['/a', '/a/b']], [['/']], [['/a/']], [['a']], [['/a/../b']], [['/a//b']], [['/..']]])(
    '%j are refused',
    (hostPathLeaves) => {
      expect(labPolicySchema.safeParse({...lab, hostPathLeaves}).success).toBe(false);
    },
  );

  test('may begin alike', () => {
    expect(labPolicySchema.safeParse({...lab, hostPathLeaves: ['/a', '/ab', '/b/c', '/b/d']}).success).toBe(true);
  });
});

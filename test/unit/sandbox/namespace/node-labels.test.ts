import {describe, expect, test} from 'vitest';
import {
  fromNodeLabelKey,
  sandboxOfNodeLabelKey,
  toNodeLabelKey,
  toNodeSelectorKey,
} from '#src/sandbox/namespace/node-labels.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {namespace} from '#test/support/sandbox-fixture.ts';

const keys: [string, string][] = [
  ['disk', 'labrador-spring-1001.node.labrador.dev/disk'],
  ['kubernetes.courselabs.co.ip', 'labrador-spring-1001.node.labrador.dev/kubernetes.courselabs.co.ip'],
  ['example.com/disk', 'example.com.labrador-spring-1001.node.labrador.dev/disk'],
];

describe('a learner’s key', () => {
  test.each(keys)('%s is stored as %s, and back', (written, stored) => {
    expect(toNodeLabelKey(namespace, written)).toBe(stored);
    expect(toNodeSelectorKey(namespace, written)).toBe(stored);
    expect(toNodeSelectorKey(namespace, stored)).toBe(stored);
    expect(fromNodeLabelKey(namespace, stored)).toBe(written);
    expect(sandboxOfNodeLabelKey(stored)).toBe(namespace);
    expect(sandboxOfNodeLabelKey(written)).toBeUndefined();
  });

  test('of another sandbox is nobody else’s, even when one name begins or ends like the other', () => {
    for (const other of [sandboxNamespace('spring', '10012'), sandboxNamespace('x-labrador-spring', '1001')]) {
      expect(fromNodeLabelKey(namespace, toNodeLabelKey(other, 'disk'))).toBeUndefined();
      expect(fromNodeLabelKey(namespace, toNodeLabelKey(other, 'example.com/disk'))).toBeUndefined();
    }
  });

  test.each([
    'kubernetes.io/hostname',
    'node.kubernetes.io/x',
    'node-role.k8s.io/x',
    'labrador.dev/x',
    'a.labrador.dev/x',
  ])('%s cannot be set, since it is the cluster’s own', (key) => {
    expect(() => toNodeLabelKey(namespace, key)).toThrow(
      `The label ${key} is the cluster's own and cannot be changed from a sandbox.`,
    );
  });

  test.each(['', '/x', 'a/', 'a/b/c', 'A.b/c', 'with space', '-x', 'x'.repeat(64), `${'x.'.repeat(130)}x/y`])(
    '%j is no key',
    (key) => {
      expect(() => toNodeLabelKey(namespace, key)).toThrow(/is not a label key/);
    },
  );

  test('is refused when the stored key would be longer than a key may be', () => {
    const longest = 253 - `.${namespace}.node.labrador.dev`.length;
    expect(toNodeLabelKey(namespace, `${'x'.repeat(longest)}/y`)).toHaveLength(255);
    expect(() => toNodeLabelKey(namespace, `${'x'.repeat(longest + 1)}/y`)).toThrow(/too long/);
  });
});

describe('a selector', () => {
  test.each(['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'x.k8s.io/y'])(
    'keeps the cluster’s %s',
    (key) => {
      expect(toNodeSelectorKey(namespace, key)).toBe(key);
    },
  );

  test('may not look for another sandbox’s labels', () => {
    const other = toNodeLabelKey(sandboxNamespace('spring', '2'), 'disk');
    expect(() => toNodeSelectorKey(namespace, other)).toThrow(/the cluster's own/);
  });
});

test.each([
  'node.labrador.dev/disk',
  'theirs.node.labrador.dev/disk',
  'labrador-system.node.labrador.dev/disk',
  'labrador-spring-1001.node.labrador.dev.example.com/disk',
  'example.com/labrador-spring-1001.node.labrador.dev',
  'labrador-spring-1001.node.labrador.dev',
])('%s is no sandbox’s label', (key) => {
  expect(sandboxOfNodeLabelKey(key)).toBeUndefined();
});

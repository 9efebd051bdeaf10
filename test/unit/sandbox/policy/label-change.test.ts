import {describe, expect, test} from 'vitest';
import {requireOwnLabels} from '#src/sandbox/policy/label-change.ts';

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({length: count}, (_, index) => [`l${index}`, 'x']));

describe('labels that a learner sets', () => {
  test.each(['pod-security.kubernetes.io/enforce', 'labrador.dev/workshop', 'eks.amazonaws.com/fargate-profile'])(
    'on a Pod are refused as in a manifest: %s',
    (key) => {
      expect(() => requireOwnLabels('pods', {}, {set: {[key]: 'x'}, remove: []})).toThrow(
        `The label ${key} is not yours to set: the cluster or an add-on of it may act on it.`,
      );
    },
  );

  test.each(['app.kubernetes.io/name', 'helm.sh/chart', 'courselabs.co/lab'])('with a prefix are theirs: %s', (key) => {
    expect(() => requireOwnLabels('pods', {}, {set: {[key]: 'x'}, remove: []})).not.toThrow();
  });

  test('may be taken away, whoever set them', () => {
    expect(() =>
      requireOwnLabels('pods', {'kubernetes.io/x': 'y'}, {set: {}, remove: ['kubernetes.io/x']}),
    ).not.toThrow();
  });

  test('of the cluster’s and of ours stay on a namespace', () => {
    for (const key of ['kubernetes.io/metadata.name', 'labrador.dev/workshop', 'own.labrador.dev/team']) {
      expect(() => requireOwnLabels('namespaces', {[key]: 'x'}, {set: {}, remove: [key]})).toThrow('not yours to set');
      expect(() => requireOwnLabels('namespaces', {}, {set: {[key]: 'x'}, remove: []})).toThrow('not yours to set');
    }
    expect(() => requireOwnLabels('namespaces', {team: 'x'}, {set: {}, remove: ['team']})).not.toThrow();
  });

  test.each([
    ['pods', 30],
    ['nodes', 10],
  ] as const)('on %s are %i at the most', (type, most) => {
    expect(() => requireOwnLabels(type, many(most - 1), {set: {a: 'b'}, remove: []})).not.toThrow();
    expect(() => requireOwnLabels(type, many(most), {set: {l0: 'b'}, remove: []})).not.toThrow();
    expect(() => requireOwnLabels(type, many(most), {set: {a: 'b'}, remove: ['l0']})).not.toThrow();
    expect(() => requireOwnLabels(type, many(most), {set: {a: 'b'}, remove: []})).toThrow(
      `That would be ${most + 1} labels of yours, and ${most} are the most.`,
    );
  });

  test('are counted on a node without the cluster’s own', () => {
    const labels = {...many(9), 'kubernetes.io/hostname': 'n', 'beta.kubernetes.io/os': 'linux'};
    expect(() => requireOwnLabels('nodes', labels, {set: {a: 'b'}, remove: []})).not.toThrow();
  });
});

import {expect, test} from 'vitest';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {podSecurityLabels, podSecurityLevel} from '#src/sandbox/namespace/pod-security.ts';

const lab = {lab: 'a', images: ['a:1'], hostPathLeaves: [] as string[], podsPerNode: 1, nodesPerSandbox: 1};

test.each([
  ['privileged', {hostPathLeaves: ['/volumes/logs']}],
  ['privileged', {hostPathLeaves: ['/volumes/logs'], podSecurity: 'baseline'}],
  ['baseline', {}],
  ['restricted', {podSecurity: 'restricted'}],
])('a sandbox is %s for a lab with %o', (level, changes) => {
  expect(podSecurityLevel(labPolicySchema.parse({...lab, ...changes}))).toBe(level);
});

test('all three modes have the level and a version of it', () => {
  expect(podSecurityLabels(labPolicySchema.parse(lab))).toEqual({
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/enforce-version': 'v1.37',
    'pod-security.kubernetes.io/warn': 'baseline',
    'pod-security.kubernetes.io/warn-version': 'v1.37',
    'pod-security.kubernetes.io/audit': 'baseline',
    'pod-security.kubernetes.io/audit-version': 'v1.37',
  });
});

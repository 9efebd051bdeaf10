import {expect, it} from 'vitest';
import {stoppedBy} from '#test/real/attacks/stopped-by.ts';
import {wallOfOutcome, wallOfStatus, type Wall} from '#test/real/attacks/walls.ts';

const statuses: readonly (readonly [Wall, string, string])[] = [
  [
    'RBAC',
    'Forbidden',
    'secrets is forbidden: User "system:serviceaccount:labrador-open-1:learner" cannot list resource "secrets" in API group "" in the namespace "x"',
  ],
  ['RBAC', 'Forbidden', 'forbidden: User "system:serviceaccount:x:learner" cannot get path "/metrics"'],
  [
    'RBAC',
    'Forbidden',
    'serviceaccounts "learner" is forbidden: User "x" cannot impersonate resource "serviceaccounts" in API group ""',
  ],
  [
    'admission policy',
    'Forbidden',
    `pods "x" is forbidden: ValidatingAdmissionPolicy 'labrador-pod' with binding 'labrador-pod' denied request: Not allowed in a sandbox: spec.hostNetwork`,
  ],
  [
    'admission policy',
    'Invalid',
    `The pods "x" is invalid: : ValidatingAdmissionPolicy 'labrador-pod' with binding 'labrador-pod' denied request: no`,
  ],
  ['Pod Security', 'Forbidden', 'pods "x" is forbidden: violates PodSecurity "baseline:latest": host namespaces'],
  ['quota', 'Forbidden', 'pods "x" is forbidden: exceeded quota: sandbox, requested: pods=1, used: pods=6'],
  ['quota', 'Forbidden', 'pods "x" is forbidden: [maximum cpu usage per Container is 500m, but limit is 64]'],
  ['quota', 'Forbidden', 'pods "x" is forbidden: minimum memory usage per Container is 4Mi, but request is 0'],
  ['authentication', 'Unauthorized', 'Unauthorized'],
  ['API server', 'NotFound', 'pods "x" not found'],
  ['API server', 'Invalid', 'Service "x" is invalid: spec.clusterIPs: Invalid value: provided IP is already allocated'],
];

it.for(statuses)('%s is known by its Status: %s %s', ([wall, reason, message]) => {
  expect(wallOfStatus({reason, message})).toBe(wall);
});

it.for([
  ['policy', 'refused'],
  ['policy', 'not-found'],
  ['parser', 'bad-input'],
  ['rate', 'too-fast'],
  ['API server', 'NotFound'],
  [undefined, 'unavailable'],
  [undefined, 'deadline'],
  [undefined, 'bug'],
] as const)('%s is known by the code %s', ([wall, code]) => {
  expect(wallOfOutcome({reason: code, message: ''})).toBe(wall);
});

it('the code of a command says more than its sentence', () => {
  const shown = '`kubectl get node x`\n✗ ```\nError from server (NotFound): nodes "x" not found\n```';

  expect(stoppedBy(shown, 'not-found')).toEqual({
    stoppedBy: 'policy',
    evidence: 'Error from server (NotFound): nodes "x" not found',
  });
  expect(stoppedBy(shown, 'NotFound').stoppedBy).toBe('API server');
});

it('what breaks or is late was not stopped', () => {
  expect(stoppedBy('`x`\n✗ ```\nSomething broke on our side.\n```', 'bug').stoppedBy).toBeUndefined();
});

it('who is too fast is held by the rate, and who is not understood by the parser', () => {
  expect(stoppedBy('`x`\n✗ That was more than 30 in 15 s.\n→ Wait 9 s.').stoppedBy).toBe('rate');
  expect(stoppedBy('`x`\n✗ kubectl attach is not supported.').stoppedBy).toBe('parser');
});

it('a Pod in trouble and a page that is not there are no refusals', () => {
  expect(stoppedBy('`x`\n✗ nginx-1 — **Error**').stoppedBy).toBeUndefined();
  expect(stoppedBy('`x`\n✗ **HTTP 502** from `nginx/`').stoppedBy).toBeUndefined();
});

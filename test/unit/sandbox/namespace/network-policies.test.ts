import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {networkPolicySchema, policyTypesOf, type Direction} from '#src/kinds/network-policy/schema.ts';
import {networkPolicy} from '#src/kinds/network-policy/network-policy.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {mostOpenings, networkPolicies, openingsFor} from '#src/sandbox/namespace/network-policies.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {selects, someLabels, someSelector} from '../../kubernetes/selectors.ts';

const schema = networkPolicySchema.extend({metadata: z.looseObject({name: z.string()})});
type Policy = z.infer<typeof schema>;

const ofSandbox = (learnersPolicies: readonly KubernetesObject[]): Policy[] =>
  networkPolicies(sandboxSpec(), {dnsAddresses: ['10.96.0.10'], learnersPolicies}).map((policy) =>
    schema.parse(policy),
  );

const somePolicy = fc
  .record({
    podSelector: someSelector,
    policyTypes: fc.constantFrom(undefined, ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    egress: fc.constantFrom(undefined, [], [{}]),
  })
  .map((spec) => kubernetesObjectSchema.parse({metadata: {name: 'theirs', uid: '1'}, spec}));

/** What the sandbox's own policies let a Pod do, as Kubernetes reads them: it is isolated by any, and each adds. */
function allowed(direction: Direction, labels: Record<string, string>, policies: readonly Policy[]): string[] {
  const about = policies.filter(
    ({spec}) => policyTypesOf(spec).includes(direction) && selects(spec.podSelector, labels),
  );
  const rules = about.flatMap(({spec}) => (direction === 'Ingress' ? spec.ingress : spec.egress) ?? []);
  return rules.map((rule) => JSON.stringify(rule));
}

describe('the NetworkPolicies of a sandbox', () => {
  test('allow all that they allowed before to exactly the Pods that no policy of the learner is about', () => {
    fc.assert(
      fc.property(fc.array(somePolicy, {maxLength: 3}), someLabels, (learners, labels) => {
        const policies = ofSandbox(learners);
        const untouched = ofSandbox([]);
        const isolated = allowed('Egress', labels, [...untouched].slice(-1));
        for (const direction of ['Ingress', 'Egress'] as const) {
          const isTheirs = learners.some((policy) => {
            const {spec} = networkPolicySchema.parse(policy);
            return policyTypesOf(spec).includes(direction) && selects(spec.podSelector, labels);
          });
          const found = new Set(allowed(direction, labels, policies));
          const held = direction === 'Egress' ? isolated : [];
          expect(found).toEqual(new Set(isTheirs ? held : allowed(direction, labels, untouched)));
        }
      }),
    );
  });

  test('have names that no learner has, each its own', () => {
    fc.assert(
      fc.property(fc.array(somePolicy, {maxLength: 4}), (learners) => {
        fc.pre(openingsFor(learners) <= mostOpenings);
        const names = ofSandbox(learners).map(({metadata}) => metadata.name);
        expect(names.filter((name) => !networkPolicy.isReserved(name))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  test('are the same again for the same policies, so that applying them twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(somePolicy, {maxLength: 3}), (learners) => {
        expect(ofSandbox(learners)).toEqual(ofSandbox(learners));
      }),
    );
  });

  test.for(['sandbox-egress', 'my-sandbox', 'sandbox-egress-short', 'default-deny'])(
    'leave %s to a learner',
    (name) => {
      expect(networkPolicy.isReserved(name)).toBe(false);
    },
  );
});

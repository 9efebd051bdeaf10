import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {networkPolicySchema} from '#src/kinds/network-policy/schema.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {storedNamespaceKeys, toNamespaceKey} from '#src/sandbox/namespace/namespace-labels.ts';
import {ownersLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {someLabels, someSelector} from '../../kubernetes/selectors.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();
const positions = withoutLines('policy.yaml');
const admitted = (object: JsonObject): JsonObject => admit(object, spec, positions).object;

const namespaceSelector = fc.oneof(
  someSelector,
  fc.constantFrom('dev', 'kube-system', spec.namespace).map((name) => ({
    matchLabels: {'kubernetes.io/metadata.name': name},
  })),
  fc.constant({matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['dev', 'test']}]}),
  fc.constant({matchExpressions: [{key: 'labrador.dev/workshop', operator: 'Exists'}]}),
  fc.constant({matchLabels: {'labrador.dev/workshop': 'another', 'labrador.dev/learner': '2002'}}),
);
const peer = fc.oneof(
  fc.record({podSelector: someSelector}),
  fc.record({namespaceSelector}),
  fc.record({namespaceSelector, podSelector: someSelector}),
);
const ports = fc.array(fc.record({port: fc.integer({min: 1, max: 65_535}), protocol: fc.constantFrom('TCP', 'UDP')}), {
  maxLength: 2,
});
const peers = fc.array(peer, {minLength: 1, maxLength: 3});
const block = fc.constant({ipBlock: {cidr: '0.0.0.0/0', except: ['10.0.0.0/8']}});
const somePolicy = fc
  .record(
    {
      podSelector: someSelector,
      policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
      ingress: fc.array(
        fc.record({ports, from: fc.oneof(peers, fc.array(block, {minLength: 1, maxLength: 1}))}, {requiredKeys: []}),
        {maxLength: 3},
      ),
      egress: fc.array(fc.record({ports, to: peers}, {requiredKeys: []}), {maxLength: 3}),
    },
    {requiredKeys: []},
  )
  .map((rules): JsonObject =>
    JSON.parse(
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: {name: 'theirs', namespace: spec.namespace},
        spec: rules,
      }),
    ),
  );

describe('a NetworkPolicy that a learner writes', () => {
  test('lets Pods send to nobody but Pods of the sandbox', () => {
    fc.assert(
      fc.property(somePolicy, (policy) => {
        const {egress} = networkPolicySchema.parse(admitted(policy)).spec;
        for (const {to} of egress ?? []) {
          expect(to?.length).toBeGreaterThan(0);
          for (const {ipBlock, namespaceSelector: namespaces, podSelector} of to ?? []) {
            expect(ipBlock).toBeUndefined();
            // of its own namespace, or of those that carry the labels of the sandbox
            const labels = namespaces === undefined && podSelector ? ownersLabels(spec) : namespaces?.matchLabels;
            expect(labels).toMatchObject(ownersLabels(spec));
          }
        }
      }),
    );
  });

  test('is as it was when it is admitted again, and when it is written back and admitted', () => {
    fc.assert(
      fc.property(somePolicy, (policy) => {
        const stored = admitted(policy);
        expect(admitted(stored)).toEqual(stored);
        expect(admitted(toLearnerObject(stored, spec))).toEqual(stored);
      }),
    );
  });

  test('is shown as it was written, in a list too', () => {
    fc.assert(
      fc.property(fc.array(someLabels, {maxLength: 2}), ports, (found, open) => {
        const to = found.map((matchLabels) => ({
          namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'dev'}},
          podSelector: {matchLabels},
        }));
        const rules = [{ports: open}, ...(to.length === 0 ? [] : [{to}]), {to: [{namespaceSelector: {}}]}];
        const policy = {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: {name: 'theirs', namespace: spec.namespace},
          spec: {podSelector: {}, policyTypes: ['Egress'], egress: rules, ingress: [{}, {from: to}]},
        };
        const stored = admitted(policy);
        expect(toLearnerObject(stored, spec)).toEqual(policy);
        const list = {kind: 'List', apiVersion: 'v1', items: [stored]};
        expect(toLearnerObject(list, spec)['items']).toEqual([policy]);
      }),
    );
  });

  test('chooses namespaces by the labels that its learner gave them, and by no others in the cluster', () => {
    const namespaceSelector = {
      matchLabels: {team: 'blue', 'course.example/lab': 'shops'},
      matchExpressions: [{key: 'tier', operator: 'In', values: ['front']}],
    };
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {name: 'theirs', namespace: spec.namespace},
      spec: {podSelector: {}, ingress: [{from: [{namespaceSelector}]}]},
    };
    const stored = admitted(policy);
    const labels = storedNamespaceKeys(namespaceSelector.matchLabels);
    expect(networkPolicySchema.parse(stored).spec.ingress?.[0]?.from?.[0]?.namespaceSelector).toEqual({
      matchLabels: {...labels, ...ownersLabels(spec)},
      matchExpressions: [{key: toNamespaceKey('tier'), operator: 'In', values: ['front']}],
    });
    expect(toLearnerObject(stored, spec)).toEqual(policy);
  });

  test.for([
    [
      'an address of whom to send to',
      {egress: [{to: [{ipBlock: {cidr: '10.0.0.0/8'}}]}]},
      'spec.egress[0].to[0].ipBlock',
    ],
    ['nobody of whom to send to', {egress: [{to: [null]}]}, 'spec.egress[0].to[0]'],
  ] as const)('is refused with %s', ([, rules, field]) => {
    const policy = {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'theirs'}};
    expect(() => admitted(JSON.parse(JSON.stringify({...policy, spec: rules})))).toThrow(field);
  });

  test('is refused under a name that holds the sandbox', () => {
    const policy = {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: {podSelector: {}}};
    for (const name of ['sandbox', 'sandbox-egress-abcdefgh']) {
      expect(() => admitted({...policy, metadata: {name}})).toThrow('metadata.name');
    }
  });
});

import type {KubeObject} from '../objects/kube-object.ts';
import {any, integer, intOrString, kind, labelSelector, list, object, string} from '../schema/schema.ts';
import {formatSelector} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {validatePolicy, type PolicySpec} from './network-policy-validation.ts';
import {defineType} from './resource-type.ts';

interface NetworkPolicy extends KubeObject {
  spec: PolicySpec;
}

const ports = list(object('NetworkPolicyPort', {protocol: string, port: intOrString, endPort: integer}));

/** Stored and shown; the emulated network lets everything through, as a cluster without a policy engine does. */
export const networkPolicies = defineType<NetworkPolicy>({
  group: 'networking.k8s.io',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  kind: 'NetworkPolicy',
  shortNames: ['netpol'],
  schema: kind('NetworkPolicy', {
    spec: object('NetworkPolicySpec', {
      podSelector: labelSelector,
      ingress: list(object('NetworkPolicyIngressRule', {ports, from: list(any)})),
      egress: list(object('NetworkPolicyEgressRule', {ports, to: list(any)})),
      policyTypes: list(string),
    }),
  }),
  columns: [nameColumn, column('Pod-Selector'), ageColumn],
  row: (policy, nowMs) => [policy.metadata.name, formatSelector(policy.spec.podSelector), age(policy, nowMs)],
  hasGeneration: true,
  validate: ({spec}) => validatePolicy(spec),
  setDefaults: ({spec}) => {
    for (const {ports = []} of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
      for (const port of ports) port.protocol ??= 'TCP';
    }
    spec.podSelector ??= {};
    spec.policyTypes ??= ['Ingress', ...((spec.egress ?? []).length > 0 ? ['Egress'] : [])];
  },
});

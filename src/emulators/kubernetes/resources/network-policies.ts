import type {KubeObject} from '../objects/kube-object.ts';
import {integer, intOrString, kind, labelSelector, list, object, string} from '../schema/schema.ts';
import {formatSelector} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {validatePolicy, type PolicySpec} from './network-policy-validation.ts';
import {defineType} from './resource-type.ts';

export interface NetworkPolicy extends KubeObject {
  spec: PolicySpec;
}

const peers = list(
  object('NetworkPolicyPeer', {
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: object('IPBlock', {cidr: string, except: list(string)}, ['cidr']),
  }),
);
const ports = list(object('NetworkPolicyPort', {protocol: string, port: intOrString, endPort: integer}));

/** The emulated network holds to them between Pods. */
export const networkPolicies = defineType<NetworkPolicy>({
  group: 'networking.k8s.io',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  kind: 'NetworkPolicy',
  shortNames: ['netpol'],
  schema: kind('NetworkPolicy', {
    spec: object('NetworkPolicySpec', {
      podSelector: labelSelector,
      ingress: list(object('NetworkPolicyIngressRule', {ports, from: peers})),
      egress: list(object('NetworkPolicyEgressRule', {ports, to: peers})),
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
    if ((spec.policyTypes ?? []).length === 0) {
      spec.policyTypes = ['Ingress', ...((spec.egress ?? []).length > 0 ? ['Egress'] : [])];
    }
  },
});

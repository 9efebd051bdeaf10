import type {KubeObject} from '../objects/kube-object.ts';
import {any, kind, list, object, string} from '../schema/schema.ts';
import {formatSelector} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

/** Stored and shown; the emulated network lets everything through, as a cluster without a policy engine does. */
export const networkPolicies = defineType<KubeObject>({
  group: 'networking.k8s.io',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  kind: 'NetworkPolicy',
  shortNames: ['netpol'],
  schema: kind('NetworkPolicy', {
    spec: object('NetworkPolicySpec', {
      podSelector: any,
      ingress: list(any),
      egress: list(any),
      policyTypes: list(string),
    }),
  }),
  columns: [nameColumn, column('Pod-Selector'), ageColumn],
  row: (policy: KubeObject & {spec?: {podSelector?: {matchLabels?: Record<string, string>}}}, nowMs) => [
    policy.metadata.name,
    formatSelector(policy.spec?.podSelector),
    age(policy, nowMs),
  ],
  hasGeneration: true,
});

import {z} from 'zod';
import {intOrStringSchema} from '#src/kubernetes/int-or-string.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';

const directionSchema = z.enum(['Ingress', 'Egress']);
export type Direction = z.infer<typeof directionSchema>;

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

const peerSchema = z.looseObject({
  podSelector: labelSelectorSchema.nullish(),
  namespaceSelector: labelSelectorSchema.nullish(),
  ipBlock: z.looseObject({cidr: z.string(), except: listOf(z.string())}).nullish(),
});
export type NetworkPeer = z.infer<typeof peerSchema>;

const portSchema = z.looseObject({
  protocol: z.string().nullish(),
  port: intOrStringSchema.nullish(),
  endPort: z.number().nullish(),
});
export type NetworkPort = z.infer<typeof portSchema>;

export const networkPolicySchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      podSelector: labelSelectorSchema.prefault({}),
      policyTypes: listOf(directionSchema),
      ingress: listOf(z.looseObject({ports: listOf(portSchema), from: listOf(peerSchema)})),
      egress: listOf(z.looseObject({ports: listOf(portSchema), to: listOf(peerSchema)})),
    })
    .prefault({}),
});
type PolicySpec = z.infer<typeof networkPolicySchema>['spec'];

/** What a policy is about; where it does not say, as the API server fills it in. */
export function policyTypesOf({policyTypes, egress}: Pick<PolicySpec, 'policyTypes' | 'egress'>): readonly Direction[] {
  if (policyTypes && policyTypes.length > 0) return policyTypes;
  return ['Ingress', ...((egress ?? []).length > 0 ? (['Egress'] as const) : [])];
}

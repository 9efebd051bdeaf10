import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

const amountsSchema = z.record(z.string(), z.string()).nullish();

export const nodeSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      unschedulable: z.boolean().default(false),
      taints: listOf(z.looseObject({key: z.string(), value: z.string().default(''), effect: z.string().default('')})),
      podCIDR: z.string().default(''),
      podCIDRs: z.array(z.string()).nullish(),
      providerID: z.string().default(''),
    })
    .prefault({}),
  status: z
    .looseObject({
      conditions: conditionsSchema,
      addresses: z.array(z.looseObject({type: z.string(), address: z.string()})).nullish(),
      capacity: amountsSchema,
      allocatable: amountsSchema,
      images: listOf(z.looseObject({names: listOf(z.string())})),
      nodeInfo: z.record(z.string(), z.unknown()).default({}),
    })
    .prefault({}),
});
export type Node = z.infer<typeof nodeSchema>;

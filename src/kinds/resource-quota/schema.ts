import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

const amounts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

/** What is read of a ResourceQuota. */
export const resourceQuotaSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({scopes: z.array(z.string()).nullish()}).prefault({}),
  status: z.looseObject({hard: amounts, used: amounts}).prefault({}),
});
export type ResourceQuota = z.infer<typeof resourceQuotaSchema>;

import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

const amounts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

const limitSchema = z.looseObject({
  type: z.string(),
  max: amounts,
  min: amounts,
  default: amounts,
  defaultRequest: amounts,
  maxLimitRequestRatio: amounts,
});

/** What is read of a LimitRange that is stored. */
export const limitRangeSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({limits: z.array(limitSchema).nullish()}).prefault({}),
});
export type LimitRange = z.infer<typeof limitRangeSchema>;

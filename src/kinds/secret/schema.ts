import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

export const secretSchema = kubernetesObjectSchema.extend({
  type: z.string().default('Opaque'),
  /** In base64. */
  data: z.record(z.string(), z.string()).nullish(),
});

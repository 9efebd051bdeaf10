import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

export const serviceAccountSchema = kubernetesObjectSchema.extend({
  imagePullSecrets: z.array(z.looseObject({name: z.string().default('')})).nullish(),
});

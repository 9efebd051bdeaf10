import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

export const ingressClassSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      controller: z.string().default(''),
      parameters: z
        .looseObject({apiGroup: z.string().nullish(), kind: z.string().default(''), name: z.string().default('')})
        .nullish(),
    })
    .prefault({}),
});

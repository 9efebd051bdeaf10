import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

const name = z.string().default('');

export const roleBindingSchema = kubernetesObjectSchema.extend({
  roleRef: z.looseObject({kind: name, name}).prefault({}),
  subjects: z.array(z.looseObject({kind: name, name, namespace: name})).nullish(),
});

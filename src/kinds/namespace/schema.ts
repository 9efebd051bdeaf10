import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

/** What is read of a Namespace. */
export const namespaceObjectSchema = kubernetesObjectSchema.extend({
  status: z.looseObject({phase: z.string().default('')}).prefault({}),
});

import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/ */
export const policyRuleSchema = z.looseObject({
  verbs: texts,
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  nonResourceURLs: texts,
});
export type PolicyRule = z.infer<typeof policyRuleSchema>;

export const roleSchema = kubernetesObjectSchema.extend({rules: z.array(policyRuleSchema).nullish()});

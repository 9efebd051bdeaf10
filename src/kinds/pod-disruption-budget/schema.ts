import {z} from 'zod';
import {intOrStringSchema} from '#src/kubernetes/int-or-string.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';

const count = z.number().default(0);

export const podDisruptionBudgetSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      minAvailable: intOrStringSchema.nullish(),
      maxUnavailable: intOrStringSchema.nullish(),
      selector: labelSelectorSchema.nullish(),
    })
    .prefault({}),
  status: z
    .looseObject({disruptionsAllowed: count, currentHealthy: count, desiredHealthy: count, expectedPods: count})
    .prefault({}),
});

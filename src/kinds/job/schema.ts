import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';
import {podTemplateSchema} from '../pod/pod-spec.ts';

const count = z.number().default(0);

export const jobSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    parallelism: z.number().nullish(),
    completions: z.number().nullish(),
    completionMode: z.string().nullish(),
    suspend: z.boolean().nullish(),
    backoffLimit: z.number().nullish(),
    activeDeadlineSeconds: z.number().nullish(),
    ttlSecondsAfterFinished: z.number().nullish(),
  }),
  status: z
    .looseObject({
      startTime: z.string().nullish(),
      completionTime: z.string().nullish(),
      active: count,
      succeeded: count,
      failed: count,
      /** Servers up to v1.23 do not say. */
      ready: z.number().nullish(),
      completedIndexes: z.string().default(''),
    })
    .prefault({}),
});

import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';
import {listOf} from '#src/kubernetes/list-of.ts';
import {podTemplateSchema} from '../pod/pod-spec.ts';

export const cronJobSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    schedule: z.string().default(''),
    timeZone: z.string().nullish(),
    concurrencyPolicy: z.string().default(''),
    suspend: z.boolean().nullish(),
    startingDeadlineSeconds: z.number().nullish(),
    successfulJobsHistoryLimit: z.number().nullish(),
    failedJobsHistoryLimit: z.number().nullish(),
    jobTemplate: z.looseObject({
      spec: z.looseObject({
        selector: labelSelectorSchema.nullish(),
        parallelism: z.number().nullish(),
        completions: z.number().nullish(),
        activeDeadlineSeconds: z.number().nullish(),
        template: podTemplateSchema,
      }),
    }),
  }),
  status: z
    .looseObject({
      lastScheduleTime: z.string().nullish(),
      active: listOf(z.looseObject({name: z.string().default('')})),
    })
    .prefault({}),
});

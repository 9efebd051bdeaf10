import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';
import {podTemplateSchema} from '../pod/pod-spec.ts';

export const daemonSetSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    updateStrategy: z.looseObject({type: z.string().default('RollingUpdate')}).prefault({}),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().default(0),
      desiredNumberScheduled: z.number().default(0),
      currentNumberScheduled: z.number().default(0),
      updatedNumberScheduled: z.number().default(0),
      numberAvailable: z.number().default(0),
      numberMisscheduled: z.number().default(0),
    })
    .prefault({}),
});

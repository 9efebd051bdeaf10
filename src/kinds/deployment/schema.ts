import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {intOrStringSchema} from '#src/kubernetes/int-or-string.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';
import {podTemplateSchema} from '../pod/pod-spec.ts';

export const deploymentSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    minReadySeconds: z.number().default(0),
    strategy: z
      .looseObject({
        type: z.string().default(''),
        rollingUpdate: z
          .looseObject({maxUnavailable: intOrStringSchema.default(0), maxSurge: intOrStringSchema.default(0)})
          .nullish(),
      })
      .prefault({}),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      unavailableReplicas: z.number().default(0),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';
import {podTemplateSchema} from '../pod/pod-spec.ts';

export const replicaSetSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
  }),
  status: z.looseObject({replicas: z.number().default(0), conditions: conditionsSchema}).prefault({}),
});

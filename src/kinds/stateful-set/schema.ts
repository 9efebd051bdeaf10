import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {labelSelectorSchema} from '#src/kubernetes/label-selector-text.ts';
import {listOf} from '#src/kubernetes/list-of.ts';
import {claimSpecSchema} from '../persistent-volume-claim/schema.ts';
import {podTemplateSchema} from '../pod/pod-spec.ts';

const textMapSchema = z.record(z.string(), z.string()).nullish();

export const claimTemplateSchema = z.looseObject({
  metadata: z
    .looseObject({name: z.string().default(''), labels: textMapSchema, annotations: textMapSchema})
    .prefault({}),
  spec: claimSpecSchema,
});

export const statefulSetSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    volumeClaimTemplates: listOf(claimTemplateSchema),
    serviceName: z.string().default(''),
    podManagementPolicy: z.string().default(''),
    updateStrategy: z
      .looseObject({
        type: z.string().default('RollingUpdate'),
        rollingUpdate: z
          .looseObject({
            partition: z.number().nullish(),
            maxUnavailable: z.union([z.number(), z.string()]).nullish(),
          })
          .nullish(),
      })
      .prefault({}),
    /** Servers up to v1.22 have none. */
    persistentVolumeClaimRetentionPolicy: z
      .looseObject({whenDeleted: z.string().default(''), whenScaled: z.string().default('')})
      .nullish(),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      currentReplicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      currentRevision: z.string().default(''),
      updateRevision: z.string().default(''),
    })
    .prefault({}),
});

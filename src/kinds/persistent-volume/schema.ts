import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

const requirementSchema = z.looseObject({key: z.string(), operator: z.string(), values: listOf(z.string())});

export const persistentVolumeSchema = kubernetesObjectSchema.extend({
  metadata: kubernetesObjectSchema.shape.metadata.extend({finalizers: z.array(z.string()).nullish()}),
  spec: z.looseObject({
    capacity: z.record(z.string(), z.string()).nullish(),
    accessModes: z.array(z.string()).nullish(),
    claimRef: z.looseObject({namespace: z.string().default(''), name: z.string().default('')}).nullish(),
    persistentVolumeReclaimPolicy: z.string().default(''),
    storageClassName: z.string().nullish(),
    volumeMode: z.string().nullish(),
    nodeAffinity: z
      .looseObject({
        required: z
          .looseObject({nodeSelectorTerms: listOf(z.looseObject({matchExpressions: listOf(requirementSchema)}))})
          .nullish(),
      })
      .nullish(),
    hostPath: z.looseObject({path: z.string(), type: z.string().nullish()}).nullish(),
    local: z.looseObject({path: z.string()}).nullish(),
    nfs: z.looseObject({server: z.string(), path: z.string(), readOnly: z.boolean().default(false)}).nullish(),
    csi: z
      .looseObject({
        driver: z.string(),
        volumeHandle: z.string(),
        fsType: z.string().default(''),
        readOnly: z.boolean().default(false),
        volumeAttributes: z.record(z.string(), z.string()).nullish(),
      })
      .nullish(),
  }),
  status: z.looseObject({phase: z.string().default(''), message: z.string().default('')}).prefault({}),
});

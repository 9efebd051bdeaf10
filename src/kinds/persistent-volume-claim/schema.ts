import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';

const amountsSchema = z.record(z.string(), z.string()).nullish();

export const claimSpecSchema = z.looseObject({
  accessModes: z.array(z.string()).nullish(),
  resources: z.looseObject({requests: amountsSchema}).nullish(),
  storageClassName: z.string().nullish(),
  volumeName: z.string().default(''),
  volumeMode: z.string().nullish(),
  dataSource: z.looseObject({apiGroup: z.string().nullish(), kind: z.string(), name: z.string()}).nullish(),
});

export const persistentVolumeClaimSchema = kubernetesObjectSchema.extend({
  metadata: kubernetesObjectSchema.shape.metadata.extend({finalizers: z.array(z.string()).nullish()}),
  spec: claimSpecSchema,
  status: z
    .looseObject({
      phase: z.string().default(''),
      accessModes: z.array(z.string()).nullish(),
      capacity: amountsSchema,
      conditions: conditionsSchema,
    })
    .prefault({}),
});

/** The class of a claim or a volume: an annotation of old goes before the field. */
export function storageClassOf({
  metadata,
  spec,
}: {
  readonly metadata: {readonly annotations?: Readonly<Record<string, string>> | null | undefined};
  readonly spec: {readonly storageClassName?: string | null | undefined};
}): string {
  return metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName ?? '';
}

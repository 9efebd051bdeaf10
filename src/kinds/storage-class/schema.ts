import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

export const storageClassSchema = kubernetesObjectSchema.extend({
  provisioner: z.string().default(''),
  parameters: z.record(z.string(), z.string()).nullish(),
  reclaimPolicy: z.string().nullish(),
  mountOptions: listOf(z.string()),
  allowVolumeExpansion: z.boolean().nullish(),
  volumeBindingMode: z.string().nullish(),
  allowedTopologies: z
    .array(
      z.looseObject({
        matchLabelExpressions: listOf(z.looseObject({key: z.string(), values: listOf(z.string())})),
      }),
    )
    .nullish(),
});

type StorageClass = z.infer<typeof storageClassSchema>;

const defaultAnnotations = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

export function isDefaultClass({metadata}: Pick<StorageClass, 'metadata'>): boolean {
  return defaultAnnotations.some((key) => metadata.annotations?.[key] === 'true');
}

/** The class that a claim without one is given: of several the newest, as the API server chooses. */
export function defaultClassOf(classes: readonly StorageClass[]): string | undefined {
  return classes
    .filter(isDefaultClass)
    .sort(
      ({metadata: a}, {metadata: b}) =>
        (b.creationTimestamp ?? '').localeCompare(a.creationTimestamp ?? '') || (a.name < b.name ? -1 : 1),
    )[0]?.metadata.name;
}

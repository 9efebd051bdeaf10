import {z} from 'zod';

export const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({name: z.string(), namespace: z.string().optional()}),
});
export type ManifestObject = z.infer<typeof manifestSchema>;

/** Where an object of our own manifests is applied: the plurals of their kinds are regular. */
export function manifestPath({apiVersion, kind, metadata}: ManifestObject): string {
  const plural = kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${root}${scope}/${plural.toLowerCase()}/${metadata.name}`;
}

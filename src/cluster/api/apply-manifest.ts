import {z} from 'zod';
import type {ApiClient} from './api-client.ts';
import {patchTypes} from './api-request.ts';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({name: z.string(), namespace: z.string().optional()}),
});

/** What an object of our own manifests is of: the plurals of their kinds are regular. */
export function resourceOf(manifest: unknown): {group: string; plural: string; name: string; namespace?: string} {
  const {apiVersion, kind, metadata} = manifestSchema.parse(manifest);
  const {name, namespace} = metadata;
  return {
    group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
    plural: pluralOf(kind.toLowerCase()),
    name,
    ...(namespace === undefined ? {} : {namespace}),
  };
}

function pluralOf(singular: string): string {
  if (singular.endsWith('y')) return `${singular.slice(0, -1)}ies`;
  return singular.endsWith('s') ? `${singular}es` : `${singular}s`;
}

/** Where it is applied. */
export function manifestPath(manifest: unknown): string {
  const {apiVersion, metadata} = manifestSchema.parse(manifest);
  const {plural} = resourceOf(manifest);
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${root}${scope}/${plural}/${metadata.name}`;
}

/** As kubectl names it: `namespace/labrador-system`. */
export function manifestTitle(manifest: unknown): string {
  const {kind, metadata} = manifestSchema.parse(manifest);
  return `${kind.toLowerCase()}/${metadata.name}`;
}

/** Applies one of our own manifests, whoever else has written to the object before. */
export async function applyManifest(
  client: ApiClient,
  manifest: unknown,
  options: {readonly fieldManager: string; readonly signal?: AbortSignal},
): Promise<void> {
  const {fieldManager, signal} = options;
  await client.request({
    method: 'PATCH',
    path: manifestPath(manifest),
    query: {fieldManager, force: 'true'},
    body: manifest,
    contentType: patchTypes.apply,
    ...(signal === undefined ? {} : {signal}),
  });
}

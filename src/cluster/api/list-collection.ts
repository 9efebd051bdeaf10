import type {ApiClient} from './api-client.ts';
import {isNotFound} from './api-error.ts';
import {objectListSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

interface ListOptions {
  readonly labelSelector?: string;
  readonly signal: AbortSignal;
}

/** All objects of a collection. */
export async function listCollection(
  client: ApiClient,
  path: string,
  {labelSelector, signal}: ListOptions,
): Promise<KubernetesObject[]> {
  const {body} = await client.request({path, query: {labelSelector}, signal});
  return objectListSchema.parse(body).items ?? [];
}

/** The same; of a type that the cluster does not have there are none. */
export async function listIfServed(client: ApiClient, path: string, options: ListOptions): Promise<KubernetesObject[]> {
  try {
    return await listCollection(client, path, options);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

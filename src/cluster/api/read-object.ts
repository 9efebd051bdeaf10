import type {ApiClient} from './api-client.ts';
import {isNotFound} from './api-error.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

/** One object, or undefined when there is none of that name. */
export async function readOrNothing(
  client: ApiClient,
  path: string,
  signal: AbortSignal,
): Promise<KubernetesObject | undefined> {
  try {
    return kubernetesObjectSchema.parse((await client.request({path, signal})).body);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

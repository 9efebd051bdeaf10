import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import type {ApiClient} from '../api/api-client.ts';
import {ApiError} from '../api/api-error.ts';
import {manifestPath, manifestTitle} from '../api/apply-manifest.ts';
import {readOrNothing} from '../api/read-object.ts';

/** What is not in the cluster as it would be applied. */
export interface Difference {
  readonly title: string;
  readonly state: 'missing' | 'different' | 'unseen';
}

/** Compares what is there with what would be applied; what the cluster has added is no difference. */
export async function findDifferences(
  client: ApiClient,
  manifests: readonly JsonObject[],
  signal: AbortSignal,
): Promise<Difference[]> {
  const found = await Promise.all(
    manifests.map(async (manifest): Promise<Difference[]> => {
      const title = manifestTitle(manifest);
      try {
        const object = await readOrNothing(client, manifestPath(manifest), signal);
        if (object === undefined) return [{title, state: 'missing'}];
        return holds(object as JsonObject, manifest) ? [] : [{title, state: 'different'}];
      } catch (error) {
        if (error instanceof ApiError && error.status === 403) return [{title, state: 'unseen'}];
        throw error;
      }
    }),
  );
  return found.flat();
}

/** Whether all of `wanted` is there. */
function holds(there: JsonValue | undefined, wanted: JsonValue): boolean {
  if (isJsonObject(wanted)) {
    return isJsonObject(there)
      ? Object.entries(wanted).every(([key, value]) => holds(there[key], value))
      : Object.keys(wanted).length === 0 && there === undefined;
  }
  if (isJsonList(wanted)) {
    if (!isJsonList(there)) return wanted.length === 0 && there === undefined;
    return there.length === wanted.length && wanted.every((value, index) => holds(there[index], value));
  }
  // what is empty or false by default is left out by the server
  return there === wanted || (there === undefined && (wanted === false || wanted === '' || wanted === null));
}

import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

/** What `kubectl create configmap` makes of what was read. */
export function generateConfigMap({name, data}: {name: string; data: ReadonlyMap<string, string>}): JsonObject {
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: generateMetadata({name}),
    ...(data.size === 0 ? {} : {data: Object.fromEntries(data)}),
  };
}

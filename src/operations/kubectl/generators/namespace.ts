import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

/** What `kubectl create namespace` makes. */
export function generateNamespace({name}: {name: string}): JsonObject {
  return {
    kind: 'Namespace',
    apiVersion: 'v1',
    metadata: generateMetadata({name}),
    spec: {},
    status: {},
  };
}

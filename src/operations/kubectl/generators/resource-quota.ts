import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

interface GeneratedQuota {
  readonly name: string;
  /** Undefined where nothing is said of it. */
  readonly hard: Readonly<Record<string, string>> | undefined;
  readonly scopes: readonly string[];
}

/** What `kubectl create quota` makes of its flags. */
export function generateQuota({name, hard, scopes}: GeneratedQuota): JsonObject {
  return {
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    metadata: generateMetadata({name}),
    spec: {...(hard === undefined ? {} : {hard}), ...(scopes.length === 0 ? {} : {scopes})},
    status: {},
  };
}

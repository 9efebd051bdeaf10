import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

interface GeneratedBudget {
  readonly name: string;
  /** Labels that its Pods have. */
  readonly selector: Readonly<Record<string, string>>;
  readonly minAvailable?: number | string | undefined;
  readonly maxUnavailable?: number | string | undefined;
}

/** What `kubectl create poddisruptionbudget` makes of its flags. */
export function generateBudget({name, selector, minAvailable, maxUnavailable}: GeneratedBudget): JsonObject {
  return {
    kind: 'PodDisruptionBudget',
    apiVersion: 'policy/v1',
    metadata: generateMetadata({name}),
    spec: {
      ...(minAvailable === undefined ? {} : {minAvailable}),
      selector: {matchLabels: selector},
      ...(maxUnavailable === undefined ? {} : {maxUnavailable}),
    },
    status: {disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0},
  };
}

import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateContainer, type GeneratedContainer} from './container.ts';
import {generateMetadata} from './metadata.ts';

export interface GeneratedPod {
  readonly container: GeneratedContainer;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly restartPolicy: string;
}

/** What `kubectl run` makes of its flags: a Pod of the name of its one container. */
export function generatePod({container, labels, annotations, restartPolicy}: GeneratedPod): JsonObject {
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: generateMetadata({name: container.name, labels, annotations}),
    spec: {
      containers: [generateContainer(container)],
      restartPolicy,
      dnsPolicy: 'ClusterFirst',
    },
    status: {},
  };
}

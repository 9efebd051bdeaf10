import {usualClaim} from './claim-amount.ts';
import {containerAmountsSchema} from './container-amounts.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {LabPolicy} from './lab-policy.ts';

/** What the doctor's probe runs: one Pod that serves a page, and one that asks for it. */
export interface ProbeImages {
  /** An image that serves a page on port 80 when it is run. */
  readonly serverImage: string;
  /** An image with `sh`, `sleep` and `wget`. */
  readonly clientImage: string;
}

/** The name of the probe's own policy, which no lab may have. */
export const probeLab = 'labrador-doctor';

/** Of a lab's images, one that serves a page and one that can ask for it: what the nodes have is there at once. */
export function probeImages(images: readonly string[]): ProbeImages {
  const named = (name: string): string | undefined => images.find((image) => image.includes(name));
  const serverImage = named('nginx') ?? 'nginx:1.18-alpine';
  return {serverImage, clientImage: named('busybox') ?? serverImage};
}

/**
 * What the doctor's sandboxes may do. They are sandboxes like learners', under the same rules, with images alone and no
 * folder of a node: nothing is exempt, and what each sandbox may do stands in annotations that only the provisioner writes.
 */
export function probePolicy(images: readonly string[]): LabPolicy {
  return {
    lab: probeLab,
    images,
    hostPathLeaves: [],
    podsPerNode: 3,
    nodesPerSandbox: 1,
    namespaces: 0,
    largestContainer: containerAmountsSchema.parse({}),
    largestClaim: usualClaim,
    keepsLoadBalancer: false,
    podSecurity: 'baseline',
  };
}

/** What runs in each of the probe's sandboxes. */
export function probePods({serverImage, clientImage}: ProbeImages): JsonObject[] {
  return [
    probePod('server', {name: 'main', image: serverImage}),
    probePod('client', {name: 'main', image: clientImage, command: ['sleep', '600']}),
  ];
}

function probePod(name: string, container: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name},
    spec: {terminationGracePeriodSeconds: 1, containers: [container]},
  };
}

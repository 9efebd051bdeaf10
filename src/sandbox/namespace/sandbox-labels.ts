import type {JsonObject} from '#src/kubernetes/json.ts';
import type {SandboxSpec} from '../sandbox.ts';

/** Who is said to manage what we make, so that nothing else is ever cleaned up. */
export const managedBy = 'labrador';

/** Keys of the labels that every object of a sandbox carries. */
export const sandboxLabels = {
  managedBy: 'app.kubernetes.io/managed-by',
  workshop: 'labrador.dev/workshop',
  /** The learner's id. */
  learner: 'labrador.dev/learner',
  lab: 'labrador.dev/lab',
  /** Which Labrador made it: several may work on one cluster. */
  installation: 'labrador.dev/installation',
} as const;

/**
 * By what the NetworkPolicies of a sandbox know its namespaces: what its learner calls them, of the first one its own name.
 * The cluster's own label has the name that a namespace has there.
 */
export const namespaceNameLabel = 'labrador.dev/called';

/** What an object of a sandbox is called, and whose it is. */
export function metadataOf(name: string, spec: SandboxSpec): JsonObject {
  return {name, namespace: spec.namespace, labels: labelsOf(spec)};
}

export function labelsOf(spec: SandboxSpec): JsonObject {
  return {...ownersLabels(spec), [sandboxLabels.lab]: spec.lab.lab};
}

/** Those that all namespaces of a sandbox have, and no other: only the provisioner writes them. */
export function ownersLabels({workshop, learner, installation}: SandboxSpec): JsonObject {
  return {
    [sandboxLabels.managedBy]: managedBy,
    [sandboxLabels.workshop]: workshop,
    [sandboxLabels.learner]: learner.id,
    ...(installation === undefined ? {} : {[sandboxLabels.installation]: installation}),
  };
}

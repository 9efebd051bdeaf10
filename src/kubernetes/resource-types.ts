import {z} from 'zod';

/**
 * The resource types that a learner can name, as `kubectl api-resources` describes them. `group` is empty for the
 * core group; `categories` are the names that stand for several types (`kubectl get all`).
 * @see https://kubernetes.io/docs/reference/kubectl/#resource-types
 */
export interface ResourceType {
  readonly plural: ResourceTypeName;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly isNamespaced: boolean;
  /** Whether a learner may apply, delete and label objects of the type; the API server's RBAC has the last word. */
  readonly isWritable: boolean;
  readonly categories: readonly string[];
}

export const resourceTypeNameSchema = z.enum([
  'pods',
  'services',
  'daemonsets',
  'deployments',
  'replicasets',
  'configmaps',
  'endpoints',
  'endpointslices',
  'events',
  'nodes',
  'controllerrevisions',
]);
export type ResourceTypeName = z.infer<typeof resourceTypeNameSchema>;

/** In the order in which `kubectl get all` prints what it prints. */
export const resourceTypes: readonly ResourceType[] = [
  {
    plural: 'pods',
    singular: 'pod',
    shortNames: ['po'],
    kind: 'Pod',
    group: '',
    version: 'v1',
    isNamespaced: true,
    isWritable: true,
    categories: ['all'],
  },
  {
    plural: 'services',
    singular: 'service',
    shortNames: ['svc'],
    kind: 'Service',
    group: '',
    version: 'v1',
    isNamespaced: true,
    isWritable: true,
    categories: ['all'],
  },
  {
    plural: 'daemonsets',
    singular: 'daemonset',
    shortNames: ['ds'],
    kind: 'DaemonSet',
    group: 'apps',
    version: 'v1',
    isNamespaced: true,
    isWritable: true,
    categories: ['all'],
  },
  {
    plural: 'deployments',
    singular: 'deployment',
    shortNames: ['deploy'],
    kind: 'Deployment',
    group: 'apps',
    version: 'v1',
    isNamespaced: true,
    isWritable: true,
    categories: ['all'],
  },
  {
    plural: 'replicasets',
    singular: 'replicaset',
    shortNames: ['rs'],
    kind: 'ReplicaSet',
    group: 'apps',
    version: 'v1',
    isNamespaced: true,
    isWritable: true,
    categories: ['all'],
  },
  {
    plural: 'configmaps',
    singular: 'configmap',
    shortNames: ['cm'],
    kind: 'ConfigMap',
    group: '',
    version: 'v1',
    isNamespaced: true,
    isWritable: true,
    categories: [],
  },
  {
    plural: 'endpoints',
    singular: 'endpoints',
    shortNames: ['ep'],
    kind: 'Endpoints',
    group: '',
    version: 'v1',
    isNamespaced: true,
    isWritable: false,
    categories: [],
  },
  {
    plural: 'endpointslices',
    singular: 'endpointslice',
    shortNames: [],
    kind: 'EndpointSlice',
    group: 'discovery.k8s.io',
    version: 'v1',
    isNamespaced: true,
    isWritable: false,
    categories: [],
  },
  {
    plural: 'events',
    singular: 'event',
    shortNames: ['ev'],
    kind: 'Event',
    group: '',
    version: 'v1',
    isNamespaced: true,
    isWritable: false,
    categories: [],
  },
  {
    plural: 'nodes',
    singular: 'node',
    shortNames: ['no'],
    kind: 'Node',
    group: '',
    version: 'v1',
    isNamespaced: false,
    isWritable: false,
    categories: [],
  },
  {
    plural: 'controllerrevisions',
    singular: 'controllerrevision',
    shortNames: [],
    kind: 'ControllerRevision',
    group: 'apps',
    version: 'v1',
    isNamespaced: true,
    isWritable: false,
    categories: [],
  },
];

const typesByPlural = new Map(resourceTypes.map((type) => [type.plural, type]));

/** The type with that plural name; every `ResourceTypeName` has one. */
export function resourceType(plural: ResourceTypeName): ResourceType {
  const type = typesByPlural.get(plural);
  if (type === undefined) throw new Error(`no resource type ${plural}`);
  return type;
}

/** The name that kubectl prints in front of an object's: `pod`, `daemonset.apps`. */
export function qualifiedSingular(type: ResourceType): string {
  return type.group === '' ? type.singular : `${type.singular}.${type.group}`;
}

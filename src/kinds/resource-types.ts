import {z} from 'zod';

/**
 * A resource type that a learner can name, as `kubectl api-resources` describes it. `group` is empty for the core group;
 * `categories` are the names that stand for several types (`kubectl get all`).
 * @see https://kubernetes.io/docs/reference/kubectl/#resource-types
 */
interface Names {
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly categories: readonly string[];
}

/** What holds of a type, and with that which verbs, views and rules are for it. */
interface Traits {
  readonly isNamespaced: boolean;
  /** Whether it is a Pod, or makes Pods that its selector finds: `logs` and `exec` reach into them. */
  readonly hasPods: boolean;
  /** Whether it says how many Pods it is to have: `scale`. */
  readonly isScaled: boolean;
  /** Whether `label` sets labels of it. */
  readonly isLabelled: boolean;
  /** Whether it is watched in all sandboxes: what cards show, what is offered while typing, what a lab's checks can ask for. */
  readonly isWatched: boolean;
  /** Whether the watch remembers each generation of it. */
  readonly keepsVersions: boolean;
  /** Whether `describe` knows it. */
  readonly isDescribed: boolean;
  /** Whether something is likely to be waited for, or heard of, from it: `wait` and `events --for` offer it. */
  readonly isAwaited: boolean;
  /** Where it holds the spec of its Pods. */
  readonly podSpecAt?: readonly string[];
}

/** Whether a learner may apply, change and delete it; the API server's RBAC has the last word. */
type Writing =
  | {
      readonly isWritable: true;
      /** How many of them a sandbox has room for. */
      readonly mostObjects: number | 'as its nodes have room for';
    }
  | {readonly isWritable: false; readonly mostObjects?: never};

export type RevisionType = 'controllerrevisions' | 'replicasets';

/** Whether a change of its Pods is rolled out, from revision to revision: `rollout`. */
type RollingOut =
  | {
      readonly isRolledOut: true;
      /** The type of the objects that keep its revisions. */
      readonly revisionsIn: RevisionType;
      /** Whether a rollout of it can wait in the middle: `rollout pause`. */
      readonly canPause: boolean;
    }
  | {readonly isRolledOut: false; readonly revisionsIn?: never; readonly canPause?: never};

/**
 * All that there is, in the order in which `kubectl get all` prints what it prints. A new type is a new entry: every list of
 * types is made of these, and what a type needs besides (its fields, its description …) is a record over them, so that the
 * compiler names what is missing.
 */
const entries = [
  {
    plural: 'pods',
    singular: 'pod',
    shortNames: ['po'],
    kind: 'Pod',
    group: '',
    version: 'v1',
    categories: ['all'],
    isNamespaced: true,
    isWritable: true,
    mostObjects: 'as its nodes have room for',
    hasPods: true,
    isScaled: false,
    isRolledOut: false,
    isLabelled: true,
    isWatched: true,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: true,
    podSpecAt: ['spec'],
  },
  {
    plural: 'services',
    singular: 'service',
    shortNames: ['svc'],
    kind: 'Service',
    group: '',
    version: 'v1',
    categories: ['all'],
    isNamespaced: true,
    isWritable: true,
    mostObjects: 10,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: false,
    isWatched: true,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: true,
  },
  {
    plural: 'daemonsets',
    singular: 'daemonset',
    shortNames: ['ds'],
    kind: 'DaemonSet',
    group: 'apps',
    version: 'v1',
    categories: ['all'],
    isNamespaced: true,
    isWritable: true,
    mostObjects: 5,
    hasPods: true,
    isScaled: false,
    isRolledOut: true,
    revisionsIn: 'controllerrevisions',
    canPause: false,
    isLabelled: false,
    isWatched: true,
    keepsVersions: true,
    isDescribed: true,
    isAwaited: true,
    podSpecAt: ['spec', 'template', 'spec'],
  },
  {
    plural: 'deployments',
    singular: 'deployment',
    shortNames: ['deploy'],
    kind: 'Deployment',
    group: 'apps',
    version: 'v1',
    categories: ['all'],
    isNamespaced: true,
    isWritable: true,
    mostObjects: 10,
    hasPods: true,
    isScaled: true,
    isRolledOut: true,
    revisionsIn: 'replicasets',
    canPause: true,
    isLabelled: false,
    isWatched: true,
    keepsVersions: true,
    isDescribed: true,
    isAwaited: true,
    podSpecAt: ['spec', 'template', 'spec'],
  },
  {
    plural: 'replicasets',
    singular: 'replicaset',
    shortNames: ['rs'],
    kind: 'ReplicaSet',
    group: 'apps',
    version: 'v1',
    categories: ['all'],
    isNamespaced: true,
    isWritable: true,
    // a Deployment keeps one for each of its last revisions
    mostObjects: 60,
    hasPods: true,
    isScaled: true,
    isRolledOut: false,
    isLabelled: false,
    isWatched: true,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: true,
    podSpecAt: ['spec', 'template', 'spec'],
  },
  {
    plural: 'configmaps',
    singular: 'configmap',
    shortNames: ['cm'],
    kind: 'ConfigMap',
    group: '',
    version: 'v1',
    categories: [],
    isNamespaced: true,
    isWritable: true,
    mostObjects: 20,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: false,
    isWatched: true,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: false,
  },
  {
    plural: 'endpoints',
    singular: 'endpoints',
    shortNames: ['ep'],
    kind: 'Endpoints',
    group: '',
    version: 'v1',
    categories: [],
    isNamespaced: true,
    isWritable: false,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: false,
    isWatched: false,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: false,
  },
  {
    plural: 'endpointslices',
    singular: 'endpointslice',
    shortNames: [],
    kind: 'EndpointSlice',
    group: 'discovery.k8s.io',
    version: 'v1',
    categories: [],
    isNamespaced: true,
    isWritable: false,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: false,
    isWatched: true,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: false,
  },
  {
    plural: 'events',
    singular: 'event',
    shortNames: ['ev'],
    kind: 'Event',
    group: '',
    version: 'v1',
    categories: [],
    isNamespaced: true,
    isWritable: false,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: false,
    isWatched: false,
    keepsVersions: false,
    isDescribed: false,
    isAwaited: false,
  },
  {
    plural: 'nodes',
    singular: 'node',
    shortNames: ['no'],
    kind: 'Node',
    group: '',
    version: 'v1',
    categories: [],
    isNamespaced: false,
    isWritable: false,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: true,
    isWatched: true,
    keepsVersions: false,
    isDescribed: true,
    isAwaited: false,
  },
  {
    plural: 'controllerrevisions',
    singular: 'controllerrevision',
    shortNames: [],
    kind: 'ControllerRevision',
    group: 'apps',
    version: 'v1',
    categories: [],
    isNamespaced: true,
    isWritable: false,
    hasPods: false,
    isScaled: false,
    isRolledOut: false,
    isLabelled: false,
    isWatched: false,
    keepsVersions: false,
    isDescribed: false,
    isAwaited: false,
    // a part of its owner
    podSpecAt: ['data', 'spec', 'template', 'spec'],
  },
] as const satisfies readonly (Names & Traits & Writing & RollingOut)[];
type Entry = (typeof entries)[number];

export type ResourceTypeName = Entry['plural'];
export const resourceTypeNameSchema = z.enum(entries.map(({plural}) => plural));

export type ResourceType = Names & Traits & Writing & RollingOut & {readonly plural: ResourceTypeName};
export const resourceTypes: readonly ResourceType[] = entries;

/** What can hold of a type. What is not false and is not left out holds. */
type Trait = keyof Traits | keyof Writing | keyof RollingOut;

/** The types of which all of these hold: `TypeThat<'isWritable' | 'podSpecAt'>`. */
export type TypeThat<Of extends Trait> = Extract<
  Entry,
  Readonly<Record<Of, true | number | string | readonly string[]>>
>['plural'];

/** What only some types have, if all of these have it. */
type Held<Entries> = Pick<Entries, keyof Entries & ('mostObjects' | 'podSpecAt' | 'revisionsIn' | 'canPause')>;

/** The type with that plural name; every `ResourceTypeName` has one. */
export function resourceType<Plural extends ResourceTypeName>(
  plural: Plural,
): ResourceType & Held<Extract<Entry, {plural: Plural}>> {
  const type = resourceTypes.find(
    (candidate): candidate is ResourceType & Held<Extract<Entry, {plural: Plural}>> => candidate.plural === plural,
  );
  if (type === undefined) throw new Error(`no resource type ${plural}`);
  return type;
}

/** Whether all of these hold of a type. */
export function isTypeThat<Of extends Trait>(
  plural: ResourceTypeName,
  ...traits: readonly Of[]
): plural is TypeThat<Of> {
  const type = resourceType(plural);
  return traits.every((trait) => type[trait] !== undefined && type[trait] !== false);
}

/** The types of which all of these hold, in the order of `get all`. */
export function typesThat<Of extends Trait>(...traits: readonly Of[]): readonly TypeThat<Of>[] {
  return resourceTypes
    .map(({plural}) => plural)
    .filter((plural): plural is TypeThat<Of> => isTypeThat(plural, ...traits));
}

/** The same types with some of them in front: what is likeliest, or what must come before. */
export function startingWith<Type extends ResourceTypeName>(
  first: readonly NoInfer<Type>[],
  types: readonly Type[],
): readonly Type[] {
  return [...first, ...types.filter((type) => !first.includes(type))];
}

/** As a manifest says it: `v1`, `apps/v1`. */
export function apiVersionOf({group, version}: ResourceType): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The name that kubectl prints in front of an object's: `pod`, `daemonset.apps`. */
export function qualifiedSingular(type: ResourceType): string {
  return type.group === '' ? type.singular : `${type.singular}.${type.group}`;
}

/** The name by which the API server speaks of a type: `pods`, `daemonsets.apps`. */
export function qualifiedPlural(type: ResourceType): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`;
}

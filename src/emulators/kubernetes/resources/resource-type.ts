import type {FieldError} from '../status-error.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {ObjectSchema} from '../schema/schema.ts';
import {age, ageColumn, nameColumn, type Cell, type Column} from './column.ts';
import {subdomainName, type NameRule} from './names.ts';

type Verb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch';

const allVerbs: readonly Verb[] = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

interface Subresource {
  name: string;
  /** The kind that discovery names, where it is not the type's own. */
  kind: string;
  verbs: readonly string[];
  /** The group and version of that kind, where they are not the type's own. */
  kindFrom?: {group: string; version: string};
}

/** The number of replicas apart from all else, as every type has it that can be scaled. */
export const scaleSubresource: Subresource = {
  name: 'scale',
  kind: 'Scale',
  verbs: ['get', 'patch', 'update'],
  kindFrom: {group: 'autoscaling', version: 'v1'},
};

/**
 * All that the API server has to know of one resource type. A new type is a new value of this; nothing else in the
 * API layer names a type.
 */
export interface ResourceType<T extends KubeObject = KubeObject> {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  verbs: readonly Verb[];
  subresources: readonly Subresource[];
  schema: ObjectSchema;
  columns: readonly Column[];
  /** The cells of `columns`, in their order; `listed` is what an object is listed with, nothing where it is asked for alone. */
  row(object: T, nowMs: number, listed: readonly T[]): Cell[];
  nameRule: NameRule;
  /** Whether nobody may write over it without saying what version they know. */
  needsVersion: boolean;
  /** Whether `metadata.generation` counts changes of the spec. */
  hasGeneration: boolean;
  /** Whether a deletion that does not say otherwise leaves what its objects own. */
  orphansByDefault: boolean;
  /** What it counts besides the spec. */
  generationCounts: 'spec' | 'annotations' | 'labels and annotations';
  /** Whether `status` is written through the subresource alone. */
  hasStatus: boolean;
  /** Whether labels stay as they are when the status is written, which else may change them. */
  keepsLabels: boolean;
  /** Whether a deletion answers the object that is gone, not a Status. */
  answersDeleted: boolean;
  /** Fills in what was left out, on a copy that is the callee's own. */
  setDefaults(object: T): void;
  /** Works out what the server itself writes into what was changed; `old` is what it was, unless it is new. */
  prepare(object: T, old: T | undefined): void;
  validate(object: T): FieldError[];
  /** Whether mistakes in a new object's metadata are told together with those that `validate` finds, not after them. */
  validatesMetadata: boolean;
  /** What may not change any more, told by the old object. */
  validateUpdate(object: T, old: T): FieldError[];
  /** What is wrong with a status that is written by itself. */
  validateStatus(object: T): FieldError[];
  /** Whether `validateUpdate` sees all of an update by itself. */
  validatesUpdateAlone: boolean;
  /** What a writer is told of what was taken; `old` is what it was, unless it is new. */
  warnings(object: T, old: T | undefined): string[];
  /** What everybody is told who asks for the type. */
  deprecation: string | undefined;
  /** Paths other than `metadata.name` and `metadata.namespace` that a field selector may name. */
  selectableFields: readonly string[];
}

type Given = 'plural' | 'singular' | 'kind' | 'schema';

/** A namespaced v1 type that can do everything and has no columns but its name and age, unless told otherwise. */
export function defineType<T extends KubeObject>(
  given: Pick<ResourceType<T>, Given> & Partial<Omit<ResourceType<T>, Given>>,
): ResourceType<T> {
  return {
    group: '',
    version: 'v1',
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: allVerbs,
    subresources: [],
    columns: [nameColumn, ageColumn],
    row: (object, nowMs) => [object.metadata.name, age(object, nowMs)],
    nameRule: subdomainName,
    needsVersion: false,
    hasGeneration: false,
    orphansByDefault: false,
    generationCounts: 'spec',
    hasStatus: false,
    keepsLabels: false,
    answersDeleted: false,
    setDefaults: () => undefined,
    prepare: () => undefined,
    validate: () => [],
    validatesMetadata: true,
    validateUpdate: () => [],
    validateStatus: () => [],
    validatesUpdateAlone: false,
    warnings: () => [],
    deprecation: undefined,
    selectableFields: [],
    ...given,
  };
}

export function groupVersion(type: {group: string; version: string}): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

import {z} from 'zod';
import type {Kind, Part, Trait} from './kind.ts';
import {kinds} from './kinds.ts';

type Entry = (typeof kinds)[number];

export type ResourceTypeName = Entry['plural'];
/** As a manifest says it. */
export type KindName = Entry['kind'];
export const resourceTypeNameSchema = z.enum(kinds.map(({plural}) => plural));

/** One of the kinds that there are. */
export type ResourceType = Kind & {readonly plural: ResourceTypeName};
export const resourceTypes: readonly ResourceType[] = kinds;

/** The types of which all of these hold, what is not false and not left out: `TypeThat<'isWritable' | 'podSpecAt'>`. */
export type TypeThat<Of extends Trait> = Extract<Entry, Readonly<Record<Of, true | readonly string[]>>>['plural'];

/** What only some types have, if all of these have it. */
type Held<Entries> = Pick<Entries, keyof Entries & ('podSpecAt' | Part)>;

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

/** Whether an object of that name is the cluster's own affair, or Labrador's, and none that a learner has. */
export function isReserved(plural: ResourceTypeName, name: string): boolean {
  const {isReserved: judge}: ResourceType = resourceType(plural);
  return judge?.(name) === true;
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

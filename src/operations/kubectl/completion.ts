import {homeAlias} from '../namespace-alias.ts';
import {resourceType, resourceTypes, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {LabFiles} from './lab-files.ts';

/** What can be named in the sandbox and the lab. */
export interface KnownNames {
  /** In the namespace that the line says, or else in the current one; of namespaces, those that its learner made. */
  readonly names: (type: ResourceTypeName, namespace?: string) => readonly string[];
  readonly files: LabFiles;
  /** The images that the lab lets containers run. */
  readonly images?: readonly string[];
  /** Label selectors that match something, such as `app=nginx`. */
  readonly labels?: (type: ResourceTypeName) => readonly string[];
}

/** A line so far. */
export interface LineSoFar {
  /** The words behind the verb that are finished. */
  readonly finished: readonly string[];
  readonly known: KnownNames;
}

/** `pod/NAME` for every object of these types. */
export function objectsOf(types: readonly ResourceTypeName[], known: KnownNames): readonly string[] {
  return types.flatMap((type) => known.names(type).map((name) => `${resourceType(type).singular}/${name}`));
}

export function spellingsOf(type: ResourceType): readonly string[] {
  return [type.plural, type.singular, ...type.shortNames];
}

export function typeNamed(text: string): ResourceType | undefined {
  return resourceTypes.find((type) => spellingsOf(type).includes(text.toLowerCase()));
}

/** What `-n` can be given: the namespaces that its learner made, and the one that they had from the start. */
export const namespacesKnown = ({names}: KnownNames): readonly string[] => [...names('namespaces'), homeAlias];

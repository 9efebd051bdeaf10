import {qualifiedSingular, type ResourceType} from '#src/kinds/resource-types.ts';

/** What kubectl says of an object that it deleted: `pod "web" deleted from labrador-open-1 namespace`. */
export function deletedLine(type: ResourceType, {name, namespace}: {name: string; namespace: string}): string {
  return `${qualifiedSingular(type)} "${name}" deleted${type.isNamespaced ? ` from ${namespace} namespace` : ''}`;
}

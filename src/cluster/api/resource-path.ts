import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';

/**
 * The path of a type's collection, or of one object in it. A namespaced type without a namespace is that of all.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
 */
export function resourcePath(typeName: ResourceTypeName, namespace?: string, name?: string): string {
  const type = resourceType(typeName);
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  const scope = type.isNamespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${type.plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

import {isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {isReservedName} from '#src/sandbox/namespace/further-namespaces.ts';
import {labPolicySchema, type LabPolicy} from '#src/sandbox/lab-policy.ts';
import {sandboxNamespace, type SandboxSpec} from '#src/sandbox/sandbox.ts';

const imageName = /^[^\s,]{1,300}$/u;
const leafPath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/u;

/** The images, host folders and namespaces that a lab's objects name, as far as a lab can have them. */
export interface Needs {
  readonly images: readonly string[];
  readonly hostPathLeaves: readonly string[];
  /** Those that its Namespaces make. */
  readonly namespaces: readonly string[];
}

/** How many namespaces a lab may let learners make, and how many it does that says nothing. */
const mostNamespaces = 5;
export const usualNamespaces = 2;

export function needsOf(objects: readonly JsonValue[]): Needs {
  const images = new Set<string>();
  const folders = new Set<string>();
  const rest: JsonValue[] = [...objects];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      rest.push(...value);
      continue;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'image' && typeof inner === 'string' && imageName.test(inner)) images.add(inner);
      const path =
        key === 'hostPath' && typeof inner === 'object' && inner !== null && 'path' in inner ? inner.path : '';
      if (typeof path === 'string' && leafPath.test(path)) folders.add(path);
      rest.push(inner);
    }
  }
  const leaves: string[] = [];
  for (const folder of [...folders].sort()) {
    if (!leaves.some((leaf) => folder.startsWith(`${leaf}/`))) leaves.push(folder);
  }
  return {images: [...images].sort(), hostPathLeaves: leaves, namespaces: namespacesIn(objects)};
}

function namespacesIn(objects: readonly JsonValue[]): string[] {
  const names = objects.flatMap((object) => {
    if (!isJsonObject(object) || object['kind'] !== 'Namespace' || !isJsonObject(object['metadata'])) return [];
    const {name} = object['metadata'];
    return typeof name === 'string' && isNamespaceName(name) && !isReservedName(name) ? [name] : [];
  });
  return [...new Set(names)].filter((name) => name !== homeAlias).sort();
}

/** How many namespaces a lab has to let its learners make. */
export const roomFor = (namespaces: readonly string[]): number =>
  Math.min(mostNamespaces, Math.max(usualNamespaces, namespaces.length));

/** The sandbox of a lab that allows what its own objects name. */
export function sandboxOf(lab: string, {images, hostPathLeaves, namespaces}: Needs): SandboxSpec {
  const policy: LabPolicy = labPolicySchema.parse({
    lab,
    images: images.length === 0 ? ['none'] : images,
    hostPathLeaves,
    podsPerNode: 50,
    nodesPerSandbox: 1,
    namespaces: roomFor(namespaces),
  });
  return {
    namespace: sandboxNamespace('import', 'learner'),
    workshop: 'import',
    learner: {id: 'learner', name: ''},
    nodes: ['node'],
    lab: policy,
  };
}

import {resourceTypes} from '#src/kinds/resource-types.ts';
import {fromHostPath, hostFolder} from '../namespace/host-paths.ts';
import {isJsonList, isJsonObject, omitKeys, printable, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {fromNodeLabelKey, isClusterNodeKey, nodeLabelDomainOf} from '../namespace/node-labels.ts';
import {withoutSlice} from '../namespace/node-slice.ts';
import {homeOf, type SandboxSpec} from '../sandbox.ts';
import {rewriteOf} from './rewrites.ts';
import {updateAt} from './update-at.ts';

/** A JSON object as another part of the program types it; the API server sends nothing but JSON. */
type AnyObject = Readonly<Record<string, unknown>>;

/**
 * A text that the cluster wrote (a cell, an error, a description) with the sandbox's node labels and host paths as
 * the learner wrote them.
 */
export function toLearnerText(text: string, spec: SandboxSpec): string {
  // Most texts hold none of it, and whole lists are written back.
  if (!text.includes(homeOf(spec.namespace))) return text;
  const domain = escape(nodeLabelDomainOf(spec.namespace));
  const folder = escape(hostFolder(spec.namespace));
  return toLearnerNamespaces(text, spec)
    .replace(new RegExp(`(?<=[a-z0-9])\\.${domain}/`, 'g'), '/')
    .replace(new RegExp(`(?<![a-zA-Z0-9.-])${domain}/`, 'g'), '')
    .replace(new RegExp(`${folder}(?=/[A-Za-z0-9._-])`, 'g'), '')
    .replace(new RegExp(`${folder}(?:/|(?![a-z0-9-]))`, 'g'), '/');
}

/** A text with the namespace that a learner made called as they call it. */
export function toLearnerNamespaces(text: string, {namespace, alias}: SandboxSpec): string {
  if (alias === undefined || !text.includes(namespace)) return text;
  return text.replace(new RegExp(`(?<![a-zA-Z0-9-])${namespace}(?![a-zA-Z0-9-])`, 'gu'), alias);
}

/**
 * An object (or a list of them) as its learner wrote it: without the slice's affinity and the token line that `admit`
 * adds, with their own host paths and node labels, and without `managedFields`, as kubectl shows it. That the host's `/`
 * is mounted read-only stays to be seen.
 */
export function toLearnerObject(object: AnyObject, spec: SandboxSpec): JsonObject {
  // Comes from the API server, so it is JSON.
  return writeBack(object as JsonObject, spec);
}

function writeBack(object: JsonObject, spec: SandboxSpec): JsonObject {
  const podSpecAt = resourceTypes.find(({kind}) => kind === object['kind'])?.podSpecAt;
  const written =
    podSpecAt === undefined
      ? object
      : updateAt(object, {
          at: podSpecAt,
          to: (podSpec) => (isJsonObject(podSpec) ? writeBackPodSpec(podSpec, spec) : podSpec),
        });
  const asWritten = rewriteOf(object['kind'])?.writeBack?.(written, spec) ?? written;
  const withItems = updateAt(asWritten, {
    at: ['items', '*'],
    to: (item) => (isJsonObject(item) ? writeBack(withKindOfList(item, object), spec) : item),
  });
  const shown = updateAt(withItems, {at: ['metadata', 'managedFields'], to: () => undefined});
  return Object.fromEntries(writeBackEntries(shown, spec));
}

/** Items of a list lack their kind on the wire. */
function withKindOfList(item: JsonObject, list: JsonObject): JsonObject {
  const {kind, apiVersion} = list;
  if (item['kind'] !== undefined || typeof kind !== 'string' || !kind.endsWith('List') || kind === 'List') return item;
  return {kind: kind.slice(0, -'List'.length), ...(apiVersion === undefined ? {} : {apiVersion}), ...item};
}

function writeBackPodSpec(podSpec: JsonObject, {namespace, nodes}: SandboxSpec): JsonObject {
  const withPaths = updateAt(podSpec, {
    at: ['volumes', '*', 'hostPath'],
    to: (hostPath) => {
      const isRoot = isJsonObject(hostPath) && fromHostPath(namespace, printable(hostPath['path'])) === '/';
      return isRoot ? {...hostPath, type: 'Directory'} : hostPath;
    },
  });
  const withAffinity = updateAt(withPaths, {
    at: ['affinity'],
    to: (affinity) => {
      if (!isJsonObject(affinity)) return undefined;
      // A DaemonSet's controller narrows each of its Pods further, to the one node that it made the Pod for.
      const learners = nodes.reduce((rest, node) => withoutSlice(rest, [node]), withoutSlice(affinity, nodes));
      return Object.keys(learners).length > 0 ? learners : undefined;
    },
  });
  return withAffinity['automountServiceAccountToken'] === false
    ? omitKeys(withAffinity, ['automountServiceAccountToken'])
    : withAffinity;
}

function writeBackEntries(object: JsonObject, spec: SandboxSpec): [string, JsonValue][] {
  return Object.entries(object).map(([key, value]) => [toLearnerText(key, spec), writeBackTexts(value, spec)]);
}

function writeBackTexts(value: JsonValue, spec: SandboxSpec): JsonValue {
  if (typeof value === 'string') return toLearnerText(value, spec);
  if (isJsonList(value)) return value.map((item) => writeBackTexts(item, spec));
  return isJsonObject(value) ? Object.fromEntries(writeBackEntries(value, spec)) : value;
}

/** A node as the learner may see it: with `toLearnerNodeLabels`, and without annotations and `managedFields`. */
export function toLearnerNode(node: AnyObject, spec: SandboxSpec): JsonObject {
  // Comes from the API server, so it is JSON.
  return updateAt(node as JsonObject, {
    at: ['metadata'],
    to: (metadata) => {
      if (!isJsonObject(metadata)) return metadata;
      const labels = isJsonObject(metadata['labels']) ? metadata['labels'] : {};
      return {...omitKeys(metadata, ['annotations', 'managedFields']), labels: toLearnerNodeLabels(labels, spec)};
    },
  });
}

/**
 * The labels of a node that a learner's Pods can select it by: the learner's own under the keys that they gave, and
 * the cluster's. Other sandboxes' are left out.
 */
export function toLearnerNodeLabels<Value>(
  labels: Readonly<Record<string, Value>>,
  {namespace}: SandboxSpec,
): Record<string, Value> {
  const shown = Object.entries(labels).flatMap(([key, value]): [string, Value][] => {
    const own = fromNodeLabelKey(namespace, key);
    if (own !== undefined) return [[own, value]];
    return isClusterNodeKey(key) ? [[key, value]] : [];
  });
  return Object.fromEntries(shown);
}

function escape(text: string): string {
  return text.replace(/[.]/g, '\\.');
}

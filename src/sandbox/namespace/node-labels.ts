import {UserError} from '#src/operations/user-error.ts';
import {isInDomain} from '#src/kinds/fields/label-keys.ts';
import {homeOf, namespaceSchema, type Namespace} from '../sandbox.ts';
import {words} from '#src/words/words.ts';

/** What the keys of all sandboxes' node labels end in, before the slash. */
export const nodeLabelDomain = 'node.labrador.dev';

/** What the keys of one sandbox's node labels end in, whichever of its namespaces they are written in. */
export const nodeLabelDomainOf = (namespace: Namespace): string => `${homeOf(namespace)}.${nodeLabelDomain}`;

const longestPrefix = 253;
const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const prefixPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The key under which a sandbox's own label `key` is stored on nodes, which all sandboxes share: `name` becomes
 * `<NS>.node.labrador.dev/name`, `prefix/name` becomes `<prefix>.<NS>.node.labrador.dev/name`.
 * @throws UserError `refused` for keys of the cluster's own, `bad-input` for what cannot be a key.
 */
export function toNodeLabelKey(namespace: Namespace, key: string): string {
  if (isClusterNodeKey(key) || isInDomain(key, 'labrador.dev')) {
    throw new UserError('refused', words().policy.label.ofCluster({key}));
  }
  const {prefix, name} = parseLabelKey(key);
  const domain = nodeLabelDomainOf(namespace);
  const mapped = prefix === undefined ? domain : `${prefix}.${domain}`;
  if (mapped.length > longestPrefix) {
    throw new UserError('bad-input', words().policy.label.tooLong({key, most: longestPrefix - domain.length - 1}));
  }
  return `${mapped}/${name}`;
}

/** The key that a learner wrote for a label of their sandbox; `undefined` for every other key. */
export function fromNodeLabelKey(namespace: Namespace, key: string): string | undefined {
  const domain = nodeLabelDomainOf(namespace);
  if (key.startsWith(`${domain}/`)) return key.slice(domain.length + 1);
  const slash = key.indexOf('/');
  if (slash === -1 || !key.slice(0, slash).endsWith(`.${domain}`)) return undefined;
  return `${key.slice(0, slash - domain.length - 1)}${key.slice(slash)}`;
}

/** The sandbox whose own label a node's label is; `undefined` for every other key. */
export function sandboxOfNodeLabelKey(key: string): Namespace | undefined {
  const [prefix = '', name] = key.split('/', 2);
  if (name === undefined || !prefix.endsWith(`.${nodeLabelDomain}`)) return undefined;
  const namespace = prefix
    .slice(0, -nodeLabelDomain.length - 1)
    .split('.')
    .at(-1);
  return namespaceSchema.safeParse(namespace).data;
}

/**
 * The key by which a Pod's node selector or affinity finds what the learner means by `key`: their own label, or a
 * label of the cluster's, which stays. A key that is already mapped stays too.
 * @throws UserError as `toNodeLabelKey`.
 */
export function toNodeSelectorKey(namespace: Namespace, key: string): string {
  if (isClusterNodeKey(key) || fromNodeLabelKey(namespace, key) !== undefined) return key;
  return toNodeLabelKey(namespace, key);
}

/** Whether a node's label is one that Kubernetes or its add-ons write, such as `kubernetes.io/hostname`. */
export function isClusterNodeKey(key: string): boolean {
  return isInDomain(key, 'kubernetes.io') || isInDomain(key, 'k8s.io');
}

/**
 * Takes a label's or annotation's key apart: `name` or `prefix/name`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 * @throws UserError `bad-input` when it is no such key.
 */
function parseLabelKey(key: string): {prefix: string | undefined; name: string} {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (
    !namePattern.test(name) ||
    (prefix !== undefined && (prefix.length > longestPrefix || !prefixPattern.test(prefix)))
  ) {
    throw new UserError('bad-input', words().policy.label.noKey({key: JSON.stringify(key.slice(0, 100))}));
  }
  return {prefix, name};
}

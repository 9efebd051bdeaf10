import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {isInDomain, judgeLabelKey} from '#src/kinds/fields/label-keys.ts';

/**
 * What the keys of learners' own labels and annotations of namespaces end in, before the slash. A cluster and its add-ons choose
 * namespaces by labels, and so do the policies of whoever shares it: what a learner calls a label is never one that they know.
 */
const ownDomain = 'own.labrador.dev';
/** The longest prefix that a learner's own key may have: a key's has 253 characters at most. */
const longestPrefix = 253 - ownDomain.length - 1;

/**
 * The key under which a learner's own label or annotation `key` stands on a namespace in the cluster: `name` becomes
 * `own.labrador.dev/name`, `prefix/name` becomes `prefix.own.labrador.dev/name`.
 * @throws UserError `bad-input` for a key that would be too long
 */
export function toNamespaceKey(key: string): string {
  const slash = key.indexOf('/');
  if (slash > longestPrefix) {
    throw new UserError('bad-input', words().policy.label.tooLong({key, most: longestPrefix}));
  }
  return slash === -1 ? `${ownDomain}/${key}` : `${key.slice(0, slash)}.${ownDomain}${key.slice(slash)}`;
}

/** The key that a learner wrote; undefined for every other. */
export function fromNamespaceKey(key: string): string | undefined {
  if (key.startsWith(`${ownDomain}/`)) return key.slice(ownDomain.length + 1);
  const slash = key.indexOf('/');
  if (slash === -1 || !key.slice(0, slash).endsWith(`.${ownDomain}`)) return undefined;
  return `${key.slice(0, slash - ownDomain.length - 1)}${key.slice(slash)}`;
}

/** The key by which a selector finds what a learner means by `key`: their own label, or one that is not theirs, which stays. */
export function toNamespaceSelectorKey(key: string): string {
  return judgeLabelKey(key) === 'keep' ? toNamespaceKey(key) : key;
}

/** Whether a key says how strict a namespace's Pods are kept, which is the lab's to say. */
export const isPodSecurityKey = (key: string): boolean => isInDomain(key, 'pod-security.kubernetes.io');

/** A learner's own of these, under the keys that they gave. */
export function ownNamespaceKeys(stored: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stored).flatMap(([key, value]): [string, string][] => {
      const own = fromNamespaceKey(key);
      return own === undefined ? [] : [[own, value]];
    }),
  );
}

/** The same the other way. */
export function storedNamespaceKeys(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [toNamespaceKey(key), value]));
}

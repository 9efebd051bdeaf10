import {UserError} from '../operations/user-error.ts';
import type {KeyVerdict} from './field-rules.ts';

const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const prefixPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Takes a label's or annotation's key apart: `name` or `prefix/name`.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 * @throws UserError `bad-input` when it is no such key.
 */
export function parseLabelKey(key: string): {prefix: string | undefined; name: string} {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (!namePattern.test(name) || (prefix !== undefined && (prefix.length > 253 || !prefixPattern.test(prefix)))) {
    throw new UserError('bad-input', `${JSON.stringify(key.slice(0, 100))} is not a label key.`, {
      next: 'A key is a name such as disk or example.com/disk: letters, digits, and inside - _ and dots.',
    });
  }
  return {prefix, name};
}

/** Whether the key's prefix is the domain or one below it. */
export function isInDomain(key: string, domain: string): boolean {
  const slash = key.indexOf('/');
  if (slash === -1) return false;
  const prefix = key.slice(0, slash);
  return prefix === domain || prefix.endsWith(`.${domain}`);
}

/** Domains whose labels and annotations steer the cluster or its add-ons: networks, sidecars, load balancers. */
const steeringDomains: readonly string[] = [
  'kubernetes.io',
  'k8s.io',
  'labrador.dev',
  'cncf.io',
  'projectcalico.org',
  'cilium.io',
  'istio.io',
  'linkerd.io',
  'universe.tf',
  'metallb.io',
];

const harmlessAnnotations: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/default-container',
  'kubectl.kubernetes.io/restartedAt',
  'kubernetes.io/change-cause',
  'kubernetes.io/description',
]);

const bookkeepingAnnotations: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.daemonset.template.generation',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
]);

/** Whether a learner's object or Pod may carry the label: their own keys, and the recommended `app.kubernetes.io/…`. */
export function judgeLabelKey(key: string): KeyVerdict {
  if (key.startsWith('app.kubernetes.io/')) return 'keep';
  return steeringDomains.some((domain) => isInDomain(key, domain)) ? 'refuse' : 'keep';
}

/** Whether a learner's object or Pod may carry the annotation. */
export function judgeAnnotationKey(key: string): KeyVerdict {
  if (bookkeepingAnnotations.has(key)) return 'drop';
  if (harmlessAnnotations.has(key)) return 'keep';
  return steeringDomains.some((domain) => isInDomain(key, domain)) ? 'refuse' : 'keep';
}

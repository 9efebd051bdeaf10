import {celList, type KeyVerdict} from './field-rules.ts';

/** Whether the key's prefix is the domain or one below it. */
export function isInDomain(key: string, domain: string): boolean {
  const slash = key.indexOf('/');
  if (slash === -1) return false;
  const prefix = key.slice(0, slash);
  return prefix === domain || prefix.endsWith(`.${domain}`);
}

/** Prefixes that are nobody's: what learners may write before a slash. @see https://www.rfc-editor.org/rfc/rfc2606 */
const reservedDomains: readonly string[] = ['example.com', 'example.net', 'example.org'];

/** Keys without a slash that container runtimes act on are of this make: `run.oci.handler`, `io.katacontainers.…`. */
const dotted = /\./;

const harmlessAnnotations: ReadonlySet<string> = new Set([
  'cronjob.kubernetes.io/instantiate',
  'kubectl.kubernetes.io/default-container',
  'kubectl.kubernetes.io/restartedAt',
  'kubernetes.io/change-cause',
  'kubernetes.io/description',
]);

const bookkeepingAnnotations: ReadonlySet<string> = new Set([
  'batch.kubernetes.io/cronjob-scheduled-timestamp',
  'batch.kubernetes.io/job-completion-index',
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.daemonset.template.generation',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
]);

/** By which a Job finds its Pods; the API server writes them into the Job. */
const bookkeepingLabels: ReadonlySet<string> = new Set([
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
]);

const recommendedPrefix = 'app.kubernetes.io/';

/**
 * Whether a learner's object or Pod may carry the label: plain names, and the recommended `app.kubernetes.io/…`. Labels of
 * other prefixes steer the cluster and its add-ons, and nobody has a list of all.
 */
export function judgeLabelKey(key: string): KeyVerdict {
  if (bookkeepingLabels.has(key)) return 'drop';
  if (!key.includes('/') || key.startsWith(recommendedPrefix)) return 'keep';
  return reservedDomains.some((domain) => isInDomain(key, domain)) ? 'keep' : 'refuse';
}

/** Whether a learner's object or Pod may carry the annotation: plain words, and a few that are known to be harmless. */
export function judgeAnnotationKey(key: string): KeyVerdict {
  if (bookkeepingAnnotations.has(key)) return 'drop';
  if (harmlessAnnotations.has(key)) return 'keep';
  if (!key.includes('/')) return dotted.test(key) ? 'refuse' : 'keep';
  return reservedDomains.some((domain) => isInDomain(key, domain)) ? 'keep' : 'refuse';
}

/** Both rules in CEL, as conditions on the expression `key`. */
export const celOfKeys = {
  label: (key: string): string =>
    `${key} in ${celList([...bookkeepingLabels])} || !${key}.contains("/") || ${key}.startsWith("${recommendedPrefix}") || ${celOfReserved(key)}`,
  annotation: (key: string): string =>
    `${key} in ${celList([...harmlessAnnotations, ...bookkeepingAnnotations])} || !(${key}.contains("/") || ${key}.contains(".")) || ${celOfReserved(key)}`,
};

function celOfReserved(key: string): string {
  return `${celList(reservedDomains)}.exists(d, ${key}.startsWith(d + "/") || ${key}.split("/")[0].endsWith("." + d))`;
}

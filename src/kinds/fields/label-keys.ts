import {actedUponDomains, actedUponNames, runtimeKeyStarts} from './acted-upon.ts';
import {celList, type KeyVerdict} from './field-rules.ts';

/** Whether the key's prefix is the domain or one below it. */
export function isInDomain(key: string, domain: string): boolean {
  const slash = key.indexOf('/');
  if (slash === -1) return false;
  const prefix = key.slice(0, slash);
  return prefix === domain || prefix.endsWith(`.${domain}`);
}

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

/** What Kubernetes recommends for the labels of an application. */
const recommendedPrefix = 'app.kubernetes.io/';

/**
 * Whether a learner's Pod may carry the label: all but those that steer the cluster or an add-on of one, as far as they are
 * known. Without a label that it has, what selects it would find nothing: so it is refused.
 */
export function judgeLabelKey(key: string): KeyVerdict {
  if (bookkeepingLabels.has(key)) return 'drop';
  if (actedUponNames.includes(key)) return 'refuse';
  return key.startsWith(recommendedPrefix) || !isActedUpon(key) ? 'keep' : 'refuse';
}

/** The same of any other object: nothing in the cluster selects it, and it is as good without. */
export function judgeOtherLabelKey(key: string): KeyVerdict {
  const verdict = judgeLabelKey(key);
  return verdict === 'refuse' ? 'leave out' : verdict;
}

/** Whether a learner's object or Pod may carry the annotation: likewise, and none by which runtimes are steered. */
export function judgeAnnotationKey(key: string): KeyVerdict {
  if (bookkeepingAnnotations.has(key)) return 'drop';
  if (harmlessAnnotations.has(key) || key.startsWith(recommendedPrefix)) return 'keep';
  return isActedUpon(key) || isOfRuntime(key) ? 'leave out' : 'keep';
}

function isActedUpon(key: string): boolean {
  return actedUponDomains.some((domain) => isInDomain(key.toLowerCase(), domain));
}

function isOfRuntime(key: string): boolean {
  return runtimeKeyStarts.some((start) => key.toLowerCase().startsWith(start));
}

/** What the rules in CEL refer to as `variables.NAME`, so that it stands in each policy once. */
export const keyVariables = [
  {name: 'actedUpon', expression: celList(actedUponDomains)},
  {name: 'runtimeKeys', expression: celList(runtimeKeyStarts)},
] as const;

/** Both rules in CEL, as conditions on the expression `key`. */
export const celOfKeys = {
  label: (key: string): string =>
    `${key} in ${celList([...bookkeepingLabels])} || ${key}.startsWith("${recommendedPrefix}") || !(${key} in ${celList(actedUponNames)} || ${celOfActedUpon(key)})`,
  annotation: (key: string): string =>
    `${key} in ${celList([...harmlessAnnotations, ...bookkeepingAnnotations])} || ${key}.startsWith("${recommendedPrefix}") || !(${celOfActedUpon(key)} || variables.runtimeKeys.exists(s, ${key}.lowerAscii().startsWith(s)))`,
};

function celOfActedUpon(key: string): string {
  const prefix = `${key}.lowerAscii().split("/")[0]`;
  return `(${key}.contains("/") && variables.actedUpon.exists(d, ${prefix} == d || ${prefix}.endsWith("." + d)))`;
}

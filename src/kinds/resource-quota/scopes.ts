/**
 * Which Pods alone a quota can be about, and what `kubectl describe` says of them.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
const meanings = {
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
} as const;

export const quotaScopes: readonly string[] = Object.keys(meanings);

/** Of a scope that is not known kubectl says nothing. */
export function meaningOfScope(scope: string): string | undefined {
  return Object.entries(meanings).find(([known]) => known === scope)?.[1];
}

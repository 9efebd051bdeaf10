import type {JsonObject} from '#src/kubernetes/json.ts';
import type {LabPolicy} from '../lab-policy.ts';
import {hasHostFolders} from './host-paths.ts';

/**
 * Whose rules are meant: a level says something else in each version of Kubernetes, and a cluster's update must not change
 * what a lab may do. An API server that is older takes its own newest.
 */
const version = 'v1.37';

/**
 * How strict Kubernetes' own Pod Security is in a sandbox, beside the policy, which refuses more. Every level but
 * `privileged` refuses host paths, of which a lab's folders of the node are some.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityLevel(lab: LabPolicy): 'privileged' | 'baseline' | 'restricted' {
  return hasHostFolders(lab) ? 'privileged' : lab.podSecurity;
}

/** The labels of a sandbox's namespace for it; clusters before 1.23 do not look at them. */
export function podSecurityLabels(lab: LabPolicy): JsonObject {
  const level = podSecurityLevel(lab);
  const modes = ['enforce', 'warn', 'audit'].flatMap((mode) => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, version],
  ]);
  return Object.fromEntries(modes);
}

import type {Lab} from '#src/lab/lab.ts';

/** What is known of the cluster that labs are played on. */
export interface TestedCluster {
  readonly isReal: boolean;
  /** Whether somebody says that it enforces NetworkPolicies; the emulated one does. */
  readonly isEnforced: boolean;
}

/** Why a lab is not played there, a line; undefined when it is. Nobody could pass its steps. */
export function whyLeftOut(
  {lab, requires}: Pick<Lab, 'lab' | 'requires'>,
  {isReal, isEnforced}: TestedCluster,
): string | undefined {
  if (!isReal || isEnforced || !requires.includes('network-policies')) return undefined;
  return `${lab}: left out, since it requires NetworkPolicies that are enforced. Where they are, say TEST_NETWORK_POLICIES=enforced.`;
}

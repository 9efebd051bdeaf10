import type {Namespace} from '#src/sandbox/sandbox.ts';
import type {Finding} from '#src/workshop/finding.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {checkRights} from '../check-rights.ts';
import {describeFinding} from '../require-rights.ts';

const name = 'rights';

/**
 * Whether the identities may do what the code asks of them, and not much more. A learner's rights are looked at in the
 * sandboxes given.
 */
export async function diagnoseRights(
  server: ApiServer,
  {sandboxes, signal}: {readonly sandboxes: readonly Namespace[]; readonly signal: AbortSignal},
): Promise<Finding> {
  const findings = await checkRights(server, {sandboxes, asksForMore: true, signal});
  const said = findings.map(describeFinding).join('\n');
  const states = new Set(findings.map(({state}) => state));
  if (states.has('missing')) {
    return {name, state: 'failed', said, next: 'Install the rights of this version: npm run cluster:install'};
  }
  if (states.has('unknown')) {
    return {name, state: 'unknown', said, next: 'Look at the roles yourself: kubectl auth can-i --list --as=…'};
  }
  if (states.has('excessive')) {
    const next = 'Use a kubeconfig that may no more: npm run cluster:install -- --kubeconfig FILE';
    return {name, state: 'warning', said, next};
  }
  const learners = sandboxes.length === 0 ? " Learners' rights were not asked for: there is no sandbox." : '';
  return {name, state: 'passed', said: `Each identity may do what it is for and no more.${learners}`};
}

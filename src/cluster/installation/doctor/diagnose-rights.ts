import type {Namespace} from '#src/sandbox/sandbox.ts';
import type {Finding} from '#src/workshop/finding.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {installCommand} from '#src/cluster/api/cluster-access.ts';
import {checkRights} from '../check-rights.ts';
import {describeFinding} from '../missing-rights.ts';
import {words} from '#src/words/words.ts';

/**
 * Whether the identities may do what the code asks of them, and not much more. A learner's rights are looked at in the
 * sandboxes given.
 */
export async function diagnoseRights(
  server: ApiServer,
  {sandboxes, signal}: {readonly sandboxes: readonly Namespace[]; readonly signal: AbortSignal},
): Promise<Finding> {
  const name = words().upkeep.checks.names.rights;
  const findings = await checkRights(server, {sandboxes, asksForMore: true, signal});
  const said = findings.map(describeFinding).join('\n');
  const states = new Set(findings.map(({state}) => state));
  if (states.has('missing')) {
    return {name, state: 'failed', said, next: words().doctor.installRights({how: installCommand[server.letInBy]})};
  }
  if (states.has('unknown')) {
    return {name, state: 'unknown', said, next: words().doctor.seeRoles};
  }
  if (states.has('excessive')) {
    const {fewerRights, fewerRightsOfPod} = words().doctor;
    const next = server.letInBy === 'pod' ? fewerRightsOfPod : fewerRights;
    return {name, state: 'warning', said, next};
  }
  const {rights, rightsNoSandbox} = words().doctor;
  return {name, state: 'passed', said: sandboxes.length === 0 ? rightsNoSandbox : rights};
}

import type {LabPolicy} from '#src/sandbox/lab-policy.ts';
import {hasHostFolders} from '#src/sandbox/namespace/host-paths.ts';
import type {Finding} from '#src/workshop/finding.ts';
import {installCommand} from '#src/cluster/api/cluster-access.ts';
import {nodeAgentNamespace, type Identities} from '#src/cluster/api/identities.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {missingAgents} from '#src/cluster/node-agent/node-agent-pods.ts';
import {nodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {unlessUnanswered} from './unanswered.ts';
import {words} from '#src/words/words.ts';

interface AgentsRequest {
  readonly lab: Pick<LabPolicy, 'hostPathLeaves'>;
  readonly signal: AbortSignal;
}

/**
 * Whether a node agent runs on each node that takes sandboxes, where the lab has folders on them: without one these stay when
 * learners leave.
 */
export async function diagnoseNodeAgents(identities: Identities, {lab, signal}: AgentsRequest): Promise<Finding> {
  const name = words().upkeep.checks.names.nodeAgents;
  if (!hasHostFolders(lab)) return {name, state: 'passed', said: words().doctor.noAgentNeeded};
  return unlessUnanswered(name, signal, async () => {
    const objects = await listCollection(identities.system('watcher'), resourcePath('nodes'), {signal});
    const nodes = objects
      .map(nodeState)
      .filter(({isReady, isSchedulable}) => isReady && isSchedulable)
      .map((node) => node.name);
    if (nodes.length === 0) {
      const next = words().doctor.seeNodes;
      return {name, state: 'failed', said: words().doctor.noNode, next};
    }
    const client = identities.system('node-agent');
    const missing = await missingAgents(client, {nodes, signal});
    if (missing.length === 0) return {name, state: 'passed', said: words().doctor.agents({count: nodes.length})};
    const said = missing.map(({node, reason}) => `${node}: ${reason}`).join('\n');
    const next = words().doctor.seeAgents({namespace: nodeAgentNamespace, how: installCommand[client.server.letInBy]});
    return {name, state: 'failed', said, next};
  });
}

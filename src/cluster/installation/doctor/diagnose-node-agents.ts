import type {Finding} from '#src/workshop/finding.ts';
import {systemNamespace, type Identities} from '#src/cluster/api/identities.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {missingAgents} from '#src/cluster/node-agent/node-agent-pods.ts';
import {nodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {unlessUnanswered} from './unanswered.ts';

const name = 'node agents';

/** Whether a node agent runs on each node that takes sandboxes: without one, host folders stay when learners leave. */
export async function diagnoseNodeAgents(identities: Identities, signal: AbortSignal): Promise<Finding> {
  return unlessUnanswered(name, signal, async () => {
    const objects = await listCollection(identities.system('watcher'), resourcePath('nodes'), {signal});
    const nodes = objects
      .map(nodeState)
      .filter(({isReady, isSchedulable}) => isReady && isSchedulable)
      .map((node) => node.name);
    if (nodes.length === 0) {
      const next = 'See what the nodes say: kubectl describe nodes';
      return {name, state: 'failed', said: 'No node is ready and takes Pods.', next};
    }
    const missing = await missingAgents(identities.system('node-agent'), {nodes, signal});
    if (missing.length === 0) return {name, state: 'passed', said: `A node agent runs on all ${nodes.length} nodes.`};
    const said = missing.map(({node, reason}) => `${node}: ${reason}`).join('\n');
    const next = `See what keeps it away (kubectl -n ${systemNamespace} get pods,events), or npm run cluster:install`;
    return {name, state: 'failed', said, next};
  });
}

import {setTimeout as sleep} from 'node:timers/promises';
import type {ApiClient} from '../api/api-client.ts';
import {nodeAgentNamespace} from '../api/identities.ts';
import {listCollection} from '../api/list-collection.ts';
import {missingAgents, type NodeFailure} from './node-agent-pods.ts';
import {daemonSetSchema} from '#src/kinds/daemon-set/schema.ts';
import {nodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '../api/resource-path.ts';

const pollMs = 500;

/** How it stands with the node agent: on how many nodes it is needed, and what is missing. */
export interface AgentRollout {
  readonly needed: number;
  readonly missing: readonly NodeFailure[];
  /** Whether what runs is the version that was applied last. */
  readonly isCurrent: boolean;
}

/**
 * Waits until the node agent, as it was applied last, runs on every node that takes Pods of sandboxes: the only ones that
 * need it. After `withinMs` it answers what is so then. A cluster without such a node is waited for too.
 */
export async function waitForNodeAgents(
  client: ApiClient,
  {withinMs, signal}: {readonly withinMs: number; readonly signal: AbortSignal},
): Promise<AgentRollout> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const rollout = await readRollout(client, signal);
    const isComplete = rollout.needed > 0 && rollout.isCurrent && rollout.missing.length === 0;
    if (isComplete || Date.now() > deadline) return rollout;
    await sleep(pollMs, undefined, {signal});
  }
}

async function readRollout(client: ApiClient, signal: AbortSignal): Promise<AgentRollout> {
  const path = resourcePath('daemonsets', nodeAgentNamespace, 'labrador-node-agent');
  const {metadata, status} = daemonSetSchema.parse((await client.request({path, signal})).body);
  const states = (await listCollection(client, resourcePath('nodes'), {signal})).map(nodeState);
  const nodes = states.filter(({isReady, isSchedulable}) => isReady && isSchedulable).map(({name}) => name);
  return {
    needed: nodes.length,
    missing: await missingAgents(client, {nodes, signal}),
    isCurrent: status.observedGeneration >= (metadata.generation ?? 0) && status.updatedNumberScheduled >= nodes.length,
  };
}

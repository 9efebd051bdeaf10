import {z} from 'zod';
import type {ApiClient} from '../api/api-client.ts';
import {nodeAgentNamespace} from '../api/identities.ts';
import {isLeaving, podSchema, type Pod} from '#src/kinds/pod/schema.ts';
import {listCollection} from '../api/list-collection.ts';
import {resourcePath} from '../api/resource-path.ts';
import {words} from '#src/words/words.ts';

const agentSelector = 'app.kubernetes.io/name=labrador-node-agent';

/** A Pod in which commands can be run on a node. */
export interface NodeAgent {
  readonly node: string;
  readonly pod: string;
}

/** One node on which the agent could not do its work, and why. */
export interface NodeFailure {
  readonly node: string;
  readonly reason: string;
}

export const noAgent = (): string => words().doctor.noAgent;

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

/** How the DaemonSet controller says which node a Pod is for, before it is there. */
const wantedNodeSchema = z.looseObject({
  affinity: z.looseObject({
    nodeAffinity: z.looseObject({
      [required]: z.looseObject({
        nodeSelectorTerms: z.array(
          z.looseObject({matchFields: z.array(z.looseObject({values: z.array(z.string())})).optional()}),
        ),
      }),
    }),
  }),
});

/** The agents that run. `client` may list Pods in the agents' namespace. */
export async function runningAgents(client: ApiClient, signal: AbortSignal): Promise<NodeAgent[]> {
  const pods = (await listAgentPods(client, signal)).filter(isRunning);
  return pods.flatMap(({spec, metadata}) =>
    spec.nodeName === undefined ? [] : [{node: spec.nodeName, pod: metadata.name}],
  );
}

/** On which of the nodes no agent runs, and why as far as its Pod says. */
export async function missingAgents(
  client: ApiClient,
  {nodes, signal}: {readonly nodes: readonly string[]; readonly signal: AbortSignal},
): Promise<NodeFailure[]> {
  const pods = await listAgentPods(client, signal);
  return nodes.flatMap((node): NodeFailure[] => {
    const [pod, ...more] = pods.filter((candidate) => nodeOf(candidate) === node);
    if (pod === undefined) return [{node, reason: noAgent()}];
    return [pod, ...more].some(isRunning) ? [] : [{node, reason: whyNotRunning(pod)}];
  });
}

async function listAgentPods(client: ApiClient, signal: AbortSignal): Promise<Pod[]> {
  const path = resourcePath('pods', nodeAgentNamespace);
  return z.array(podSchema).parse(await listCollection(client, path, {labelSelector: agentSelector, signal}));
}

const isRunning = (pod: Pod): boolean => pod.status.phase === 'Running' && !isLeaving(pod);

function nodeOf({spec}: Pod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  const terms = wantedNodeSchema.safeParse(spec).data?.affinity.nodeAffinity[required].nodeSelectorTerms;
  return terms?.[0]?.matchFields?.[0]?.values[0];
}

function whyNotRunning({metadata, status}: Pod): string {
  const [waiting] = status.containerStatuses.flatMap(({state}) => state.waiting ?? []);
  const said = [waiting?.reason, waiting?.message].filter(Boolean).join(': ');
  const unscheduled = status.conditions.find(({type, status: is}) => type === 'PodScheduled' && is === 'False');
  const why = said || unscheduled?.message || status.phase || words().doctor.justMade;
  return words().doctor.agentNotRunning({pod: metadata.name, reason: why});
}

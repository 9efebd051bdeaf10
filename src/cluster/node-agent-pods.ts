import {z} from 'zod';
import type {ApiClient} from './api-client.ts';
import {systemNamespace} from './identities.ts';
import {kubernetesObjectSchema} from '../kubernetes/kubernetes-object.ts';
import {listCollection} from './list-collection.ts';
import {resourcePath} from './resource-path.ts';

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

export const noAgent = 'no node agent runs there';

const waitingSchema = z.looseObject({reason: z.string().optional(), message: z.string().optional()});
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const agentSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({nodeName: z.string().optional()}),
  status: z
    .looseObject({
      phase: z.string().optional(),
      conditions: z
        .array(z.looseObject({type: z.string(), status: z.string(), message: z.string().optional()}))
        .optional(),
      containerStatuses: z
        .array(z.looseObject({state: z.looseObject({waiting: waitingSchema.optional()}).optional()}))
        .optional(),
    })
    .default({}),
});
type AgentPod = z.infer<typeof agentSchema>;

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

/** The agents that run. `client` may list Pods in the bot's own namespace. */
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
    if (pod === undefined) return [{node, reason: noAgent}];
    return [pod, ...more].some(isRunning) ? [] : [{node, reason: whyNotRunning(pod)}];
  });
}

async function listAgentPods(client: ApiClient, signal: AbortSignal): Promise<AgentPod[]> {
  const path = resourcePath('pods', systemNamespace);
  return z.array(agentSchema).parse(await listCollection(client, path, {labelSelector: agentSelector, signal}));
}

const isRunning = ({status, metadata}: AgentPod): boolean =>
  status.phase === 'Running' && metadata.deletionTimestamp === undefined;

function nodeOf({spec}: AgentPod): string | undefined {
  if (spec.nodeName !== undefined) return spec.nodeName;
  const terms = wantedNodeSchema.safeParse(spec).data?.affinity.nodeAffinity[required].nodeSelectorTerms;
  return terms?.[0]?.matchFields?.[0]?.values[0];
}

function whyNotRunning({metadata, status}: AgentPod): string {
  const waiting = status.containerStatuses?.map(({state}) => state?.waiting).find((found) => found !== undefined);
  const said = [waiting?.reason, waiting?.message].filter((part) => part !== undefined).join(': ');
  const unscheduled = status.conditions?.find(({type, status: is}) => type === 'PodScheduled' && is === 'False');
  const why = said === '' ? (unscheduled?.message ?? status.phase ?? 'just made') : said;
  return `the Pod ${metadata.name} does not run (${why})`;
}

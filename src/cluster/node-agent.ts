import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {hostFolder} from '../sandbox/host-paths.ts';
import type {Namespace} from '../sandbox/sandbox.ts';
import {execInPod} from './exec-in-pod.ts';
import {systemNamespace, type Identities} from './identities.ts';
import {kubernetesObjectSchema, objectListSchema} from './kubernetes-object.ts';
import {resourcePath} from './resource-path.ts';

const agentSelector = 'app.kubernetes.io/name=labrador-node-agent';
/** How long the agent of one node may take, in ms; a node that does not answer must not hold up the rest. */
const agentTimeoutMs = 20_000;

/** How long a missing agent is waited for, and how often it is looked for, in ms. */
const agentStartMs = 5_000;
const agentPollMs = 250;

/** One node on which the agent could not do its work, and why. */
export interface NodeFailure {
  readonly node: string;
  readonly reason: string;
}

export interface FolderRequest {
  readonly namespace: Namespace;
  readonly nodes: readonly string[];
  readonly signal: AbortSignal;
}

/** Makes the sandbox's folder on its nodes. Answers the nodes where that failed. */
export async function makeHostFolders(identities: Identities, request: FolderRequest): Promise<NodeFailure[]> {
  return onNodes(identities, request, (folder) => ['mkdir', '-p', folder]);
}

/** Erases the sandbox's folder, and all that its Pods wrote there. Answers the nodes where that failed. */
export async function eraseHostFolders(identities: Identities, request: FolderRequest): Promise<NodeFailure[]> {
  return onNodes(identities, request, (folder) => ['rm', '-rf', folder]);
}

async function onNodes(
  identities: Identities,
  {namespace, nodes, signal}: FolderRequest,
  commandFor: (folder: string) => string[],
): Promise<NodeFailure[]> {
  const client = identities.system('node-agent');
  const agents = await waitForAgents(identities, nodes, signal);
  const failures = await Promise.all(
    nodes.map(async (node): Promise<NodeFailure | undefined> => {
      const agent = agents.find((pod) => pod.spec.nodeName === node);
      if (agent === undefined) return {node, reason: 'no node agent runs there'};
      try {
        const {exitCode, output, startError} = await execInPod(client, {
          namespace: systemNamespace,
          pod: agent.metadata.name,
          container: 'agent',
          command: commandFor(hostFolder(namespace)),
          limitBytes: 4_096,
          signal: AbortSignal.any([signal, AbortSignal.timeout(agentTimeoutMs)]),
        });
        return exitCode === 0 ? undefined : {node, reason: startError ?? output.trim()};
      } catch (error) {
        if (signal.aborted) throw error;
        return {node, reason: error instanceof Error ? error.message : String(error)};
      }
    }),
  );
  return failures.filter((failure) => failure !== undefined);
}

const agentSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({nodeName: z.string().optional()}),
  status: z.looseObject({phase: z.string().optional()}).default({}),
});

/** The agents that run, once one does on each of the nodes, or after a while: a fresh cluster has them in seconds. */
async function waitForAgents(
  identities: Identities,
  nodes: readonly string[],
  signal: AbortSignal,
): Promise<z.infer<typeof agentSchema>[]> {
  const deadline = Date.now() + agentStartMs;
  for (;;) {
    const agents = await listAgents(identities, signal);
    const isComplete = nodes.every((node) => agents.some(({spec}) => spec.nodeName === node));
    if (isComplete || Date.now() > deadline) return agents;
    await sleep(agentPollMs, undefined, {signal});
  }
}

async function listAgents(identities: Identities, signal: AbortSignal): Promise<z.infer<typeof agentSchema>[]> {
  const {body} = await identities.system('node-agent').request({
    path: resourcePath('pods', systemNamespace),
    query: {labelSelector: agentSelector},
    signal,
  });
  const pods = z.array(agentSchema).parse(objectListSchema.parse(body).items ?? []);
  return pods.filter((pod) => pod.status.phase === 'Running' && pod.metadata.deletionTimestamp === undefined);
}

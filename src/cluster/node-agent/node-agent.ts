import {setTimeout as sleep} from 'node:timers/promises';
import {hostFolder, hostPathRoot} from '#src/sandbox/namespace/host-paths.ts';
import type {Namespace} from '#src/sandbox/sandbox.ts';
import type {ApiClient} from '../api/api-client.ts';
import {reasonOf} from '../api/api-error.ts';
import {execInPod} from '../api/exec-in-pod.ts';
import {nodeAgentNamespace, type Identities} from '../api/identities.ts';
import {noAgent, runningAgents, type NodeAgent, type NodeFailure} from './node-agent-pods.ts';

/** Of what a node's agent says, as many characters as fit into a note. */
const longestReason = 300;
/** How long the agent of one node may take, in ms; a node that does not answer must not hold up the rest. */
const agentTimeoutMs = 20_000;
/** More than the names of the sandboxes that one node has room for. */
const outputLimitBytes = 16_384;

/** How long a missing agent is waited for, and how often it is looked for, in ms. */
const agentStartMs = 5_000;
const agentPollMs = 250;

interface NodesRequest {
  readonly nodes: readonly string[];
  readonly signal: AbortSignal;
}

export interface FolderRequest extends NodesRequest {
  readonly namespace: Namespace;
}

/** Makes the sandbox's folder on its nodes. Answers the nodes where that failed. */
export async function makeHostFolders(identities: Identities, request: FolderRequest): Promise<NodeFailure[]> {
  return onNodes(identities.system('node-agent'), request, ['mkdir', '-p', hostFolder(request.namespace)]);
}

/** A container that has not ended yet can put a file into a folder that is being emptied: then it is emptied again. */
const eraseFolder = 'rm -rf "$1" 2>/dev/null || rm -rf "$1" 2>/dev/null || rm -rf "$1"';

/** Erases the sandbox's folder, and all that its Pods wrote there. Answers the nodes where that failed. */
export async function eraseHostFolders(identities: Identities, request: FolderRequest): Promise<NodeFailure[]> {
  const command = ['sh', '-c', eraseFolder, 'sh', hostFolder(request.namespace)];
  return onNodes(identities.system('node-agent'), request, command);
}

/** Erases the folders of all sandboxes, those that nobody remembers included. Answers the nodes where that failed. */
export async function eraseAllHostFolders(client: ApiClient, request: NodesRequest): Promise<NodeFailure[]> {
  return onNodes(client, request, ['rm', '-rf', hostPathRoot]);
}

/** The folders of sandboxes that are on the nodes, whoever's they are. */
export async function listHostFolders(
  identities: Identities,
  {nodes, signal}: NodesRequest,
): Promise<{found: {readonly node: string; readonly name: string}[]; failures: NodeFailure[]}> {
  const command = ['sh', '-c', `ls -1 ${hostPathRoot} 2>/dev/null || true`];
  const answers = await runOnNodes(identities.system('node-agent'), {nodes, signal}, command);
  return {
    found: answers.flatMap(({node, output = ''}) =>
      output.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{node, name: line.trim()}])),
    ),
    failures: failuresOf(answers),
  };
}

async function onNodes(client: ApiClient, request: NodesRequest, command: readonly string[]): Promise<NodeFailure[]> {
  return failuresOf(await runOnNodes(client, request, command));
}

/** What a command said on a node, or why it could not run there. */
interface NodeAnswer {
  readonly node: string;
  readonly output?: string;
  readonly reason?: string;
}

const failuresOf = (answers: readonly NodeAnswer[]): NodeFailure[] =>
  answers.flatMap(({node, reason}) => (reason === undefined ? [] : [{node, reason}]));

async function runOnNodes(
  client: ApiClient,
  {nodes, signal}: NodesRequest,
  command: readonly string[],
): Promise<NodeAnswer[]> {
  const agents = await waitForAgents(client, nodes, signal);
  return Promise.all(
    nodes.map(async (node): Promise<NodeAnswer> => {
      const agent = agents.find((found) => found.node === node);
      if (agent === undefined) return {node, reason: noAgent()};
      try {
        const {exitCode, output, startError} = await execInPod(client, {
          namespace: nodeAgentNamespace,
          pod: agent.pod,
          container: 'agent',
          command,
          limitBytes: outputLimitBytes,
          signal: AbortSignal.any([signal, AbortSignal.timeout(agentTimeoutMs)]),
        });
        return exitCode === 0 ? {node, output} : {node, reason: startError ?? output.trim().slice(0, longestReason)};
      } catch (error) {
        if (signal.aborted) throw error;
        return {node, reason: reasonOf(error)};
      }
    }),
  );
}

/** The agents that run, once one does on each of the nodes, or after a while: a fresh cluster has them in seconds. */
async function waitForAgents(client: ApiClient, nodes: readonly string[], signal: AbortSignal): Promise<NodeAgent[]> {
  const deadline = Date.now() + agentStartMs;
  for (;;) {
    const agents = await runningAgents(client, signal);
    const isComplete = nodes.every((node) => agents.some((agent) => agent.node === node));
    if (isComplete || Date.now() > deadline) return agents;
    await sleep(agentPollMs, undefined, {signal});
  }
}

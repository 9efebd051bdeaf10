import {setTimeout as sleep} from 'node:timers/promises';
import type {ProbeImages} from '#src/sandbox/probe-policy.ts';
import type {Finding} from '#src/workshop/finding.ts';
import {ApiError, ClusterUnavailableError, reasonOf} from '#src/cluster/api/api-error.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {nodeState} from '#src/kinds/node/node-state.ts';
import type {OperationContext} from '#src/cluster/operations/operation-context.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {imageName} from './image-name.ts';
import {judgeIsolation} from './judge-isolation.ts';
import {makeProbeSandbox, probeContext, ProbeError, reachPage, removeProbeSandbox} from './probe-sandbox.ts';
import {words} from '#src/words/words.ts';

/** The whole probe, and then the removal of what it made, in ms. */
const deadlineMs = 90_000;
const cleanUpMs = 120_000;
const betweenTriesMs = 500;

export interface NetworkProbe extends ProbeImages {
  readonly identities: Identities;
  readonly installation: string;
  /** Whether the lab has steps that nobody passes where they are not enforced. */
  readonly isRequired?: boolean;
  readonly signal: AbortSignal;
  /** Hears what is being done. */
  readonly doing?: (what: string) => void;
  /** Hears what was found out, before what was made for it is taken away. */
  readonly found?: (finding: Finding) => void;
}

/**
 * Finds out whether the cluster enforces NetworkPolicies, with two sandboxes made as learners' are, each with a server and
 * a client, all on one node. What it made goes again, and so does what an earlier run that was killed has left. One run
 * at a time: a second one would take away the first one's sandboxes.
 */
export async function diagnoseNetworkPolicy(probe: NetworkProbe): Promise<Finding> {
  const signal = AbortSignal.any([probe.signal, AbortSignal.timeout(deadlineMs)]);
  let contexts: readonly OperationContext[] = [];
  try {
    const node = await chooseNode(probe, signal);
    contexts = ['one', 'two'].map((learner) => probeContext({...probe, learner, node, signal}));
    // one of that name that is not ours is not removed, and then none is made in its place
    await settled(contexts.map(async (context) => removeProbeSandbox(context)));
  } catch (error) {
    return unknownBecause(error, signal);
  }
  const finding = await tryPolicies(contexts, probe).catch((error: unknown) => unknownBecause(error, signal));
  probe.found?.(finding);
  const left = await cleanUp(contexts);
  return left.length === 0 ? finding : {...finding, said: [finding.said, ...left].join('\n')};
}

async function tryPolicies(contexts: readonly OperationContext[], probe: NetworkProbe): Promise<Finding> {
  const {doing = () => undefined, isRequired = false} = probe;
  doing(words().doctor.network.making);
  const [first, second] = await settled(contexts.map(async (context) => makeProbeSandbox(context, probe)));
  if (first === undefined || second === undefined) throw new Error('the probe needs two sandboxes');
  doing(words().doctor.network.asking);
  return judgeIsolation(words().upkeep.checks.names.networkPolicies, {
    own: [async () => reachPage(first, first.server), async () => reachPage(second, second.server)],
    across: async () => reachPage(second, first.server),
    pause: async () => sleep(betweenTriesMs, undefined, {signal: second.context.signal}),
    isRequired,
  });
}

/** All of them, when all have ended: what still makes a sandbox would make it behind the back of what removes it. */
async function settled<T>(running: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(running);
  return Promise.all(running);
}

function unknownBecause(error: unknown, signal: AbortSignal): Finding {
  const name = words().upkeep.checks.names.networkPolicies;
  if (error instanceof ProbeError) return {name, state: 'unknown', said: error.message};
  const isLate = signal.aborted || error instanceof DOMException;
  if (isLate) return {name, state: 'unknown', said: words().doctor.late};
  if (!(error instanceof ApiError || error instanceof ClusterUnavailableError)) throw error;
  return {name, state: 'unknown', said: words().doctor.notAsked({reason: reasonOf(error)})};
}

/** A node that has both images already, if there is one: the probe is short. */
async function chooseNode({identities, serverImage, clientImage}: NetworkProbe, signal: AbortSignal): Promise<string> {
  const objects = await listCollection(identities.system('watcher'), resourcePath('nodes'), {signal});
  const nodes = objects.map(nodeState).filter(({isReady, isSchedulable}) => isReady && isSchedulable);
  const needed = [serverImage, clientImage].map(imageName);
  const best = nodes.find(({images}) => {
    const known = new Set(images.flat().map(imageName));
    return needed.every((image) => known.has(image));
  });
  const chosen = best ?? nodes[0];
  if (chosen === undefined) throw new ProbeError(words().doctor.noNode);
  return chosen.name;
}

/** Takes the sandboxes away, whatever became of the probe. Answers a line for each that stays. */
async function cleanUp(contexts: readonly OperationContext[]): Promise<string[]> {
  const signal = AbortSignal.timeout(cleanUpMs);
  const ends = await Promise.allSettled(contexts.map(async (context) => removeProbeSandbox({...context, signal})));
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [] : [reasonOf(end.reason)]));
}

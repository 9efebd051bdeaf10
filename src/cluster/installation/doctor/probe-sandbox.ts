import {setTimeout as sleep} from 'node:timers/promises';
import {stringify} from 'yaml';
import type {Outcome} from '#src/operations/outcome.ts';
import {probePods, probePolicy, type ProbeImages} from '#src/sandbox/probe-policy.ts';
import {sandboxNamespace, sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {isTrue} from '#src/kubernetes/conditions.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {unattended, type OperationContext} from '#src/cluster/operations/operation-context.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {words} from '#src/words/words.ts';

const pollMs = 250;
/** How long one request may take, in ms, and a page, in seconds. */
const requestMs = 10_000;
const pageSeconds = 2;

/** What the probe ran into; the message is for the operator. */
export class ProbeError extends Error {}

interface ProbeRequest extends ProbeImages {
  readonly identities: Identities;
  /** Several may look at one cluster at a time. */
  readonly installation: string;
  /** Tells a probe's sandboxes apart, as learners' ids do. */
  readonly learner: string;
  readonly node: string;
  readonly signal: AbortSignal;
}

/** A sandbox of a workshop of the doctor's own, which is made and removed as learners' are. */
export function probeContext(request: ProbeRequest): OperationContext {
  const {identities, installation, serverImage, clientImage, learner, node, signal} = request;
  const workshop = `doctor-${installation}`;
  const sandbox = sandboxSpecSchema.parse({
    namespace: sandboxNamespace(workshop, learner),
    workshop,
    installation,
    learner: {id: learner, name: 'a check of the cluster'},
    nodes: [node],
    lab: probePolicy([serverImage, clientImage]),
  });
  return unattended({sandbox, identities, signal});
}

export interface ProbeSandbox {
  readonly context: OperationContext;
  /** The address of its server's page. */
  readonly server: string;
}

/** Makes the sandbox with its server and its client, and waits for both. @throws ProbeError */
export async function makeProbeSandbox(context: OperationContext, images: ProbeImages): Promise<ProbeSandbox> {
  expectDone(await runOperation({kind: 'start'}, context), (reason) => words().doctor.network.noSandbox({reason}));
  const source = {
    name: 'doctor.yaml',
    yaml: probePods(images)
      .map((manifest) => stringify(manifest))
      .join('---\n'),
  };
  expectDone(await runOperation({kind: 'apply', sources: [source]}, context), (reason) =>
    words().doctor.network.noPods({reason}),
  );
  const [address] = await Promise.all(['server', 'client'].map(async (name) => waitForPod(name, context)));
  if (address === undefined) throw new Error('a Pod that runs has an address');
  return {context, server: `http://${address.includes(':') ? `[${address}]` : address}:80/`};
}

/** Waits until the Pod is ready. @throws ProbeError with what holds it up, at the probe's deadline */
async function waitForPod(name: string, {sandbox, identities, signal}: OperationContext): Promise<string> {
  const path = resourcePath('pods', sandbox.namespace, name);
  let last: string = words().doctor.network.justMade;
  while (!signal.aborted) {
    const {status} = podSchema.parse(
      (await identities.learner(sandbox.namespace).request({path, signal: AbortSignal.timeout(requestMs)})).body,
    );
    if (isTrue(status.conditions, 'Ready') && status.podIP !== '') return status.podIP;
    const [waiting] = status.containerStatuses.flatMap(({state}) => state.waiting ?? []);
    const unmet = status.conditions.find((condition) => condition.status === 'False');
    last = waiting === undefined ? unmet?.message || status.phase || last : JSON.stringify(waiting);
    await sleep(pollMs, undefined, {signal}).catch(() => undefined);
  }
  throw new ProbeError(words().doctor.network.notReady({pod: name, reason: last}));
}

/**
 * Gets a page, for so many seconds: what a policy drops is answered by nothing. Not by wget's own limit, `-T`, which some
 * builds of busybox die of, nor by `timeout`, which takes other arguments in older ones.
 */
const getPage = `
{ wget -q -O /dev/null "$1" >/dev/null 2>&1; echo "wget ended with $?"; } &
id=$!
(kill -0 $id && sleep ${pageSeconds} && kill $id) >/dev/null 2>&1 &
wait $id
`;

/** Asks from the sandbox's client. Answers undefined when a page came, else what is known. */
export async function reachPage({context}: ProbeSandbox, url: string): Promise<string | undefined> {
  const {sandbox, identities, signal} = context;
  const {output, startError} = await execInPod(identities.learner(sandbox.namespace), {
    namespace: sandbox.namespace,
    pod: 'client',
    container: 'main',
    command: ['sh', '-c', getPage, 'sh', url],
    limitBytes: 1_024,
    signal: AbortSignal.any([signal, AbortSignal.timeout(pageSeconds * 1000 + requestMs)]),
  });
  // wget's own word alone counts: a shell can end well though nothing was fetched
  const code = /wget ended with (?<code>\d+)/.exec(output)?.groups?.['code'];
  if (code === '0') return undefined;
  return (
    startError ??
    (code === undefined
      ? words().doctor.network.noAnswer({seconds: pageSeconds})
      : words().doctor.network.wgetEnded({code}))
  );
}

function expectDone(outcome: Outcome, problem: (reason: string) => string): void {
  if (outcome.kind === 'done') return;
  throw new ProbeError(problem(outcome.kind === 'failed' ? outcome.message : words().doctor.network.notInTime));
}

/** Removes the sandbox, if it is there and ours. @throws ProbeError */
export async function removeProbeSandbox(context: OperationContext): Promise<void> {
  expectDone(await runOperation({kind: 'leave'}, context), (reason) =>
    words().doctor.network.notRemoved({namespace: context.sandbox.namespace, reason}),
  );
}

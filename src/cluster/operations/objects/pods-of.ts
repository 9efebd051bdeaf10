import {z} from 'zod';
import type {PodTarget} from '#src/operations/arguments.ts';
import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import {hasTerminalPhase, isLeaving, podSchema, type Pod} from '#src/kinds/pod/schema.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {selectorText} from '#src/kinds/selector-text.ts';
import type {OperationContext} from '../operation-context.ts';
import {listObjects, resolveName} from './resolve-name.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {words} from '#src/words/words.ts';

/** The Pods that match, in the server's order. */
export async function listPods(selector: string | undefined, context: OperationContext): Promise<Pod[]> {
  return z.array(podSchema).parse(await listObjects('pods', selector, context));
}

/**
 * The one Pod that `logs` and `exec` mean: the named one, or of a controller's the first that is active, ready ones first.
 * `found` counts the candidates.
 * @throws ApiError when there is no such object
 * @throws UserError `not-found` when the controller has no Pod
 */
export async function choosePod(target: PodTarget, context: OperationContext): Promise<{pod: Pod; found: number}> {
  const {sandbox, identities, signal} = context;
  const name = await resolveName(target.name, context);
  const learner = identities.learner(sandbox.namespace);
  const {body} = await learner.request({path: resourcePath(target.type, sandbox.namespace, name), signal});
  if (target.type === 'pods') return {pod: podSchema.parse(body), found: 1};
  const selector = selectorText(body);
  const all = await listPods(selector, context);
  const active = all.filter((pod) => !hasTerminalPhase(pod));
  // a Job's have ended, and their logs are what it was run for
  const pods = active.length === 0 && target.type === 'jobs' ? all : active;
  const chosen = pods.find((pod) => podStatus(pod).isReady) ?? pods.find((pod) => !isLeaving(pod)) ?? pods[0];
  if (chosen === undefined) {
    throw new UserError('not-found', words().running.noPodOf({kind: resourceType(target.type).kind, name}), {
      next: words().running.seeWhatRuns,
    });
  }
  return {pod: chosen, found: pods.length};
}

/**
 * The container that is meant, with the line that kubectl prints when it chose for you.
 * @throws UserError `bad-input` when the Pod has no container of that name
 */
export function chooseContainer(pod: Pod, wanted: string | undefined): {container: string; said: string | undefined} {
  const containers = pod.spec.containers.map(({name}) => name);
  const initContainers = pod.spec.initContainers.map(({name}) => name);
  if (wanted !== undefined) {
    if ([...containers, ...initContainers].includes(wanted)) return {container: wanted, said: undefined};
    throw new UserError('bad-input', `error: container ${wanted} is not valid for pod ${pod.metadata.name}`, {
      next: words().running.containers({names: [...containers, ...initContainers].join(', ')}),
    });
  }
  const [first] = containers;
  if (first === undefined) throw new UserError('not-found', `error: the pod ${pod.metadata.name} has no container`);
  if (containers.length + initContainers.length === 1) return {container: first, said: undefined};
  const all = [...containers, ...initContainers.map((name) => `${name} (init)`)].join(', ');
  return {container: first, said: `Defaulted container "${first}" out of: ${all}`};
}

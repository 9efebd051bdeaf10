import type {Node} from '../objects/cluster-objects.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import {nodes} from '../resources/nodes.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {pods} from '../resources/pods.ts';
import {storageAnnotations, type PersistentVolumeClaim} from '../objects/storage.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {hasEnded, type PodsByNode} from './pods-by-node.ts';
import {failureMessage, messageForAll, problemsOf} from './schedule-problems.ts';
import {claimProblem, unboundClaims} from './volume-binding.ts';

const schedulerName = 'default-scheduler';
const binding = {component: schedulerName, host: `${schedulerName}-labrador`, action: 'Binding'};
const scheduling = {...binding, action: 'Scheduling'};

/**
 * Binds Pods to nodes: those that their selectors, affinities, taints, requests and the nodes' Pod limits leave, the emptiest
 * first. A Pod that fits nowhere is looked at again when nodes or other Pods change.
 */
export function runScheduler(parts: ControllerParts & {podsByNode: PodsByNode}): Controller {
  const {store, objects, clock, timings, recorder, podsByNode} = parts;
  /** Those that fitted nowhere. */
  const waiting = new Set<string>();
  /** Those whose turn has come. */
  const due = new Set<string>();
  const controller = runController(parts, {
    name: 'scheduler',
    keysOf: ({resource, type, object, previous}) => {
      if (resource === nodes || resource === persistentVolumeClaims) return [...waiting];
      if (resource !== pods) return [];
      const pod = object as Pod;
      if (type === 'DELETED') {
        waiting.delete(keyOf(pod));
        return [...waiting];
      }
      const before = previous as Pod | undefined;
      const isBinding = pod.spec.nodeName !== undefined && before?.spec.nodeName === undefined;
      const isEnd = hasEnded(pod) && before !== undefined && !hasEnded(before);
      if (isBinding || isEnd) return [...waiting];
      return type === 'ADDED' && isOurs(pod) ? [keyOf(pod)] : [];
    },
    reconcile: (key) => {
      if (due.delete(key) || waiting.has(key)) schedule(key);
      else {
        clock.after(timings.scheduleMs, () => {
          due.add(key);
          controller.add(key);
        });
      }
    },
  });

  const schedule = (key: string): void => {
    const {namespace, name} = splitKey(key);
    const pod = store.get(pods, namespace, name);
    waiting.delete(key);
    if (pod === undefined || pod.spec.nodeName !== undefined || pod.metadata.deletionTimestamp !== undefined) return;
    const candidates = store.list(nodes);
    const problem = claimProblem(store, pod);
    if (problem !== undefined) {
      waiting.add(key);
      reportFailure(pod, messageForAll(problem, candidates.length));
      return;
    }
    const problems = candidates.map((node) => problemsOf({pod, node, candidates, podsByNode}));
    const fitting = candidates.filter((_, at) => problems[at]?.length === 0);
    const [chosen] = fitting.sort(
      (a, b) => podsByNode.running(a.metadata.name).length - podsByNode.running(b.metadata.name).length,
    );
    if (chosen === undefined) {
      waiting.add(key);
      reportFailure(pod, failureMessage(problems));
    } else if (areClaimsBound(pod, chosen)) bind(pod, chosen);
    else waiting.add(key);
  };

  /** Says for which node a volume is to be made where a claim waits for that: the Pod goes there once it is. */
  const areClaimsBound = (pod: Pod, {metadata}: Node): boolean => {
    const unbound = unboundClaims(store, pod);
    for (const claim of unbound) {
      objects.change<PersistentVolumeClaim>(persistentVolumeClaims, claim, (next) => {
        const before = next.metadata.annotations;
        next.metadata.annotations = {[storageAnnotations.selectedNode]: metadata.name, ...before};
      });
    }
    return unbound.length === 0;
  };

  const bind = (pod: Pod, node: Node): void => {
    const nodeName = node.metadata.name;
    const now = clock.timestamp();
    const scheduled = {type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: now};
    // Binding is the one write that sets a Pod's node, past the rule that its spec is fixed.
    store.put(pods, {...pod, spec: {...pod.spec, nodeName}, status: {...pod.status, conditions: [scheduled]}});
    const message = `Successfully assigned ${keyOf(pod)} to ${nodeName}`;
    recorder.record(binding, {object: pod}, {type: 'Normal', reason: 'Scheduled', message});
  };

  const reportFailure = (pod: Pod, message: string): void => {
    recorder.record(scheduling, {object: pod}, {type: 'Warning', reason: 'FailedScheduling', message});
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      observedGeneration: pod.metadata.generation ?? 1,
      lastProbeTime: null,
      reason: 'Unschedulable',
      message,
    };
    const before = pod.status.conditions?.find(({type}) => type === 'PodScheduled');
    if (before?.message === message) return;
    const lastTransitionTime = before?.lastTransitionTime ?? clock.timestamp();
    objects.change<Pod>(
      pods,
      pod,
      (next) => {
        next.status.conditions = [{...condition, lastTransitionTime}];
      },
      {subresource: 'status'},
    );
  };

  for (const pod of store.list(pods)) if (isOurs(pod)) controller.add(keyOf(pod));
  return controller;
}

/** Whether a Pod waits for a node from this scheduler and no other. */
function isOurs({spec}: Pod): boolean {
  return spec.nodeName === undefined && spec.schedulerName === schedulerName;
}

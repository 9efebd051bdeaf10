import type {Condition} from '../objects/kube-object.ts';
import {sidecarsOf, type ContainerStatus, type Pod, type PodStatus} from '../objects/pod.ts';
import {phaseOf} from './pod-phase.ts';
import {podResources} from './pod-resources.ts';

/** What the kubelet knows of a Pod, from which its status follows. */
export interface PodRuntime {
  hostIp: string;
  podIp: string | undefined;
  /** Why no container can be started: there is no network for them yet, or none any more. */
  sandboxProblem: string | undefined;
  /** Whether the containers were stopped for good. */
  isStopped: boolean;
  startedAt: string;
  initContainers: readonly ContainerStatus[];
  containers: readonly ContainerStatus[];
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions */
export function computePodStatus(pod: Pod, runtime: PodRuntime, now: string): PodStatus {
  const {hostIp, podIp, sandboxProblem, startedAt, initContainers, containers} = runtime;
  const known = pod.status.phase;
  // A Pod that has ended stays so.
  const phase = known === 'Succeeded' || known === 'Failed' ? known : phaseOf(pod, runtime);
  const generation = pod.metadata.generation ?? 1;
  const wasInitialized = isTrue(pod, 'Initialized');
  const sidecarNames = new Set(sidecarsOf(pod.spec).map(({name}) => name));
  const isIncomplete = ({name, state, started}: ContainerStatus): boolean =>
    sidecarNames.has(name) ? !started : state.terminated?.exitCode !== 0;
  const incomplete = initContainers.filter(isIncomplete).map(({name}) => name);
  const staying = [...initContainers.filter(({name}) => sidecarNames.has(name)), ...containers];
  const unready = staying.filter(({ready}) => !ready).map(({name}) => name);
  const readiness = readinessOf(phase, unready);
  const conditions: Condition[] = [
    sandboxProblem === undefined
      ? {type: 'PodReadyToStartContainers', status: 'True'}
      : {
          type: 'PodReadyToStartContainers',
          status: 'False',
          reason: 'PodSandboxNotReady',
          message: sandboxProblem,
        },
    initialization(phase, wasInitialized ? [] : incomplete),
    {type: 'Ready', ...readiness},
    {type: 'ContainersReady', ...readiness},
    {type: 'PodScheduled', status: 'True'},
  ];
  return {
    ...pod.status,
    observedGeneration: generation,
    phase,
    conditions: conditions.map((one) => dated(one, {generation, old: pod.status.conditions ?? [], now})),
    hostIP: hostIp,
    hostIPs: [{ip: hostIp}],
    ...(podIp === undefined ? {} : {podIP: podIp, podIPs: [{ip: podIp}]}),
    startTime: startedAt,
    ...(initContainers.length === 0 ? {} : {initContainerStatuses: [...initContainers]}),
    containerStatuses: [...containers],
    ...podResources(pod),
  };
}

function readinessOf(phase: string, unready: readonly string[]): Omit<Condition, 'type'> {
  if (phase === 'Succeeded') return {status: 'False', reason: 'PodCompleted'};
  if (phase === 'Failed') return {status: 'False', reason: 'PodFailed'};
  if (unready.length === 0) return {status: 'True'};
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return {status: 'False', reason: 'ContainersNotReady', message};
}

function initialization(phase: string, incomplete: readonly string[]): Condition {
  const type = 'Initialized';
  if (phase === 'Succeeded') return {type, status: 'True', reason: 'PodCompleted'};
  if (incomplete.length === 0) return {type, status: 'True'};
  const message = `containers with incomplete status: [${incomplete.join(' ')}]`;
  return {type, status: 'False', reason: 'ContainersNotInitialized', message};
}

function isTrue({status}: Pod, wanted: string): boolean {
  return status.conditions?.some(({type, status: value}) => type === wanted && value === 'True') === true;
}

/** A condition's time is when it last turned. */
function dated(
  condition: Condition,
  {generation, old, now}: {generation: number; old: readonly Condition[]; now: string},
): Condition {
  const before = old.find(({type}) => type === condition.type);
  const isSame = before?.status === condition.status && before.lastTransitionTime !== undefined;
  return {
    ...condition,
    observedGeneration: generation,
    lastProbeTime: null,
    lastTransitionTime: isSame ? (before.lastTransitionTime ?? now) : now,
  };
}

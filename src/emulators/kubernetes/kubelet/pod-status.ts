import type {Condition} from '../objects/kube-object.ts';
import type {ContainerStatus, Pod, PodStatus} from '../objects/pod.ts';

/** What the kubelet knows of a Pod, from which its status follows. */
export interface PodRuntime {
  hostIp: string;
  podIp: string | undefined;
  startedAt: string;
  initContainers: readonly ContainerStatus[];
  containers: readonly ContainerStatus[];
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
export function computePodStatus(pod: Pod, runtime: PodRuntime, now: string): PodStatus {
  const {hostIp, podIp, startedAt, initContainers, containers} = runtime;
  const phase = phaseOf(pod, runtime);
  const isInitialized = initContainers.every(({state}) => state.terminated?.exitCode === 0);
  const unready = containers.filter(({ready}) => !ready).map(({name}) => name);
  const isReady = isInitialized && unready.length === 0;
  const incomplete = initContainers.filter(({state}) => state.terminated?.exitCode !== 0).map(({name}) => name);
  const notReady: Partial<Condition> =
    phase === 'Succeeded'
      ? {reason: 'PodCompleted'}
      : {reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]`};
  const conditions = [
    condition('PodReadyToStartContainers', podIp !== undefined && phase !== 'Succeeded' && phase !== 'Failed'),
    condition('Initialized', isInitialized, {
      reason: 'ContainersNotInitialized',
      message: `containers with incomplete status: [${incomplete.join(' ')}]`,
    }),
    condition('Ready', isReady, notReady),
    condition('ContainersReady', isReady, notReady),
    condition('PodScheduled', true),
  ];
  return {
    ...pod.status,
    phase,
    conditions: keepTransitions(conditions, pod.status.conditions ?? [], now),
    hostIP: hostIp,
    hostIPs: [{ip: hostIp}],
    ...(podIp === undefined ? {} : {podIP: podIp, podIPs: [{ip: podIp}]}),
    startTime: startedAt,
    ...(initContainers.length === 0 ? {} : {initContainerStatuses: [...initContainers]}),
    containerStatuses: [...containers],
  };
}

function phaseOf(pod: Pod, {initContainers, containers}: PodRuntime): string {
  const {restartPolicy = 'Always'} = pod.spec;
  const failedInit = initContainers.some(({state}) => (state.terminated?.exitCode ?? 0) !== 0);
  if (failedInit && restartPolicy === 'Never') return 'Failed';
  if (initContainers.some(({state}) => state.terminated?.exitCode !== 0)) return 'Pending';
  const isNew = containers.some(
    ({state, lastState}) => state.waiting !== undefined && lastState.terminated === undefined,
  );
  const hasStarted = containers.some(
    ({state, lastState}) => state.running !== undefined || lastState.terminated !== undefined,
  );
  if (isNew)
    return hasStarted && containers.every(({state}) => state.waiting?.reason !== 'ContainerCreating')
      ? 'Running'
      : 'Pending';
  const codes = containers.map(({state}) => state.terminated?.exitCode);
  if (codes.some((code) => code === undefined)) return 'Running';
  if (restartPolicy === 'Always') return 'Running';
  const hasFailed = codes.some((code) => code !== 0);
  if (!hasFailed) return 'Succeeded';
  return restartPolicy === 'Never' ? 'Failed' : 'Running';
}

function condition(type: string, isTrue: boolean, otherwise: Partial<Condition> = {}): Condition {
  return {type, status: isTrue ? 'True' : 'False', ...(isTrue ? {} : otherwise)};
}

/** A condition's time is when it last turned. */
function keepTransitions(conditions: readonly Condition[], old: readonly Condition[], now: string): Condition[] {
  return conditions.map((one) => {
    const before = old.find(({type}) => type === one.type);
    const isSame = before?.status === one.status && before.lastTransitionTime !== undefined;
    return {...one, lastProbeTime: null, lastTransitionTime: isSame ? (before.lastTransitionTime ?? now) : now};
  });
}

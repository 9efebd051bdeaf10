import {isTrue} from '#src/kubernetes/conditions.ts';
import {isRunning, type ContainerStatus} from '../container-status.ts';
import {hasTerminalPhase, isLeaving, type Pod} from '../schema.ts';

export interface PodStatus {
  /** The STATUS column of `kubectl get pods`. */
  readonly status: string;
  /** The READY column: `1/1`. */
  readonly ready: string;
  readonly restarts: number;
  /** Whether the Pod's own condition says that it serves, and it is not on its way out. */
  readonly isReady: boolean;
}

/**
 * What `kubectl get pods` shows of a Pod, as the API server's printer derives it. An init container with
 * `restartPolicy: Always` is a sidecar: it counts as a container once it has started.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go printPod
 */
export function podStatus(pod: Pod): PodStatus {
  const {conditions} = pod.status;
  const sidecars = new Set(
    pod.spec.initContainers.filter(({restartPolicy}) => restartPolicy === 'Always').map(({name}) => name),
  );
  const initialisation = readInitialisation(pod, sidecars);
  const isInitialised = initialisation.reason === undefined || isTrue(conditions, 'Initialized');
  const running = isInitialised ? readContainers(pod) : undefined;

  const status = (): string => {
    if (isLeaving(pod) && pod.status.reason === 'NodeLost') return 'Unknown';
    // a Pod that has ended says how, also while its object waits to go
    if (isLeaving(pod) && !hasTerminalPhase(pod)) return 'Terminating';
    const reason =
      running?.reason ?? initialisation.reason ?? gatedReason(pod) ?? (pod.status.reason || pod.status.phase);
    if (reason !== 'Completed' || running === undefined) return reason;
    if (running.hasRunning && isTrue(conditions, 'Ready')) return 'Running';
    return running.failure ?? (running.hasRunning ? 'NotReady' : reason);
  };

  return {
    status: status(),
    ready: `${initialisation.ready + (running?.ready ?? 0)}/${pod.spec.containers.length + sidecars.size}`,
    restarts: running === undefined ? initialisation.restarts : initialisation.sidecarRestarts + running.restarts,
    isReady: isTrue(conditions, 'Ready') && !isLeaving(pod),
  };
}

function gatedReason(pod: Pod): string | undefined {
  const isGated = pod.status.conditions.some(
    ({type, reason}) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return isGated ? 'SchedulingGated' : undefined;
}

/** Init containers in order, up to the first that holds the Pod up; `reason` is undefined if none does. */
function readInitialisation(
  pod: Pod,
  sidecars: ReadonlySet<string>,
): {reason: string | undefined; ready: number; restarts: number; sidecarRestarts: number} {
  let ready = 0;
  let restarts = 0;
  let sidecarRestarts = 0;
  for (const [index, container] of pod.status.initContainerStatuses.entries()) {
    restarts += container.restartCount;
    const isSidecar = sidecars.has(container.name);
    if (isSidecar) sidecarRestarts += container.restartCount;
    const terminated = container.state.terminated;
    if (terminated?.exitCode === 0) continue;
    if (isSidecar && container.started === true) {
      if (container.ready) ready += 1;
      continue;
    }
    const waiting = container.state.waiting?.reason;
    const isWaiting = waiting !== undefined && waiting !== '' && waiting !== 'PodInitializing';
    const progress = `${index}/${pod.spec.initContainers.length}`;
    const reason = endReason(container) ?? (isWaiting ? waiting : progress);
    return {reason: `Init:${reason}`, ready, restarts, sidecarRestarts};
  }
  return {reason: undefined, ready, restarts, sidecarRestarts};
}

/** Containers from last to first, so that the first one's reason wins. */
function readContainers(pod: Pod): {
  reason: string | undefined;
  /** How one of them failed, when another one's end hides it. */
  failure: string | undefined;
  hasRunning: boolean;
  ready: number;
  restarts: number;
} {
  let reason: string | undefined;
  let failure: string | undefined;
  let ready = 0;
  let restarts = 0;
  for (const container of pod.status.containerStatuses.toReversed()) {
    restarts += container.restartCount;
    const halted = container.state.waiting?.reason || endReason(container);
    if ((container.state.terminated?.exitCode ?? 0) !== 0) failure = halted;
    if (halted !== undefined) reason = halted;
    else if (container.ready && isRunning(container)) ready += 1;
  }
  return {reason, failure, hasRunning: ready > 0, ready, restarts};
}

function endReason({state}: ContainerStatus): string | undefined {
  const {terminated} = state;
  if (terminated === null || terminated === undefined) return undefined;
  const {reason, signal, exitCode} = terminated;
  if (reason !== '') return reason;
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}

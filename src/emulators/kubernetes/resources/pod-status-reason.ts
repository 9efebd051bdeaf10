import {sidecarsOf, type ContainerState, type ContainerStatus, type Pod} from '../objects/pod.ts';

/**
 * The STATUS cell of `kubectl get pods`.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printPod)
 */
export function podStatusReason(pod: Pod): string {
  const isInitialized = isTrue(pod, 'Initialized');
  const initializing = initReason(pod);
  const reason = initializing !== undefined && !isInitialized ? initializing : containersReason(pod, initializing);
  if (pod.metadata.deletionTimestamp === undefined) return reason;
  if (pod.status.reason === 'NodeLost') return 'Unknown';
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed' ? reason : 'Terminating';
}

function initReason(pod: Pod): string | undefined {
  const statuses = pod.status.initContainerStatuses ?? [];
  const at = statuses.findIndex((status) => holdsUp(status, pod));
  const current = statuses[at];
  if (current === undefined) return undefined;
  const {terminated, waiting} = current.state;
  if (terminated !== undefined) return `Init:${terminated.reason ?? exitText(terminated)}`;
  if (waiting !== undefined && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
  return `Init:${at}/${pod.spec.initContainers?.length ?? 0}`;
}

/** Whether an init container has not done its part yet: a sidecar has once it has started. */
export function holdsUp({name, state, started}: ContainerStatus, {spec}: Pod): boolean {
  if (state.terminated?.exitCode === 0) return false;
  return !(started && sidecarsOf(spec).some((sidecar) => sidecar.name === name));
}

function containersReason(pod: Pod, initializing: string | undefined): string {
  const statuses = pod.status.containerStatuses ?? [];
  // The printer goes from the last container to the first and lets each overwrite: so the first one's reason wins.
  const first = statuses.map(containerReason).find((reason) => reason !== undefined);
  const reason = first ?? initializing ?? (pod.status.reason || (pod.status.phase ?? ''));
  if (reason !== 'Completed') return reason;
  const isRunning = statuses.some(({ready, state}) => ready && state.running !== undefined);
  if (isRunning && isTrue(pod, 'Ready')) return 'Running';
  const failed = statuses.find(({state}) => (state.terminated?.exitCode ?? 0) !== 0);
  return (failed && containerReason(failed)) ?? (isRunning ? 'NotReady' : reason);
}

function isTrue({status}: Pod, wanted: string): boolean {
  return status.conditions?.some(({type, status: value}) => type === wanted && value === 'True') === true;
}

function containerReason({state}: ContainerStatus): string | undefined {
  if (state.waiting !== undefined) return state.waiting.reason;
  if (state.terminated !== undefined) return state.terminated.reason ?? exitText(state.terminated);
  return undefined;
}

function exitText({signal, exitCode}: NonNullable<ContainerState['terminated']>): string {
  return signal === undefined || signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}

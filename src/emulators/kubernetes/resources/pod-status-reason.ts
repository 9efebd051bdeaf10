import type {ContainerState, ContainerStatus, Pod} from '../objects/pod.ts';

/**
 * The STATUS cell of `kubectl get pods`.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printPod)
 */
export function podStatusReason(pod: Pod): string {
  const initializing = initReason(pod);
  const reason = initializing ?? containersReason(pod);
  if (pod.metadata.deletionTimestamp === undefined) return reason;
  return pod.status.reason === 'NodeLost' ? 'Unknown' : 'Terminating';
}

function initReason(pod: Pod): string | undefined {
  const statuses = pod.status.initContainerStatuses ?? [];
  const at = statuses.findIndex(({state}) => state.terminated?.exitCode !== 0);
  const current = statuses[at];
  if (current === undefined) return undefined;
  const {terminated, waiting} = current.state;
  if (terminated !== undefined) return `Init:${terminated.reason ?? exitText(terminated)}`;
  if (waiting !== undefined && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
  return `Init:${at}/${pod.spec.initContainers?.length ?? 0}`;
}

function containersReason(pod: Pod): string {
  const statuses = pod.status.containerStatuses ?? [];
  // The printer goes from the last container to the first and lets each overwrite: so the first one's reason wins.
  const first = statuses.map(containerReason).find((reason) => reason !== undefined);
  const reason = first ?? (pod.status.reason || (pod.status.phase ?? ''));
  if (reason !== 'Completed' || !statuses.some(({ready, state}) => ready && state.running !== undefined)) return reason;
  const isReady = pod.status.conditions?.some(({type, status}) => type === 'Ready' && status === 'True');
  return isReady === true ? 'Running' : 'NotReady';
}

function containerReason({state}: ContainerStatus): string | undefined {
  if (state.waiting !== undefined) return state.waiting.reason;
  if (state.terminated !== undefined) return state.terminated.reason ?? exitText(state.terminated);
  return undefined;
}

function exitText({signal, exitCode}: NonNullable<ContainerState['terminated']>): string {
  return signal === undefined || signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}

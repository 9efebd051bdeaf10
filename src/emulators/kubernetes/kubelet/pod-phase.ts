import {sidecarsOf, type ContainerStatus, type Pod} from '../objects/pod.ts';

export interface PhaseInput {
  initContainers: readonly ContainerStatus[];
  containers: readonly ContainerStatus[];
  /** Whether its containers were stopped for good, as it is being deleted: then its phase says how they ended. */
  isStopped: boolean;
}

/**
 * Where a Pod is in its life, by its containers.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
 */
export function phaseOf({spec}: Pod, {initContainers, containers, isStopped}: PhaseInput): string {
  const {restartPolicy = 'Always'} = spec;
  const restarts = (code: number): boolean =>
    restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && code !== 0);
  const sidecarNames = new Set(sidecarsOf(spec).map(({name}) => name));
  const sidecars = initContainers.filter(({name}) => sidecarNames.has(name));
  const inits = initContainers.filter(({name}) => !sidecarNames.has(name));
  const failed = inits.map(endOf).filter((code) => code !== undefined && code !== 0);
  if (failed.length > 0 && restartPolicy === 'Never') return 'Failed';
  // One that failed and is to be run again counts as begun; what keeps the Pod pending then is what comes after it.
  const isPending = ({state, lastState}: ContainerStatus): boolean =>
    state.running !== undefined || (state.waiting !== undefined && lastState.terminated === undefined);
  if (inits.some(isPending)) return 'Pending';
  // how a sidecar ended says nothing of the Pod
  const isStarting = ({state, lastState, started}: ContainerStatus): boolean =>
    (state.running !== undefined && !started) || (state.waiting !== undefined && lastState.terminated === undefined);
  if (sidecars.some(isStarting)) return 'Pending';
  if (containers.some(({state, lastState}) => state.waiting !== undefined && lastState.terminated === undefined)) {
    return 'Pending';
  }
  if ([...containers, ...sidecars].some(({state}) => state.running !== undefined)) return 'Running';
  const codes = containers.map((status) => endOf(status) ?? 0);
  const hasSucceeded = codes.every((code) => code === 0);
  if (!isStopped && codes.some(restarts)) return 'Running';
  return hasSucceeded ? 'Succeeded' : 'Failed';
}

/** The code with which a container ended, the last time if it waits to be run again. */
function endOf({state, lastState}: ContainerStatus): number | undefined {
  if (state.running !== undefined) return undefined;
  return (state.terminated ?? lastState.terminated)?.exitCode;
}

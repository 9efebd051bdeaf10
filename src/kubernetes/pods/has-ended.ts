import {hasTerminalPhase, type ContainerStatus, type PodLike} from './pod-status.ts';

/**
 * Whether nothing of a Pod runs, nor will again. A node that is current says so by the phase before the object goes; any node
 * shows that the containers of a Pod on its way out have ended. A container between two tries of a crash loop is no end.
 */
export function hasEnded(pod: PodLike): boolean {
  const apps = pod.status?.containerStatuses ?? [];
  const all = [...apps, ...(pod.status?.initContainerStatuses ?? [])];
  if (all.some(isRunning)) return false;
  if (hasTerminalPhase(pod)) return true;
  const isLeaving = typeof pod.metadata.deletionTimestamp === 'string';
  return isLeaving && apps.length > 0 && apps.every(({state}) => (state?.terminated ?? undefined) !== undefined);
}

const isRunning = ({state}: ContainerStatus): boolean => (state?.running ?? undefined) !== undefined;

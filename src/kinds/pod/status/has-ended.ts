import {isRunning} from '../container-status.ts';
import {hasTerminalPhase, isLeaving, type Pod} from '../schema.ts';

/**
 * Whether nothing of a Pod runs, nor will again. A node that is current says so by the phase before the object goes; any node
 * shows that the containers of a Pod on its way out have ended. A container between two tries of a crash loop is no end.
 */
export function hasEnded(pod: Pod): boolean {
  const {containerStatuses: apps, initContainerStatuses: inits} = pod.status;
  if ([...apps, ...inits].some(isRunning)) return false;
  if (hasTerminalPhase(pod)) return true;
  return isLeaving(pod) && apps.length > 0 && apps.every(({state}) => (state.terminated ?? undefined) !== undefined);
}

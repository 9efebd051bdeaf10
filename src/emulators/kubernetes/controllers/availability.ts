import type {Pod} from '../objects/pod.ts';
import {isReady} from '../objects/pod.ts';
import type {ControllerParts} from './controller.ts';

/**
 * How long after a stored time it is, in emulated seconds. Stored times are whole seconds, rounded down; counting from
 * the end of that second means that no wait is ever cut short, however fast the emulated seconds pass.
 */
export function secondsSince(timestamp: string | undefined, {clock, timings}: ControllerParts): number {
  if (timestamp === undefined) return 0;
  return Math.max(0, clock.now() - Date.parse(timestamp) - 999) / timings.secondMs;
}

/**
 * How many emulated seconds a Pod still has to stay ready before it counts as available: 0 when it does,
 * undefined while it is not ready.
 */
export function secondsUntilAvailable(pod: Pod, minReadySeconds: number, parts: ControllerParts): number | undefined {
  if (!isReady(pod)) return undefined;
  if (minReadySeconds === 0) return 0;
  const since = pod.status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime;
  return Math.max(0, minReadySeconds - secondsSince(since, parts));
}

/** Being deleted, and some container of it runs yet. */
export function isTerminating({metadata, status}: Pod): boolean {
  return metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

/** Neither ended nor being deleted: such a Pod counts as a replica. */
export function isActive({metadata, status}: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

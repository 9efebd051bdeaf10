import {daemonSetSchema} from './schema.ts';

const read = daemonSetSchema.pick({metadata: true, status: true});

/** Whether one has fewer Pods than it is to have. */
export function daemonSetLacksPods(object: unknown): boolean {
  const {metadata, status} = read.parse(object);
  // some controllers write no status while they cannot make Pods
  const isBehind = status.observedGeneration < (metadata.generation ?? 1);
  return isBehind || status.currentNumberScheduled < status.desiredNumberScheduled;
}

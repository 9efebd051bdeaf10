import {statefulSetSchema} from './schema.ts';

const {spec} = statefulSetSchema.shape;
const read = statefulSetSchema.extend({spec: spec.pick({replicas: true, podManagementPolicy: true})});

/** Whether one has fewer Pods than it is to have, and the next is due. */
export function statefulSetLacksPods(object: unknown): boolean {
  const {spec, status} = read.parse(object);
  // the next one is made only once those before it are ready
  const isNextDue = spec.podManagementPolicy === 'Parallel' || status.readyReplicas === status.replicas;
  return isNextDue && status.replicas < spec.replicas;
}

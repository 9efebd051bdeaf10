import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {jobSchema} from './schema.ts';

const {spec, status} = jobSchema.shape;
const read = jobSchema.extend({
  spec: spec.pick({parallelism: true, completions: true, suspend: true}),
  status: status.unwrap().extend({conditions: conditionsSchema}).prefault({}),
});

/** Whether one has fewer Pods at work than it is to have. */
export function jobLacksPods(object: unknown): boolean {
  const {spec, status} = read.parse(object);
  // one whose Pods fail waits before it makes another
  const isAtWork =
    spec.suspend !== true && status.failed === 0 && status.conditions.every((one) => one.status !== 'True');
  const left = (spec.completions ?? Infinity) - status.succeeded;
  return isAtWork && status.active < Math.min(spec.parallelism ?? 1, left);
}

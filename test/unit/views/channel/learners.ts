import {learnerSchema, type Learner} from '../../../../src/workshop/workshop.ts';

/** A learner who joined at `joinedAt`, in ms since 1970. */
export function learnerOf(name: string, joinedAt = 1_700_000_000_000): Learner {
  const id = name.toLowerCase().replace(/[^a-z0-9]/g, '') || 'x';
  return learnerSchema.parse({id, name, namespace: `labrador-open-${id}`, nodes: ['lab-node-1'], joinedAt});
}

import {z} from 'zod';
import {namespaceSchema} from '../sandbox/sandbox.ts';

/** A learner who joined a workshop, and the sandbox that they were given. */
export const learnerSchema = z.object({
  id: z.string(),
  name: z.string(),
  namespace: namespaceSchema,
  nodes: z.array(z.string()).min(1),
  joinedAt: z.number(),
});
export type Learner = z.infer<typeof learnerSchema>;

/** What a learner last did, for those who watch the class. */
export const progressSchema = z.object({
  learnerId: z.string(),
  learnerName: z.string(),
  line: z.string(),
  /** `done`, or how it failed. */
  result: z.string(),
  at: z.number(),
  /** Commands so far, and how many of them failed. */
  count: z.number().int(),
  failures: z.number().int(),
});
export type Progress = z.infer<typeof progressSchema>;

/** The workshop that is open from the start, until facilitators open their own. */
export const openWorkshopId = 'open';

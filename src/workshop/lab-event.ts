import {z} from 'zod';

const about = {
  learnerId: z.string(),
  learnerName: z.string(),
  /** The step's id. */
  step: z.string(),
  /** In ms since 1970. */
  at: z.number(),
};

/** What a learner came to in the lab, as the workshop's record keeps it beside the commands. */
export const labEventSchema = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('passed'), ...about, evidence: z.array(z.string())}),
  /** How many of the graded hints were told by then. */
  z.object({kind: z.literal('hint'), ...about, number: z.number().int()}),
  z.object({kind: z.literal('solution'), ...about}),
  /** Which option was chosen, from 0. */
  z.object({kind: z.literal('predicted'), ...about, option: z.number().int()}),
]);
export type LabEvent = z.infer<typeof labEventSchema>;

import {z} from 'zod';

/** Prints what was read already: a learner's own file, or words. No line of kubectl, but of the shell around it. */
export const print = {
  schema: z.object({kind: z.literal('print'), text: z.string()}),
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  shortened: () => ({text: ''}),
} as const;
export type PrintOperation = z.infer<typeof print.schema>;

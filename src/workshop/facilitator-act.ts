import {z} from 'zod';

const minutes = z.number().int().positive();
const text = z.string().trim().min(1);
/** A step's place, from 1, as people count. */
const stepNumber = z.number().int().positive();

/** What facilitators do to a workshop: that of the channel in which they ask. */
export const facilitatorActSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    name: text.optional(),
    lab: text,
    /** Ids of channels; without one, that in which it is typed is the facilitators'. */
    channel: z.string(),
    facilitators: z.string().optional(),
    capacity: z.number().int().positive().optional(),
    /** In how many minutes it ends. */
    minutes: minutes.optional(),
    /** For how many minutes a sandbox lasts. */
    sandboxMinutes: minutes.optional(),
    replies: z.enum(['private', 'public']).default('private'),
  }),
  z.object({kind: z.literal('close')}),
  /** More minutes until it ends, and more capacity: either or both. */
  z.object({kind: z.literal('extend'), minutes: minutes.optional(), capacity: z.number().int().positive().optional()}),
  z.object({kind: z.literal('status')}),
  z.object({kind: z.literal('doctor'), learners: z.number().int().positive().optional()}),
  z.object({kind: z.literal('learner'), learnerId: z.string()}),
  z.object({kind: z.literal('broadcast'), text}),
  z.object({kind: z.literal('hint'), to: z.enum(['all', 'stuck']), text: text.optional()}),
  z.object({kind: z.literal('pause')}),
  z.object({kind: z.literal('resume')}),
  z.object({kind: z.literal('fast-forward'), step: stepNumber}),
  /** One learner, or all of them. */
  z.object({kind: z.literal('reset'), learnerId: z.string().optional()}),
  z.object({kind: z.literal('export')}),
  /** A line of kubectl in a learner's sandbox that changes nothing there. */
  z.object({kind: z.literal('look'), learnerId: z.string(), line: text}),
  /** An answer to a learner who asked for help, where no thread could be had. */
  z.object({kind: z.literal('answer'), learnerId: z.string(), text}),
]);
export type FacilitatorAct = z.infer<typeof facilitatorActSchema>;
export type FacilitatorActOf<Kind extends FacilitatorAct['kind']> = Extract<FacilitatorAct, {kind: Kind}>;

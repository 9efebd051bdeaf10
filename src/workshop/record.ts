import {z} from 'zod';
import {labEventSchema} from './lab-event.ts';

const person = z.object({id: z.string(), name: z.string()});

/** One command in a learner's sandbox and what it came to. */
const commandEntrySchema = z.object({
  kind: z.literal('command').default('command'),
  commandId: z.string(),
  learnerId: z.string(),
  learnerName: z.string(),
  line: z.string(),
  /** `done`, or how it failed. */
  result: z.string(),
  at: z.number(),
  /** Who asked, where that was a facilitator. */
  by: person.optional(),
});
export type CommandEntry = z.infer<typeof commandEntrySchema>;

/** Somebody was given a sandbox. */
const joinedEntrySchema = z.object({
  kind: z.literal('joined'),
  learnerId: z.string(),
  learnerName: z.string(),
  at: z.number(),
});

/** What a facilitator did, in words as they are typed; to one learner, or to all. */
const facilitatorEntrySchema = z.object({
  kind: z.literal('facilitator'),
  by: person,
  what: z.string(),
  learnerId: z.string().optional(),
  at: z.number(),
});
export type FacilitatorEntry = z.infer<typeof facilitatorEntrySchema>;

/** From here on entries of that kind about that person are not recorded: there are too many. */
const fullEntrySchema = z.object({
  kind: z.literal('full'),
  learnerId: z.string(),
  of: z.enum(['own', 'staff', 'lab', 'act']),
  at: z.number(),
});

/** An entry of a workshop's record, in which nothing is ever changed. Times are ms since 1970. */
export const recordEntrySchema = z.union([
  labEventSchema,
  joinedEntrySchema,
  facilitatorEntrySchema,
  fullEntrySchema,
  commandEntrySchema,
]);
export type RecordEntry = z.infer<typeof recordEntrySchema>;

/** The ids of those whom it is about, or who did it. */
export const peopleIn = (entry: RecordEntry): string[] =>
  [entry.learnerId, 'by' in entry ? entry.by?.id : undefined].filter((id) => id !== undefined);

export const isAbout = (entry: RecordEntry, personId: string): boolean => peopleIn(entry).includes(personId);

/** A command of a learner as facilitators look it up: with the beginning of its answer. */
export const recentCommandSchema = z.object({line: z.string(), result: z.string(), at: z.number(), answer: z.string()});
export type RecentCommand = z.infer<typeof recentCommandSchema>;

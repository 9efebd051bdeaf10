import {z} from 'zod';
import {replyTargetSchema} from './command.ts';

const waiting = {
  learnerId: z.string(),
  learnerName: z.string(),
  /** In ms since 1970. */
  since: z.number(),
  /** Where they are told. */
  reply: replyTargetSchema,
};

/** Somebody who waits for a sandbox. */
export const placeWaitingSchema = z.object(waiting);
export type PlaceWaiting = z.infer<typeof placeWaitingSchema>;

/** Somebody who asks for help, or whom a facilitator offered it. */
export const helpWaitingSchema = z.object({
  ...waiting,
  /** Where they are told; undefined for who has not asked. */
  reply: replyTargetSchema.optional(),
  /** In their own words; empty without any. */
  what: z.string(),
  /** The step that they are at. */
  step: z.string(),
  /** Id of the message that tells the facilitators. */
  messageId: z.string().optional(),
  /** The facilitator who takes care of it, and the thread that was opened, if one could be had. */
  takenBy: z.object({id: z.string(), name: z.string(), threadId: z.string().optional()}).optional(),
});
export type HelpWaiting = z.infer<typeof helpWaitingSchema>;

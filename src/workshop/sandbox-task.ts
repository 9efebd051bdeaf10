import {z} from 'zod';

/** Work on many sandboxes, as facilitators start it, or the clock. */
export const sandboxTaskSchema = z.object({
  id: z.string(),
  workshopId: z.string(),
  /** `close` and `expire` remove sandboxes. */
  kind: z.enum(['reset', 'fast-forward', 'close', 'expire']),
  by: z.object({id: z.string(), name: z.string()}),
  learnerIds: z.array(z.string()),
  /** Where `fast-forward` leads to: a step's id. */
  stepId: z.string().optional(),
  /**
   * Whom it is said to in their channel before it begins: all, or those whose sandboxes they are. `act`: the interaction that
   * began it, by which it is said once.
   */
  announcement: z.object({act: z.string(), to: z.enum(['all', 'yours']), isMade: z.boolean()}).optional(),
  startedAt: z.number(),
  isCancelled: z.boolean(),
  /** Id of the message that shows how far it is. */
  messageId: z.string().optional(),
});
export type SandboxTask = z.infer<typeof sandboxTaskSchema>;

/** What it came to for one learner. */
export const taskResultSchema = z.object({
  learnerName: z.string(),
  state: z.enum(['done', 'failed', 'cancelled']),
  /** Why it failed; for a sandbox that is gone, what could not be removed. */
  notes: z.array(z.string()),
});
export type TaskResult = z.infer<typeof taskResultSchema>;

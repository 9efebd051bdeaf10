import {z} from 'zod';
import {outcomeSchema} from '../operations/outcome.ts';
import {commandSchema} from './command.ts';

/** A reply that goes on: the answer to a command, with the Pods that it changes or watches. */
export const cardSchema = z.object({
  command: commandSchema,
  outcome: outcomeSchema,
  /** Which Pods of the sandbox it shows; all without one. */
  selector: z.string().optional(),
  /** From when on it tells how long the app had no ready Pod, in ms since 1970. */
  since: z.number(),
});
export type Card = z.infer<typeof cardSchema>;

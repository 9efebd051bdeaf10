import {z} from 'zod';
import {shorten, storedOperationSchema} from '#src/operations/operation.ts';
import {sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {languages} from '#src/words/language.ts';

/**
 * Where an answer goes: the interaction that asked. Its token lets anybody edit that one reply for 15 minutes.
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding
 */
export const replyTargetSchema = z.object({
  interactionId: z.string(),
  applicationId: z.string(),
  token: z.string(),
  userId: z.string(),
  channelId: z.string(),
  /** The server; those of an older version do not say. */
  guildId: z.string().optional(),
  /** When the interaction was made, in ms since 1970. */
  createdAt: z.number(),
  /** What its person reads; those of an older version do not say. */
  language: z.enum(languages).default('en'),
});
export type ReplyTarget = z.infer<typeof replyTargetSchema>;

/** One command of one learner, as it waits in the lane of their sandbox. Its id is made from the interaction's. */
export const commandSchema = z.object({
  id: z.string(),
  /** The kubectl line that it stands for. */
  line: z.string(),
  operation: storedOperationSchema,
  sandbox: sandboxSpecSchema,
  /** Where the answer goes; with a task, who started that. */
  reply: replyTargetSchema,
  /** Who asked, where that is not the sandbox's learner: a facilitator. */
  by: z.object({id: z.string(), name: z.string()}).optional(),
  /** The work on many sandboxes that it is a part of: its outcome goes there, and nobody is answered. */
  task: z.string().optional(),
});
export type Command = z.infer<typeof commandSchema>;

/** The same without the YAML that was typed, some hundred KiB: enough to show it, and nothing to run it by. */
export function withoutManifests(command: Command): Command {
  return {...command, operation: shorten(command.operation)};
}

import {z} from 'zod';
import {operationSchema, type Operation} from '#src/operations/operation.ts';
import {sandboxSpecSchema} from '#src/sandbox/sandbox.ts';

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
  /** When the interaction was made, in ms since 1970. */
  createdAt: z.number(),
});
export type ReplyTarget = z.infer<typeof replyTargetSchema>;

/** One command of one learner, as it waits in the lane of their sandbox. Its id is made from the interaction's. */
export const commandSchema = z.object({
  id: z.string(),
  /** The kubectl line that it stands for. */
  line: z.string(),
  operation: operationSchema,
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

function shorten(operation: Operation): Operation {
  switch (operation.kind) {
    case 'apply':
    case 'delete':
      return {...operation, sources: operation.sources.map(({name}) => ({name, yaml: ''}))};
    case 'edit':
      return {...operation, yaml: ''};
    case 'reset':
    case 'play':
      return {...operation, lines: []};
    default:
      return operation;
  }
}

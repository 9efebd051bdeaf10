import {z} from 'zod';
import {outcomeSchema} from '#src/operations/outcome.ts';
import {namespaceSchema, workshopIdSchema} from '#src/sandbox/sandbox.ts';
import {commandSchema, replyTargetSchema} from './command.ts';

/** The answer to a command, with the Pods that it changes or watches. */
export const answerCardSchema = z.object({
  kind: z.literal('answer'),
  command: commandSchema,
  outcome: outcomeSchema,
  /** Which Pods of the sandbox it shows; all without one. */
  selector: z.string().optional(),
  /** From when on it tells how long the app had no ready Pod, in ms since 1970. */
  since: z.number(),
});
export type AnswerCard = z.infer<typeof answerCardSchema>;

/** A step of the lab as its learner stands to it. */
const stepCardSchema = z.object({
  kind: z.literal('step'),
  /** The interaction that the message answered first: buttons on it go on under tokens of their own. */
  id: z.string(),
  reply: replyTargetSchema,
  namespace: namespaceSchema,
  /** The step's id. */
  step: z.string(),
  /** When the learner asked for its check, in ms since 1970. */
  checkedAt: z.number().optional(),
});
export type StepCard = z.infer<typeof stepCardSchema>;

/** Somebody's place in a line: for a sandbox, or for a facilitator's help. */
const placeCardSchema = z.object({
  kind: z.literal('place'),
  of: z.enum(['sandbox', 'help']),
  id: z.string(),
  reply: replyTargetSchema,
  /** Of the sandbox that they have, or are waiting for. */
  namespace: namespaceSchema,
  workshopId: workshopIdSchema,
});
export type PlaceCard = z.infer<typeof placeCardSchema>;

/** Of a place, which may be shown on the message of a command that has a card of its own later. */
export const placeCardId = (interactionId: string): string => `place-${interactionId}`;

/** A reply that goes on: it is edited as what it shows changes. */
export const cardSchema = z.discriminatedUnion('kind', [answerCardSchema, stepCardSchema, placeCardSchema]);
export type Card = z.infer<typeof cardSchema>;

/** What every card has: its id, where it is edited, and whose sandbox it shows. */
export function cardTarget(card: Card): {id: string; reply: StepCard['reply']; namespace: StepCard['namespace']} {
  switch (card.kind) {
    case 'answer':
      return {id: card.command.id, reply: card.command.reply, namespace: card.command.sandbox.namespace};
    case 'step':
    case 'place':
      return {id: card.id, reply: card.reply, namespace: card.namespace};
  }
}

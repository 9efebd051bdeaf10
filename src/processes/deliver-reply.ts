import {setTimeout as sleep} from 'node:timers/promises';
import type {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {firstAnswerMs, tokenTrustedMs} from '#src/discord/limits.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {GivenUp} from '#src/queue/given-up.ts';
import type {Answers} from '#src/store/answers.ts';
import type {Cards} from '#src/store/cards.ts';
import type {LateAnswers} from '#src/store/late-answers.ts';
import type {SandboxTasks} from '#src/store/sandbox-tasks.ts';
import type {Workshops} from '#src/store/workshops.ts';
import {renderReply} from '#src/views/reply/render-reply.ts';
import type {Command} from '#src/workshop/command.ts';
import {inLanguage} from '#src/words/words.ts';
import {lateChannel} from '#src/workshop/late-channel.ts';

/** For how long after its interaction a missing reply may still come to be, in ms: the defer has 3 s, and clocks differ. */
const deferSettledMs = firstAnswerMs + 2_000;
/**
 * A worker that is quicker than the bot has its answer before there is a reply to edit, mostly by a few ms. Each try waits
 * three times as long as the one before, until it is known that the chat refused the first answer. Of a reply of which nobody
 * knows what became it is asked seven times.
 */
const firstRetryMs = 20;
const retryFactor = 3;

export interface DeliverOptions {
  readonly replies: InteractionReplies;
  readonly answers: Answers;
  readonly lateAnswers: LateAnswers;
  readonly workshops: Pick<Workshops, 'find'>;
  readonly cards: Cards;
  readonly tasks: SandboxTasks;
  readonly givenUp: Pick<GivenUp, 'isWithdrawn' | 'isUnanswerable'>;
  readonly now: () => number;
}

/**
 * Makes the outcome visible exactly once: as the reply, or, when the reply is out of reach, behind a button in the
 * channel. Safe to run again from any point: an edit overwrites itself, and an answer is late once.
 */
export async function deliverReply(
  command: Command,
  outcome: Outcome,
  options: DeliverOptions,
): Promise<'edited' | 'card' | 'late' | 'task' | 'withdrawn'> {
  const {answers, cards, givenUp, lateAnswers, tasks, workshops} = options;
  if (command.task !== undefined) {
    await tasks.setOutcome(command.task, command.id, outcome);
    return 'task';
  }
  // who sent it has been told so
  if (outcome.kind === 'cancelled' && (await givenUp.isWithdrawn(command.id))) return 'withdrawn';
  if (await cards.has(command.id)) return 'card';
  // kept first: its buttons must work from the moment that they are seen
  if (outcome.kind === 'interrupted') await answers.keep(command, outcome);
  if (await editReply(command, outcome, options)) {
    const card = 'card' in outcome ? outcome.card : undefined;
    // what a facilitator looked at is no card of the learner's
    if (card === undefined || command.by !== undefined) return 'edited';
    await cards.add({kind: 'answer', command, outcome, selector: card.selector, since: command.reply.createdAt});
    return 'card';
  }
  await answers.keep(command, outcome);
  await lateAnswers.add(command, lateChannel(command, await workshops.find(command.sandbox.workshop)));
  return 'late';
}

async function editReply(
  command: Command,
  outcome: Outcome,
  {replies, givenUp, now}: DeliverOptions,
): Promise<boolean> {
  const {reply} = command;
  const message = inLanguage(reply.language, () => renderReply(command, outcome));
  const settledAt = reply.createdAt + deferSettledMs;
  let delayMs = firstRetryMs;
  while (now() - reply.createdAt < tokenTrustedMs) {
    const result = await replies.edit(reply, message);
    if (result === 'edited') return true;
    if (result === 'expired' || now() > settledAt || (await givenUp.isUnanswerable(command.id))) return false;
    // the last one is when it is settled
    await sleep(Math.min(delayMs, settledAt - now() + 1));
    delayMs *= retryFactor;
  }
  return false;
}

import type {Answer} from '#src/chat/answer.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {LateAnswer} from '#src/store/late-answers.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {lateAnswersButton, renderLateAnswers} from '#src/views/reply/render-late-answers.ts';
import {words} from '#src/words/words.ts';
import type {Button} from './button.ts';
import type {Session} from './session.ts';

/** Answers that one press shows, each in a message of its own. */
const shownAtOnce = 5;

/** In the channel, for everybody: it shows who presses it their own. */
export const showLateAnswersButton = {
  id: lateAnswersButton,
  who: 'anybody',
  isInPlace: false,
  press: async (_pressed, session) => showLateAnswers(session),
} satisfies Button;

/**
 * Shows a person the latest of their answers that they have not seen. One waits no longer once it is shown: should it not come
 * to that, the next press shows it.
 * @throws UserError when there is none, or another press of theirs is being answered
 */
async function showLateAnswers(session: Session): Promise<Answer> {
  const {asker, reply, rooms} = session;
  const {answers, lateAnswers, log} = rooms;
  const opened = await lateAnswers.open(asker.id, reply.interactionId);
  if (opened === undefined) {
    throw new UserError('conflict', words().answering.answersUnderWay);
  }
  const close = async (seen: readonly LateAnswer[], lost: number): Promise<void> =>
    lateAnswers.close(asker.id, reply.interactionId, {waiting: seen, lost});
  const {waiting, lost} = opened;
  const areKept = await answers.areKept(waiting.map(({commandId}) => commandId));
  const kept = waiting.filter((_, index) => areKept[index]);
  const dropped = waiting.filter((_, index) => !areKept[index]);
  const latest = kept.slice(-shownAtOnce);
  const found = await answers.findAll(latest.map(({commandId}) => commandId));
  // one that was dropped in between is told of at the next press
  const shown = latest.filter((_, index) => found[index] !== undefined);
  const [first, ...more] = renderLateAnswers({
    answers: found.filter((answer) => answer !== undefined),
    older: kept.length - latest.length,
    droppedLines: dropped.map(({line}) => line),
    lost,
  });
  if (first === undefined) {
    await close([], 0);
    throw new UserError('not-found', words().answering.noAnswerWaits);
  }
  return {
    kind: 'show',
    message: first,
    after: async () => {
      const taken = await followUpAll(more, session);
      const isAll = taken === more.length;
      // what is said of the others takes the place of the first message: the next press shows that again
      const seen = isAll ? [...dropped, ...shown] : shown.slice(-more.length).slice(0, taken);
      await close(seen, isAll ? lost : 0).catch((error: unknown) => log('answers will be shown once more', error));
      if (isAll) return;
      throw new UserError('unavailable', words().answering.answersNotTaken);
    },
    // of a first message that the chat did not take nothing was shown: the next press need not wait
    lastly: async () =>
      close([], 0).catch((error: unknown) => log('the next press of late answers waits for a moment', error)),
  };
}

/** @returns how many the chat took, from the first on */
async function followUpAll(messages: readonly ChatMessage[], {reply, rooms}: Session): Promise<number> {
  for (const [index, message] of messages.entries()) {
    try {
      await rooms.replies.followUp(reply, message);
    } catch (error) {
      rooms.log('an answer could not be shown', error);
      return index;
    }
  }
  return messages.length;
}

import type {Answer} from '#test/support/chat-page.ts';

/** How often somebody tries who gets no answer in time: on a machine that is busy with more than this, that happens. */
const mostTries = 5;
/** What is deferred may take its time: a sandbox is emptied. */
const answerMs = 150_000;

/** Does it again for as long as the chat gives up on it, which does nothing. A refusal is an answer. */
export async function insisting(act: () => Promise<Answer>, triesLeft = mostTries): Promise<Answer> {
  const answer = await (await act()).answered(answerMs);
  const {state} = await answer.interaction();
  return state === 'answered' || triesLeft <= 1 ? answer : insisting(act, triesLeft - 1);
}

import type {Answer} from '#test/support/chat-page.ts';
import {words} from '#src/words/words.ts';

/** How often somebody tries who gets no answer in time: on a machine that is busy with more than this, that happens. */
const mostTries = 5;

/** Does it again for as long as the chat gives up on it or its answer is lost, which does nothing. A refusal is an answer. */
export async function insisting(act: () => Promise<Answer>, triesLeft = mostTries): Promise<Answer> {
  const answer = await (await act()).answered();
  const isDone = triesLeft <= 1 || ((await answer.interaction()).state === 'answered' && !(await isLost(answer)));
  return isDone ? answer : insisting(act, triesLeft - 1);
}

const isLost = async (answer: Answer): Promise<boolean> =>
  (await answer.last())?.content.includes(words().answering.lost.message) === true;

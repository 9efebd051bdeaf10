import type {Answer} from '#test/support/chat-page.ts';

/** How often somebody tries again whose command the chat has given up on. */
const triesOfAPerson = 4;

/**
 * A chat gives a bot three seconds, and says nothing of a command when they are over, as they can be on a machine with more
 * to do than it has cores: whoever means it sends it again.
 */
export async function untilTaken(act: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < triesOfAPerson; tries += 1) {
    const answer = await act();
    if ((await answer.interaction()).state !== 'failed') return answer;
  }
  throw new Error(`the bot did not answer in time, ${triesOfAPerson} times`);
}

import {believed} from './believed.ts';
import {askChat} from './look-at-chat.ts';

/** How long the chat may take to answer, in ms. */
const answerMs = 3_000;

interface ProbedChat {
  readonly api: string;
  /** Called when it has no answer. */
  readonly missed: () => void;
}

/**
 * Whether the chat answers just now: whatever it says, for a refusal is an answer too. Asked of a route that takes no token,
 * since refusals of tokens are counted.
 */
export function chatProbe({api, missed}: ProbedChat): () => Promise<boolean> {
  return believed(async () => {
    try {
      await askChat(api, answerMs);
      return true;
    } catch (error) {
      missed();
      throw error;
    }
  });
}

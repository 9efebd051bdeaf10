import {believed} from './believed.ts';

/** How long the chat may take to answer, in ms. */
const answerMs = 3_000;

/**
 * Whether the chat answers just now: whatever it says, for a refusal is an answer too. Asked of a route that takes no token,
 * since refusals of tokens are counted.
 * @see https://discord.com/developers/docs/events/gateway#get-gateway
 */
export function chatProbe({api}: {readonly api: string}): () => Promise<boolean> {
  return believed(async () => {
    const response = await fetch(`${api}/v10/gateway`, {signal: AbortSignal.timeout(answerMs)});
    await response.body?.cancel();
    return true;
  });
}

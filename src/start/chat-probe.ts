/** How long the chat may take to answer, in ms, and how long it is believed. */
const answerMs = 3_000;
const believedMs = 3_000;

/**
 * Whether the chat answers just now: whatever it says, for a refusal is an answer too. Asked when somebody wants to know,
 * of a route that takes no token, since refusals of tokens are counted.
 * @see https://discord.com/developers/docs/events/gateway#get-gateway
 */
export function chatProbe({api}: {readonly api: string}): () => Promise<boolean> {
  let askedAt = -Infinity;
  let answer = Promise.resolve(true);
  return async () => {
    if (performance.now() - askedAt > believedMs) {
      askedAt = performance.now();
      answer = fetch(`${api}/v10/gateway`, {signal: AbortSignal.timeout(answerMs)}).then(
        async (response) => {
          await response.body?.cancel();
          return true;
        },
        () => false,
      );
    }
    return answer;
  };
}

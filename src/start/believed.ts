/** For how long an answer is believed, in ms. */
const believedMs = 3_000;

/** Asks when somebody wants to know, and not again for a while; who asks meanwhile gets the same answer. Never fails. */
export function believed(ask: () => Promise<boolean>): () => Promise<boolean> {
  let askedAt = -Infinity;
  let answer = Promise.resolve(true);
  return async () => {
    if (performance.now() - askedAt > believedMs) {
      askedAt = performance.now();
      answer = ask().catch(() => false);
    }
    return answer;
  };
}

import {words} from '#src/words/words.ts';

/** How long an operation that waits may take in all, in ms: what is behind it in line waits too. */
export const waitDeadlineMs = 120_000;

/** The longest that such an operation waits for what it was asked to: some time is left to say so. */
export const longestWaitSeconds = waitDeadlineMs / 1000 - 10;

/** After how long who waits is told what ends it, in ms. */
export const quietMs = 3_000;

/** What to do after waiting in vain for as long as was asked, or could be. */
export function timedOut(askedSeconds: number): string {
  return askedSeconds > longestWaitSeconds
    ? words().operations.longestWait({seconds: longestWaitSeconds})
    : words().operations.lookAtPods;
}

/** What is said when what only waits makes way for its learner's next command. */
export const madeWay = (): string => words().operations.madeWay;

import type {Finding} from '#src/workshop/finding.ts';
import {ApiError, ClusterUnavailableError, reasonOf} from '#src/cluster/api/api-error.ts';
import {words} from '#src/words/words.ts';

/** Ends a check that the cluster did not answer, or refused: then nothing is known. @throws what is a bug */
export async function unlessUnanswered(
  name: string,
  signal: AbortSignal,
  check: () => Promise<Finding>,
): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (signal.aborted) return {name, state: 'unknown', said: words().doctor.late};
    if (!(error instanceof ApiError || error instanceof ClusterUnavailableError)) throw error;
    return {name, state: 'unknown', said: words().doctor.notAsked({reason: reasonOf(error)})};
  }
}

import {ApiError} from '#src/cluster/api/api-error.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {believed} from './believed.ts';

/** How long the API server may take to answer, in ms. */
const answerMs = 3_000;

/** Whether the API server answers just now, and takes our credentials. That it does not say its version is an answer too. */
export function clusterProbe(server: ApiServer): () => Promise<boolean> {
  return believed(async () => {
    try {
      await server.as(undefined).request({path: '/version', signal: AbortSignal.timeout(answerMs)});
      return true;
    } catch (error) {
      return error instanceof ApiError && error.status !== 401 && error.status < 500;
    }
  });
}

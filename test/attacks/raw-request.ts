import type {ApiClient, ApiRequest} from '../../src/cluster/api-client.ts';
import {ApiError, ClusterUnavailableError} from '../../src/cluster/api-error.ts';
import type {Attempt} from './attack.ts';

/** Asks the API server. It refuses by rights (401, 403), or by what it is asked. */
export async function ask(client: ApiClient, request: ApiRequest): Promise<Attempt> {
  try {
    const {status, body} = await client.request(request);
    return {stoppedBy: undefined, evidence: `HTTP ${status}`, shown: JSON.stringify(body ?? null)};
  } catch (error) {
    if (error instanceof ApiError) {
      const isQuota = error.message.includes('exceeded quota');
      const evidence = `HTTP ${error.status}: ${error.message}`;
      return {stoppedBy: isQuota ? 'quota' : 'API server', evidence};
    }
    if (error instanceof ClusterUnavailableError) return {stoppedBy: undefined, evidence: error.message};
    throw error;
  }
}

/** Whether it was refused for lack of rights, and not for what it says. */
export const isRightsRefusal = ({evidence}: Attempt): boolean => /^HTTP 40[13]: /.test(evidence);

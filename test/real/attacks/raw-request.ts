import type {ApiClient} from '#src/cluster/api/api-client.ts';
import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import type {Attempt} from './attack.ts';
import {wallOfStatus} from './walls.ts';

/** Asks the API server, and tells by its Status which of its walls refused. */
export async function ask(client: ApiClient, request: ApiRequest): Promise<Attempt> {
  try {
    const {status, body} = await client.request(request);
    return {stoppedBy: undefined, evidence: `HTTP ${status}`, shown: JSON.stringify(body ?? null)};
  } catch (error) {
    if (error instanceof ApiError) {
      const {reason, message, status} = error;
      return {stoppedBy: wallOfStatus({reason, message}), evidence: `HTTP ${status}: ${message}`};
    }
    if (error instanceof ClusterUnavailableError) return {stoppedBy: undefined, evidence: error.message};
    throw error;
  }
}

/** Whether it was refused for lack of rights, and not for what it says. */
export const isRightsRefusal = ({stoppedBy}: Attempt): boolean =>
  stoppedBy === 'RBAC' || stoppedBy === 'authentication';

import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {missingRights} from '#src/cluster/installation/missing-rights.ts';
import {waitUntil} from './wait-until.ts';

/** Fresh roles take a moment to hold: the API server reads them from a cache. */
export async function untilRightsHold(bot: ApiServer): Promise<void> {
  await waitUntil('the rights hold', async () => ((await missingRights(bot)).lines.length === 0 ? true : undefined));
}

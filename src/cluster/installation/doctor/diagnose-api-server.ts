import type {Finding} from '#src/workshop/finding.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {readServerVersion} from '#src/cluster/api/server-version.ts';
import {unlessUnanswered} from './unanswered.ts';
import {words} from '#src/words/words.ts';

/** The oldest that this was tried with; 1.18 was the first with server-side apply turned on. */
const oldest = {major: 1, minor: 20};

/** Whether the API server is new enough. */
export async function diagnoseApiServer(server: ApiServer, signal: AbortSignal): Promise<Finding> {
  const name = words().upkeep.checks.names.kubernetes;
  return unlessUnanswered(name, signal, async () => {
    const {major, minor, gitVersion} = await readServerVersion(server.as(undefined), signal);
    const isNewEnough = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
    if (isNewEnough) return {name, state: 'passed', said: words().doctor.apiServer({version: gitVersion})};
    const said = words().doctor.oldApiServer({version: gitVersion, oldest: `${oldest.major}.${oldest.minor}`});
    return {name, state: 'failed', said, next: words().doctor.updateCluster};
  });
}

import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {readServerVersion} from '#src/cluster/api/server-version.ts';
import {missingRights} from '#src/cluster/installation/missing-rights.ts';
import {answersTls} from '#src/lifecycle/answers-tls.ts';
import {describeConnection, failedConnection} from '#src/lifecycle/connection-trouble.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {clusterTrouble, clusterWords, versionTrouble} from './cluster-trouble.ts';

/** How long the API server may take to answer, in ms. */
const answerMs = 5_000;

/** What keeps the API server from being asked, or makes it of no use. */
export async function lookAtCluster(server: ApiServer): Promise<Trouble | undefined> {
  const {url} = server;
  try {
    return versionTrouble(await readServerVersion(server.as(undefined), AbortSignal.timeout(answerMs)), url);
  } catch (error) {
    // who may do more need not be told the version
    if (error instanceof ApiError && error.status === 403 && error.body !== undefined && !isOfNobody(error.message)) {
      return undefined;
    }
    const {protocol, hostname, port} = new URL(url);
    const where = {host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80)};
    const failed = failedConnection(error);
    // one that speaks TLS alone closes, or answers in a way that is no HTTP
    if (
      protocol === 'http:' &&
      (failed?.failure === 'closed' || failed?.failure === 'silent') &&
      (await answersTls(where))
    ) {
      const {code} = failed;
      const said = describeConnection({failure: 'wantsTls', code}, clusterWords(`The cluster at ${url}`));
      return {said, isForGood: false};
    }
    return clusterTrouble(error, url);
  }
}

/**
 * What the bot's identities may not do that they will be asked to, or what keeps that from being asked. Where a cluster does not
 * let them ask, it shows when it is used.
 */
export async function lookAtRights(server: ApiServer): Promise<Trouble | undefined> {
  const {lines, refusals, isAway} = await missingRights(server);
  if (lines.length > 0) {
    const next = 'Install the rights of this version, as an administrator: npm run cluster:install';
    return {said: [...lines, next].join('\n'), isForGood: false};
  }
  if (isAway) {
    const late = `The cluster at ${server.url} does not say what the bot may do. Look at its log and its load.`;
    return (await lookAtCluster(server)) ?? {said: late, isForGood: false};
  }
  const nobody = refusals.find(isOfNobody);
  if (nobody !== undefined) return clusterTrouble(new ApiError(403, {kind: 'Status', message: nobody}, ''), server.url);
  return refusals.length === 0 ? undefined : lookAtCluster(server);
}

/** Kubernetes' name for who brings no credentials that it knows. */
const isOfNobody = (text: string): boolean => text.includes('system:anonymous');

import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {readServerVersion} from '#src/cluster/api/server-version.ts';
import {missingRights} from '#src/cluster/installation/missing-rights.ts';
import {answersTls, tlsEndsOf} from '#src/lifecycle/answers-tls.ts';
import {describeConnection, failedConnection} from '#src/lifecycle/connection-trouble.ts';
import type {Looked} from '#src/lifecycle/outages.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {clusterTrouble, clusterWords, installRights, versionTrouble} from './cluster-trouble.ts';

/** How long the API server may take to answer, in ms. */
const answerMs = 5_000;

/** What shows whether it is answered at all. */
const anyRequest = 'GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

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
    const where = {host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80))};
    const failed = failedConnection(error);
    // one that speaks TLS alone closes, or answers in a way that is no HTTP
    if (
      protocol === 'http:' &&
      (failed?.failure === 'closed' || failed?.failure === 'silent') &&
      (await answersTls(where))
    ) {
      const {code} = failed;
      const said = describeConnection({failure: 'wantsTls', code}, clusterWords(server));
      return {said, isForGood: false};
    }
    const ended =
      protocol === 'https:' && failed?.failure === 'closed' ? await tlsEndsOf(where, anyRequest) : undefined;
    return clusterTrouble(failedConnection(ended) === undefined ? error : ended, server);
  }
}

/**
 * What the bot's identities may not do that they will be asked to, or what keeps that from being asked. Where a cluster does not
 * let them ask, it shows when it is used.
 */
export async function lookAtRights(server: ApiServer): Promise<Trouble | undefined> {
  const {lines, refusals, isAway} = await missingRights(server);
  if (lines.length > 0) return rightsTrouble(lines, server);
  if (isAway) {
    const late = `The cluster at ${server.url} does not say what the bot may do. Look at its log and its load.`;
    return (await lookAtCluster(server)) ?? {said: late, isForGood: false};
  }
  const nobody = refusals.find(isOfNobody);
  if (nobody !== undefined) return clusterTrouble(new ApiError(403, {kind: 'Status', message: nobody}, ''), server);
  return refusals.length === 0 ? undefined : lookAtCluster(server);
}

/** The same, of rights that were there before: what can't be asked just now is not known, and told elsewhere. */
export async function lookAtRightsAgain(server: ApiServer): Promise<Looked> {
  const {lines, refusals, isAway} = await missingRights(server);
  if (lines.length > 0) return rightsTrouble(lines, server);
  return isAway || refusals.length > 0 ? 'unknown' : undefined;
}

function rightsTrouble(lines: readonly string[], {letInBy}: ApiServer): Trouble {
  return {said: [...lines, installRights(letInBy)].join('\n'), isForGood: false};
}

/** Kubernetes' name for who brings no credentials that it knows. */
const isOfNobody = (text: string): boolean => text.includes('system:anonymous');

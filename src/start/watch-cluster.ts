import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {isOwnUser} from '#src/cluster/api/identities.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {Outages} from '#src/lifecycle/outages.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {lookAtCluster, lookAtRightsAgain} from './look-at-cluster.ts';

/** After a look that found nothing the next is not for this long, in ms: many requests fail of the same. */
const clusterPace = {everyMs: 2_000, anewMs: 3_000} as const;
/**
 * A look at the rights is some eighty reviews, which RBAC answers from memory. `roundMs`: how often there is one though nothing
 * was refused.
 */
const usualRightsPace = {roundMs: 120_000, everyMs: 10_000, anewMs: 30_000} as const;

interface ClusterWatching {
  readonly log: Log;
  /** In ms. */
  readonly rightsPace?: {readonly roundMs: number; readonly everyMs: number; readonly anewMs: number};
}

/** What is said of a cluster while a process runs. */
export interface WatchedCluster {
  readonly cluster: Outages;
  readonly rights: Outages;
  readonly close: () => Promise<void>;
}

/**
 * Says when the API server goes away, found out when a request comes to nothing, and when the bot's identities may no more do what
 * they are asked to: found out when something is refused to one of them, or by a round.
 */
export function watchCluster(server: ApiServer, {log, rightsPace = usualRightsPace}: ClusterWatching): WatchedCluster {
  const cluster = new Outages({
    name: 'the cluster',
    ended: 'The cluster answers again',
    log,
    look: async () => lookAtCluster(server),
    pace: clusterPace,
  });
  const rights = new Outages({
    name: 'the rights',
    ended: 'The cluster has the rights of this version again',
    log,
    look: async () => lookAtRightsAgain(server),
    pace: rightsPace,
    standsOn: cluster,
  });
  server.onSetback(({user, status}) => {
    // who is not let in by RBAC is let in by the server
    if (status !== 403) cluster.suspect();
    else if (isOwnUser(user)) rights.suspect();
  });
  const rounds = new Repeated({
    work: () => rights.suspect(),
    everyMs: rightsPace.roundMs,
    failed: (error) => log('the rights could not be looked at', error),
  });
  rounds.start();
  return {
    cluster,
    rights,
    close: async () => {
      cluster.close();
      rights.close();
      await rounds.close();
    },
  };
}

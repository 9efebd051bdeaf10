import {setTimeout as sleep} from 'node:timers/promises';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {MissingRightsError, requireRights} from '#src/cluster/installation/require-rights.ts';
import {ConfigError} from '#src/config.ts';
import {tooOldRedis} from '#src/store/redis-settings.ts';
import type {Store} from '#src/store/store.ts';

/** How long a far end may take to answer at start, in ms. */
const patienceMs = 5_000;
const pollMs = 200;

/** @throws ConfigError when the API server does not answer, or refuses who asks */
export async function requireCluster(server: ApiServer): Promise<void> {
  try {
    await server.as(undefined).request({path: '/version', signal: AbortSignal.timeout(patienceMs)});
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return;
    if (error instanceof ApiError && error.status === 401) {
      throw new ConfigError(
        `The cluster at ${server.url} refuses the kubeconfig's credentials. Make a new kubeconfig.`,
      );
    }
    if (error instanceof ClusterUnavailableError || error instanceof DOMException) {
      throw new ConfigError(
        `The cluster at ${server.url} does not answer. Start it, or correct the kubeconfig's address.`,
      );
    }
    throw error;
  }
}

/** @throws ConfigError with a line for each right that the bot's identities lack */
export async function requireInstalledRights(server: ApiServer): Promise<void> {
  try {
    await requireRights(server);
  } catch (error) {
    if (error instanceof MissingRightsError) throw new ConfigError(error.message);
    throw error;
  }
}

/** @throws ConfigError when Redis does not answer, or is too old */
export async function requireRedis(store: Store, url: string): Promise<void> {
  await requireRedisAnswer(store, url);
  const old = await tooOldRedis(store.redis);
  if (old !== undefined) throw new ConfigError(`Redis at ${new URL(url).host}: ${old} Use a newer one.`);
}

async function requireRedisAnswer(store: Store, url: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await store.redis.ping();
      return;
    } catch (error) {
      // its own words for a wrong password or a server that still reads its files
      const reason =
        error instanceof Error && /^(?:NOAUTH|WRONGPASS|LOADING)/.test(error.message) ? ` (${error.message})` : '';
      if (Date.now() > deadline) {
        throw new ConfigError(
          `Redis at ${new URL(url).host} does not answer${reason}. Start it, or correct REDIS_URL.`,
        );
      }
      await sleep(pollMs);
    }
  }
}

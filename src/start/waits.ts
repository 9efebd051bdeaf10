import type {KubeConfig} from '@kubernetes/client-node/dist/config.js';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import type {ClusterAccess} from '#src/cluster/api/cluster-access.ts';
import type {Proxies} from '#src/cluster/api/connection/proxy-of.ts';
import {ConfigError} from '#src/config.ts';
import type {ClosingStack} from '#src/lifecycle/closing-stack.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {waitFor, type WaitedFor} from '#src/lifecycle/wait-for.ts';
import {lookAtRedis, type RedisInQuestion} from '#src/store/look-at-redis.ts';
import {clusterTrouble} from './cluster-trouble.ts';
import {lookAtCluster, lookAtRights} from './look-at-cluster.ts';

interface ClusterInQuestion {
  /** Its files are read anew each time. @throws ConfigError for one that can't be read */
  readonly readKubeConfig: () => KubeConfig;
  readonly letInBy: ClusterAccess;
}

/** What a process waits for before it can begin. Each method throws EndOfProcess for what no waiting mends. */
export class Waits {
  readonly #options: Pick<WaitedFor, 'say' | 'signal'>;
  readonly #proxies: Proxies;
  readonly #missing = new Set(['redis', 'cluster']);

  /** @param proxies on the way to the API server */
  constructor({proxies, ...options}: Pick<WaitedFor, 'say' | 'signal'> & {readonly proxies: Proxies}) {
    this.#options = options;
    this.#proxies = proxies;
  }

  /** What is still waited for, a word each. */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  async forRedis(redis: RedisInQuestion): Promise<void> {
    await waitFor({...this.#options, name: 'Redis', ended: 'Redis answers', look: async () => lookAtRedis(redis)});
    this.#missing.delete('redis');
  }

  /** The API server, once it answers and the bot's identities may do what they will be asked to. */
  async forCluster({readKubeConfig, letInBy}: ClusterInQuestion, closing: ClosingStack): Promise<ApiServer> {
    let server: ApiServer | undefined;
    closing.add('cluster connections', async () => server?.close());
    // what is mended may be a file: all are read anew
    const look = async (): Promise<Trouble | undefined> => {
      await server?.close();
      let url = '';
      try {
        const kubeConfig = readKubeConfig();
        url = kubeConfig.getCurrentCluster()?.server ?? '';
        server = await ApiServer.open(kubeConfig, {proxies: this.#proxies, letInBy});
      } catch (error) {
        // it was read once: somebody is at it
        if (error instanceof ConfigError) return {said: error.message, isForGood: false};
        return clusterTrouble(error, {url, letInBy});
      }
      return lookAtCluster(server);
    };
    await waitFor({...this.#options, name: 'the cluster', ended: 'The cluster answers', look});
    this.#missing.delete('cluster');
    if (server === undefined) throw new Error('the cluster answered without having been asked');
    const opened = server;
    this.#missing.add('rights');
    const ended = 'The cluster has the rights of this version';
    await waitFor({...this.#options, name: 'the rights', ended, look: async () => lookAtRights(opened)});
    this.#missing.delete('rights');
    return opened;
  }
}

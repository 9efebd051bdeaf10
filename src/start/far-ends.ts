import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node/dist/config.js';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import type {ClusterAccess} from '#src/cluster/api/cluster-access.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {readKubeconfig} from '#src/cluster/api/read-kubeconfig.ts';
import {ConfigError, type Config} from '#src/config.ts';
import {beginAnew} from './begin-anew.ts';
import {openDataFolder} from './data-folder.ts';
import type {ClosingStack} from '#src/lifecycle/closing-stack.ts';
import {EndOfProcess, exitCodes} from '#src/lifecycle/end-of-process.ts';
import {startPrivateRedis} from './private-redis.ts';

/** How long an emulator may take to save what it has, in ms. */
const saveMs = 5_000;

/** What the bot and the workers talk to, real or emulated: they can't tell. */
export interface FarEnds {
  readonly discord: {readonly token: string; readonly api: string; readonly guildId: string | undefined};
  readonly redisUrl: string;
  /** Its files are read anew each time. @throws ConfigError for one that can't be read */
  readonly readKubeConfig: () => KubeConfig;
  readonly letInBy: ClusterAccess;
  /** Where a person begins: the chat page, if it is ours. */
  readonly page: string | undefined;
  /** Resolves with why, when one of them ended and can't be started again. */
  readonly failed: Promise<EndOfProcess>;
  /** Which of each is in use, and how to take the real one: what is printed first. */
  readonly description: readonly string[];
}

/** Starts what the configuration does not name. @throws ConfigError */
export async function openFarEnds(
  config: Config,
  {images, closing, log}: Opening & {readonly images: readonly string[]},
): Promise<FarEnds> {
  const needsFolder = config.redisUrl === undefined || config.discord === undefined || config.cluster === 'emulated';
  const folder = needsFolder ? await openDataFolder(config.dataDir) : undefined;
  if (folder !== undefined) closing.add('data folder', folder.release);
  const path = folder?.path ?? config.dataDir;
  if (config.isFresh && folder !== undefined) await beginAnew(path);
  const opening = [
    openRedis(config, path, {closing, log}),
    openChat(config, path, {closing, log}),
    openCluster(config, path, {images, closing, log}),
  ] as const;
  // all have ended, well or not, before one's failure is passed on: what started is on the stack by then
  await Promise.allSettled(opening);
  const [redis, chat, cluster] = await Promise.all(opening);
  if (cluster.page !== undefined) chat.addLink?.({title: 'The cluster', url: cluster.page});
  return {
    redisUrl: redis.url,
    failed: redis.failed,
    discord: chat.discord,
    page: chat.page,
    readKubeConfig: cluster.readKubeConfig,
    letInBy: config.cluster === 'in-cluster' ? 'pod' : 'kubeconfig',
    description: [chat.line, cluster.line, redis.line],
  };
}

/** What starting a far end takes besides the configuration. */
interface Opening {
  readonly closing: ClosingStack;
  readonly log: (message: string) => void;
}

async function openRedis(
  config: Config,
  folder: string,
  {closing, log}: Opening,
): Promise<{url: string; line: string; failed: Promise<EndOfProcess>}> {
  if (config.redisUrl !== undefined) {
    return {url: config.redisUrl, line: 'redis    the one in REDIS_URL', failed: new Promise(() => undefined)};
  }
  const redis = await startPrivateRedis(folder, log);
  closing.add('private Redis', redis.close);
  return {
    url: redis.url,
    line: `redis    private, data in ${folder}/redis (your own: REDIS_URL)`,
    failed: redis.failed.then((reason) => new EndOfProcess(reason, exitCodes.again)),
  };
}

async function openChat(
  config: Config,
  folder: string,
  {closing, log}: Opening,
): Promise<{
  discord: FarEnds['discord'];
  page: string | undefined;
  line: string;
  addLink?: (link: {title: string; url: string}) => void;
}> {
  if (config.discord !== undefined) {
    return {discord: config.discord, page: undefined, line: `chat     Discord at ${config.discord.api}`};
  }
  // loaded when it is used: a process that serves a real class carries no emulator
  const {startChatEmulator} = await import('#src/emulators/discord/chat-emulator.ts');
  const chat = await startOnPort(config.port, async () =>
    startChatEmulator({port: config.port, statePath: join(folder, 'chat.json'), log}),
  );
  closing.add('chat emulator', async () => chat.close(), saveMs);
  return {
    discord: {token: chat.token, api: chat.restUrl, guildId: chat.guildId},
    page: chat.url,
    addLink: (link) => chat.addLink(link),
    line: `chat     emulated, page at ${chat.url} (Discord: DISCORD_TOKEN)`,
  };
}

async function openCluster(
  config: Config,
  folder: string,
  {images, closing, log}: Opening & {readonly images: readonly string[]},
): Promise<{readKubeConfig: () => KubeConfig; line: string; page?: string}> {
  switch (config.cluster) {
    case 'in-cluster': {
      if (process.env['KUBERNETES_SERVICE_HOST'] === undefined) {
        throw new ConfigError('CLUSTER is in-cluster, but this is no Pod. Set CLUSTER=kubeconfig.');
      }
      const readKubeConfig = (): KubeConfig => {
        const kubeConfig = new KubeConfig();
        kubeConfig.loadFromCluster();
        return kubeConfig;
      };
      return {readKubeConfig, line: 'cluster  the one that this runs in'};
    }
    case 'kubeconfig': {
      const readKubeConfig = (): KubeConfig => readFiles(config);
      const kubeConfig = readKubeConfig();
      const server = kubeConfig.getCurrentCluster()?.server ?? '';
      return {
        readKubeConfig,
        line: `cluster  ${server}, by kubeconfig (context ${kubeConfig.getCurrentContext()})`,
      };
    }
    case 'emulated': {
      const {startKubernetesEmulator} = await import('#src/emulators/kubernetes/kubernetes-emulator.ts');
      const emulator = await startKubernetesEmulator({
        port: 0,
        statePath: join(folder, 'cluster.json'),
        // also those of which it knows nothing: what a lab names is to start
        images,
        nodeImages: images,
        log,
      });
      closing.add('Kubernetes emulator', async () => emulator.close(), saveMs);
      const path = join(folder, 'kubeconfig');
      await mkdir(folder, {recursive: true});
      await writeFile(path, emulator.kubeconfig, {mode: 0o600});
      const kubeConfig = new KubeConfig();
      kubeConfig.loadFromString(emulator.kubeconfig);
      const server = await ApiServer.open(kubeConfig);
      try {
        const bot = await installLabrador(server, deployFolder);
        return {
          readKubeConfig: () => bot,
          page: `${emulator.url}/_emulator/`,
          line: `cluster  emulated, page at ${emulator.url}/_emulator/, kubeconfig in ${path} (a real one: CLUSTER=kubeconfig)`,
        };
      } finally {
        await server.close();
      }
    }
  }
}

/** @throws ConfigError for a file that can't be read, and a context that is not there */
function readFiles({kubeconfig, kubeContext}: Config): KubeConfig {
  try {
    return readKubeconfig({paths: kubeconfig, context: kubeContext});
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

/** Where the manifests of the bot's identities lie, beside `src`. */
export const deployFolder = join(import.meta.dirname, '..', '..', 'deploy');

async function startOnPort<T>(port: number, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError(`Port ${port} is taken. Set PORT to another one (0 picks one).`);
    }
    throw error;
  }
}

import {join} from 'node:path';
import {ApiServer} from './cluster/api/api-client.ts';
import {identitiesOf} from './cluster/api/identities.ts';
import {ConfigError, type Config} from './config.ts';
import {imagesToPull} from './lab/lab.ts';
import {startHealthServer} from './observability/health-server.ts';
import type {Logger} from './observability/logger.ts';
import {createMetrics} from './observability/metrics.ts';
import {botCloseMs, startBot, type Bot} from './processes/bot.ts';
import {chatProbe} from './start/chat-probe.ts';
import {ClosingStack} from './lifecycle/closing-stack.ts';
import {RedisOutages} from './lifecycle/redis-outages.ts';
import {openFarEnds} from './start/far-ends.ts';
import {requireCluster, requireInstalledRights, requireRedis} from './start/require-answers.ts';
import {startWorker, workerCloseMs} from './processes/worker.ts';
import {openQueueConnection} from './queue/queue-connection.ts';
import {FinishingRedis} from './store/full-redis.ts';
import {dropLease} from './store/leader-lock.ts';
import {beyond} from './sandbox/container-amounts.ts';
import {readLabs} from './store/read-labs.ts';
import {MemoryWatch} from './store/redis-memory.ts';
import {openStore} from './store/store.ts';

export interface App {
  /** Where a person begins: the chat page, or the health address when the chat is Discord. */
  readonly url: string;
  readonly healthUrl: string;
  /** Resolves when commands are answered; a bot that stands by waits until it leads. Rejects when that can't be. */
  readonly ready: Promise<void>;
  /** Resolves with why the process is to end: another bot took the lead, the chat lets it in no more, or a far end of ours can't be kept up. */
  readonly lost: Promise<string>;
  readonly close: () => Promise<void>;
}

const specsFolder = join(import.meta.dirname, '..', 'specs');

/**
 * Starts what the configuration asks for; `ready` tells when commands are answered. `say` gets the lines that a person
 * reads first.
 * @throws ConfigError when the configuration makes it impossible; what was started by then is closed
 */
export async function startApp(config: Config, {log, say}: {log: Logger; say: (line: string) => void}): Promise<App> {
  const closing = new ClosingStack((message, error) => log.warn({error}, message));
  try {
    return await start(config, {log, say, closing});
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(
  config: Config,
  {log, say, closing}: {log: Logger; say: (line: string) => void; closing: ClosingStack},
): Promise<App> {
  const labs = await readLabs(config.labsDir ?? specsFolder, config.lab, (message, error) =>
    log.warn({error}, message),
  );
  for (const [name, {largestContainer}] of labs) {
    const excess = beyond(largestContainer, config.largestContainer);
    if (excess.length === 0) continue;
    throw new ConfigError(`The lab ${name} lets a container have ${excess.join(', ')}: see LARGEST_CONTAINER.`);
  }
  const images = [...labs.values()].flatMap(imagesToPull);
  const farEnds = await openFarEnds(config, {images, closing, log: (message) => log.warn(message)});
  for (const line of farEnds.description) say(line);
  const {discord} = farEnds;
  const server = await ApiServer.open(farEnds.kubeConfig);
  closing.add('cluster connections', async () => server.close());
  await requireCluster(server);
  await requireInstalledRights(server);
  const identities = identitiesOf(server);
  const outages = new RedisOutages((message, error) => log.warn({error}, message));
  const store = openStore(farEnds.redisUrl, config.redisPrefix, {outages});
  closing.add('store', store.close);
  await requireRedis(store, farEnds.redisUrl);
  // our own Redis has no other bot: a lease that stands is that of a start which was killed
  if (config.redisUrl === undefined) await dropLease(store);
  const metrics = createMetrics();
  const memory = new MemoryWatch(store.redis, (watch) => {
    metrics.redisUsedBytes.set(watch.memory?.usedBytes ?? NaN);
    metrics.redisLimitBytes.set(watch.memory?.limitBytes ?? NaN);
    metrics.redisNearlyFull.set(watch.isNearlyFull ? 1 : 0);
  });
  closing.add('memory watch', async () => memory.close());
  await memory.start();

  let bot: Bot | undefined;
  const isChatThere = chatProbe(discord);
  const health = await startHealthServer({
    port: config.healthPort,
    // a process of its own is asked from elsewhere; all in one is a laptop's
    host: config.role === 'all' ? '127.0.0.1' : undefined,
    registry: metrics.registry,
    missing: async () => {
      const isRedisUp = await store.redis.ping().then(
        () => true,
        () => false,
      );
      // one that stands by needs no chat
      const isChatUp = bot?.isLeading() === false || (await isChatThere());
      return [...(isRedisUp ? [] : ['redis']), ...(isChatUp ? [] : ['chat']), ...(bot?.missing() ?? [])];
    },
  });
  closing.add('health server', health.close);

  const lost = [farEnds.failed];
  if (config.role !== 'bot') {
    const connection = openQueueConnection(farEnds.redisUrl, config.redisPrefix, {
      open: (...own) => new FinishingRedis(...own),
      outages,
    });
    closing.add('queue connection', async () => {
      connection.redis.disconnect();
      await Promise.resolve();
    });
    const worker = await startWorker({connection, store, identities, discord, metrics, memory, log});
    closing.add('worker', worker.close, workerCloseMs);
    lost.push(worker.lost);
  }
  if (config.role !== 'worker') {
    const {channels, facilitatorsRole} = config;
    const {lab: defaultLab, rateLimit} = config;
    bot = startBot({
      store,
      redis: {url: farEnds.redisUrl, prefix: config.redisPrefix},
      server,
      identities,
      discord,
      channels,
      facilitatorsRole,
      labs,
      defaultLab,
      rateLimit,
      memory,
      metrics,
      log,
    });
    closing.add('bot', bot.close, botCloseMs);
    lost.push(bot.lost);
  }
  const healthUrl = `http://127.0.0.1:${health.port}`;
  return {
    url: farEnds.page ?? healthUrl,
    healthUrl,
    ready: bot?.ready ?? Promise.resolve(),
    lost: Promise.race(lost),
    close: async () => closing.close(),
  };
}

import {join} from 'node:path';
import {identitiesOf} from './cluster/api/identities.ts';
import {ConfigError, type Config} from './config.ts';
import {imagesToPull} from './lab/lab.ts';
import {missingOf, startHealthServer, type Parts} from './observability/health-server.ts';
import type {Logger} from './observability/logger.ts';
import {createMetrics, type Metrics} from './observability/metrics.ts';
import {watchClusterRequests} from './observability/watch-cluster-requests.ts';
import type {Labs} from './classroom/open-workshops.ts';
import type {Bot} from './processes/bot.ts';
import {ClosingStack} from './lifecycle/closing-stack.ts';
import type {EndOfProcess} from './lifecycle/end-of-process.ts';
import {endsWithin} from './lifecycle/ends-within.ts';
import {isRedisAway} from './lifecycle/is-redis-away.ts';
import type {Outages} from './lifecycle/outages.ts';
import {RedisOutages} from './lifecycle/redis-outages.ts';
import {chatOutages} from './start/chat-outages.ts';
import {chatProbe} from './start/chat-probe.ts';
import {clusterProbe} from './start/cluster-probe.ts';
import {openFarEnds, type FarEnds} from './start/far-ends.ts';
import {needs} from './start/needs.ts';
import {readNeededLabs} from './start/needed-labs.ts';
import {ownVersion} from './start/own-version.ts';
import {Waits} from './start/waits.ts';
import {watchCluster, type WatchedCluster} from './start/watch-cluster.ts';
import {openQueueConnection} from './queue/queue-connection.ts';
import {FinishingRedis} from './store/full-redis.ts';
import {dropLease} from './store/leader-lock.ts';
import {lookAtRedis} from './store/look-at-redis.ts';
import {Processes} from './store/processes.ts';
import {MemoryWatch} from './store/redis-memory.ts';
import {openStore, type Store} from './store/store.ts';

export interface App {
  /** Where a person begins: the chat page, or the health address when the chat is Discord. */
  readonly url: string;
  readonly healthUrl: string;
  /**
   * Resolves when commands are answered, or taken; what is missing is waited for, and a bot that stands by waits until it
   * leads. Rejects when that can't be: with EndOfProcess where it can be said in a sentence.
   */
  readonly ready: Promise<void>;
  /** Resolves with why the process is to end: another bot took the lead, the chat lets it in no more, or a far end of ours can't be kept up. */
  readonly lost: Promise<EndOfProcess>;
  readonly close: () => Promise<void>;
}

const specsFolder = join(import.meta.dirname, '..', 'specs');

/** When a bot that does not lead yet says so, in ms. */
const standbyAfterMs = 3_000;
/** How long what still starts is given to end, in ms: it may hang at what it waits for. */
const startCloseMs = 500;

/** What whoever starts a process reads of it. */
interface Telling {
  readonly log: Logger;
  /** Gets the lines that a person reads first. */
  readonly say: (line: string) => void;
}

/**
 * Starts what the configuration asks for; `ready` tells when commands are answered.
 * @throws ConfigError when the configuration makes it impossible; what was started by then is closed
 */
export async function startApp(config: Config, telling: Telling): Promise<App> {
  const closing = new ClosingStack((message, error) => telling.log.warn({error}, message));
  try {
    return await start(config, telling, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(config: Config, telling: Telling, closing: ClosingStack): Promise<App> {
  const {log, say} = telling;
  const labs = await readNeededLabs(config, specsFolder, (message, error) => log.warn({error}, message));
  const images = [...labs.values()].flatMap(imagesToPull);
  const farEnds = await openFarEnds(config, {images, closing, log: (message) => log.warn(message)});
  for (const line of farEnds.description) say(line);
  const stop = new AbortController();
  // who sits at a terminal reads lines; a process of its own is read by its log
  const sayWaiting =
    config.role === 'all' ? (line: string) => say(`waiting  ${line}`) : (line: string) => log.warn(line);
  const waits = new Waits({say: sayWaiting, signal: stop.signal, proxies: config.proxies});
  const running: Running = {
    store: undefined,
    isClusterThere: undefined,
    watched: undefined,
    bot: undefined,
    isStarted: false,
  };
  const chat = chatOutages({
    api: farEnds.discord.api,
    isStarting: () => !running.isStarted || running.bot?.isStarting() === true,
    log: (message, error) => log.warn({error}, message),
  });
  closing.add('what is said of the chat', async () => Promise.resolve(chat.close()));
  const parts = needs({
    waitsFor: () => waits.missing,
    redis: async () => running.store?.redis.ping(),
    cluster: async () => running.isClusterThere?.() ?? true,
    hasRights: () => running.watched?.rights.isOn !== true,
    chat: chatProbe({api: farEnds.discord.api, missed: () => chat.suspect()}),
    bot: () => running.bot,
    isStarted: () => running.isStarted,
  });
  const version = await ownVersion();
  const metrics = createMetrics({role: config.role, version, parts});
  const health = await startHealthServer({
    port: config.healthPort,
    // a process of its own is asked from elsewhere; all in one is a laptop's
    host: config.role === 'all' ? '127.0.0.1' : undefined,
    registry: metrics.registry,
    parts,
  }).catch((error: unknown) => {
    throw asTakenPort(error, config.healthPort);
  });
  closing.add('health server', health.close);
  const healthUrl = `http://127.0.0.1:${health.port}`;
  say(`health   ${healthUrl}/readyz`);

  const lost = Promise.withResolvers<EndOfProcess>();
  const endedBy = (ending: Promise<EndOfProcess>): void => void ending.then(lost.resolve);
  endedBy(farEnds.failed);
  const starting = startProcesses(config, {
    farEnds,
    labs,
    waits,
    chat,
    version,
    parts,
    metrics,
    closing,
    running,
    endedBy,
    sayWaiting,
    ...telling,
  });
  starting.catch(() => undefined);
  return {
    url: farEnds.page ?? healthUrl,
    healthUrl,
    ready: starting.then(async (bot) => bot?.ready),
    lost: lost.promise,
    close: async () => {
      stop.abort(new Error('closing'));
      await endsWithin(
        starting.catch(() => undefined),
        startCloseMs,
      );
      await closing.close();
    },
  };
}

/** What there is by now of what a process is joined of. */
interface Running {
  store: Store | undefined;
  isClusterThere: (() => Promise<boolean>) | undefined;
  watched: WatchedCluster | undefined;
  bot: Bot | undefined;
  isStarted: boolean;
}

interface Starting extends Telling {
  readonly farEnds: FarEnds;
  readonly labs: Labs;
  readonly waits: Waits;
  /** What is said of the chat when it goes away. */
  readonly chat: Outages;
  readonly version: string;
  /** What it can't do its work without, and whether it is there. */
  readonly parts: () => Promise<Parts>;
  readonly metrics: Metrics;
  readonly closing: ClosingStack;
  readonly running: Running;
  /** Takes what the process may end of. */
  readonly endedBy: (ending: Promise<EndOfProcess>) => void;
  readonly sayWaiting: (line: string) => void;
}

/** Waits for what both need, and starts them. Answers the bot, if there is to be one. */
async function startProcesses(config: Config, starting: Starting): Promise<Bot | undefined> {
  const {farEnds, labs, waits, chat, version, parts, metrics, closing, running, endedBy, sayWaiting, log, say} =
    starting;
  const {discord, redisUrl} = farEnds;
  const asked = {url: redisUrl, prefix: config.redisPrefix};
  const [server] = await Promise.all([waits.forCluster(farEnds, closing), waits.forRedis(asked)]);
  running.isClusterThere = clusterProbe(server);
  const watched = watchCluster(server, {log: (message, error) => log.warn({error}, message)});
  running.watched = watched;
  closing.add('what is said of the cluster', watched.close);
  const endRequests = watchClusterRequests(server.url, metrics);
  closing.add('measuring of requests', async () => Promise.resolve(endRequests()));
  const identities = identitiesOf(server);
  const outages = new RedisOutages({
    log: (message, error) => log.warn({error}, message),
    look: async () => lookAtRedis(asked),
  });
  const store = openStore(redisUrl, config.redisPrefix, {outages});
  running.store = store;
  closing.add('store', store.close);
  closing.add('what is said of Redis', async () => Promise.resolve(outages.close()));
  const announced = new Processes(store).keep({role: config.role, version}, async () => missingOf(await parts()));
  closing.add('announcement', announced);
  // our own Redis has no other bot: a lease that stands is that of a start which was killed
  if (config.redisUrl === undefined) {
    await dropLease(store).catch((error: unknown) => {
      // it runs out by itself
      if (!isRedisAway(error)) throw error;
    });
  }
  const memory = new MemoryWatch(store.redis, {
    seen: (watch) => {
      metrics.redisUsedBytes.set(watch.memory?.usedBytes ?? NaN);
      metrics.redisLimitBytes.set(watch.memory?.limitBytes ?? NaN);
      metrics.redisNearlyFull.set(watch.isNearlyFull ? 1 : 0);
    },
    unseen: (error) => outages.refused(error),
  });
  closing.add('memory watch', async () => memory.close());
  await memory.start();

  if (config.role !== 'bot') {
    const connection = openQueueConnection(redisUrl, config.redisPrefix, {
      open: (...own) => new FinishingRedis(...own),
      outages,
    });
    closing.add('queue connection', async () => {
      connection.redis.disconnect();
      await Promise.resolve();
    });
    // a worker alone has no use for discord.js, nor a bot for what runs commands: each is imported where it is started
    const {startWorker, workerCloseMs} = await import('./processes/worker.ts');
    const worker = await startWorker({connection, store, identities, discord, chat, metrics, memory, log});
    closing.add('worker', worker.close, workerCloseMs);
    endedBy(worker.lost);
  }
  if (config.role !== 'worker') {
    const {channels, facilitatorsRole, lab: defaultLab, rateLimits} = config;
    const {botCloseMs, startBot} = await import('./processes/bot.ts');
    const bot = startBot({
      store,
      redis: asked,
      server,
      identities,
      discord,
      outages: {chat, cluster: watched.cluster},
      channels,
      facilitatorsRole,
      labs,
      defaultLab,
      rateLimits,
      memory,
      parts,
      metrics,
      log,
      sayWaiting,
    });
    running.bot = bot;
    closing.add('bot', bot.close, botCloseMs);
    endedBy(bot.lost);
    const standby = setTimeout(
      () => say('standby  another bot leads, or its lease has yet to run out, or the chat does not answer yet'),
      standbyAfterMs,
    );
    bot.ready.catch(() => undefined).finally(() => clearTimeout(standby));
  }
  running.isStarted = true;
  return running.bot;
}

const asTakenPort = (error: unknown, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return code === 'EADDRINUSE' || code === 'EACCES'
    ? new ConfigError(`Port ${port} can't be had (${code}). Set HEALTH_PORT to another one (0 picks one).`)
    : error;
};

import {spawn, type ChildProcess} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {ConfigError} from '#src/config.ts';
import {isAlive} from './data-folder.ts';

/** Until it has read its files, and until an earlier one has written them. */
const startTimeoutMs = 60_000;
const pollMs = 50;
/** A Redis that ends this often within that time, in ms, will not do better the next time. */
const mostEnds = {count: 5, withinMs: 60_000} as const;

export interface PrivateRedis {
  readonly url: string;
  /** Of the process that runs now. */
  readonly pid: () => number | undefined;
  /** Resolves with why, once it ended and can't be started again. */
  readonly failed: Promise<string>;
  readonly close: () => Promise<void>;
}

interface RedisProcess {
  readonly child: ChildProcess;
  /** Resolves with how it ended. */
  readonly ended: Promise<string>;
}

/**
 * A Redis of our own: on loopback, with a password of this start, its data below `folder`, written to disk with each
 * command. It is started again with its data should it end, and ends with this process. One that a crash left behind is
 * ended first: two must never write the same files.
 * @throws ConfigError when `redis-server` is missing or does not start
 */
export async function startPrivateRedis(
  folder: string,
  log: (message: string) => void = () => undefined,
): Promise<PrivateRedis> {
  const home = join(folder, 'redis');
  await mkdir(home, {recursive: true, mode: 0o700});
  const pidFile = join(home, 'redis.pid');
  await endLeftOverRedis(folder);
  const port = await freePort();
  const password = randomBytes(24).toString('hex');
  const settings = {
    port,
    bind: '127.0.0.1',
    requirepass: password,
    dir: quoted(home),
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '""',
    maxmemory: '512mb',
    'maxmemory-policy': 'noeviction',
    logfile: quoted(join(home, 'redis.log')),
    daemonize: 'no',
  };
  const config = join(home, 'redis.conf');
  const text = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  await writeFile(config, `${text.join('\n')}\n`, {mode: 0o600});
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const seeLog = `See ${join(home, 'redis.log')}, or set REDIS_URL.`;

  let current: RedisProcess | undefined;
  const launch = async (): Promise<RedisProcess> => {
    current = spawnRedis(config);
    const {child, ended} = current;
    if (child.pid !== undefined) {
      await writeFile(pidFile, String(child.pid)).catch((error: unknown) =>
        log(`a crash would leave the private Redis running: its process id is not written (${String(error)})`),
      );
    }
    const failure = await Promise.race([
      ended,
      answers(url).then(
        () => undefined,
        (error: unknown) => wordsOf(error),
      ),
    ]);
    if (failure !== undefined) {
      child.kill('SIGKILL');
      throw new Error(failure);
    }
    return current;
  };
  // whatever ends this process ends its Redis: nobody else would
  const endChild = (): void => void current?.child.kill('SIGTERM');
  process.once('exit', endChild);

  let isClosing = false;
  const supervise = async (first: RedisProcess): Promise<string> => {
    const endedAt: number[] = [];
    for (let how = await first.ended; ;) {
      // what closes it waits for its end, and for nothing of this
      if (isClosing) return new Promise<string>(() => undefined);
      endedAt.push(performance.now());
      const earlier = endedAt.at(-mostEnds.count);
      if (earlier !== undefined && performance.now() - earlier < mostEnds.withinMs) {
        return `The private Redis ends again and again (${how}). ${seeLog}`;
      }
      log(`the private Redis ended (${how}): it is started again with its data`);
      try {
        const running = await launch();
        how = await running.ended;
      } catch (error) {
        // one that ends while it starts has ended, like any other
        how = wordsOf(error);
      }
    }
  };
  let first: RedisProcess;
  try {
    first = await launch();
  } catch (error) {
    process.off('exit', endChild);
    throw new ConfigError(`The private Redis did not start: ${wordsOf(error)}. ${seeLog}`);
  }
  return {
    url,
    pid: () => current?.child.pid,
    failed: supervise(first),
    close: async () => {
      isClosing = true;
      // one that is stopped would never get to its end
      current?.child.kill('SIGCONT');
      endChild();
      await current?.ended;
      process.off('exit', endChild);
      await rm(pidFile, {force: true});
    },
  };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function spawnRedis(config: string): RedisProcess {
  // a group of its own: Ctrl-C is for us, and Redis is needed until we are done
  const child = spawn('redis-server', [config], {stdio: 'ignore', detached: true});
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  return {child, ended};
}

/** As redis.conf has it: a path may hold blanks. */
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Ends the private Redis that a killed start left running. @throws ConfigError when it does not end */
export async function endLeftOverRedis(folder: string): Promise<void> {
  const pid = Number(await readFile(join(folder, 'redis', 'redis.pid'), 'utf8').catch(() => '0'));
  if (!isAlive(pid) || !(await isRedis(pid))) return;
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + startTimeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new ConfigError(`A Redis of an earlier start (process ${pid}) does not end.`);
    await sleep(pollMs);
  }
}

/** Process ids are used again: only what is a Redis by its name is taken for one. Without /proc nobody can tell. */
async function isRedis(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'redis-server');
  return name.startsWith('redis-server');
}

async function answers(url: string): Promise<void> {
  const redis = new Redis(url, {lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0});
  // what it comes to is told by connect and ping
  redis.on('error', () => undefined);
  const deadline = Date.now() + startTimeoutMs;
  try {
    while (Date.now() < deadline) {
      try {
        await redis.connect();
        // a server that still reads its files answers LOADING
        await redis.ping();
        return;
      } catch {
        await sleep(pollMs);
      }
    }
    throw new Error('it did not answer in time');
  } finally {
    redis.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

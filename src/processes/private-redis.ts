import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {ConfigError} from '../config.ts';
import {isAlive} from './data-folder.ts';

const startTimeoutMs = 10_000;
const pollMs = 50;

export interface PrivateRedis {
  readonly url: string;
  readonly pid: number;
  readonly close: () => Promise<void>;
}

/**
 * A Redis of our own: on loopback, with a password of this start, its data below `folder`, written to disk with each
 * command. One that a crash left behind is ended first: two must never write the same files.
 * @throws ConfigError when `redis-server` is missing or does not start
 */
export async function startPrivateRedis(folder: string): Promise<PrivateRedis> {
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
    'maxmemory-policy': 'noeviction',
    logfile: quoted(join(home, 'redis.log')),
    daemonize: 'no',
  };
  const config = join(home, 'redis.conf');
  const text = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  await writeFile(config, `${text.join('\n')}\n`, {mode: 0o600});
  // a group of its own: Ctrl-C is for us, and Redis is needed until we are done
  const child = spawn('redis-server', [config], {stdio: 'ignore', detached: true});
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const failure = await Promise.race([
    ended,
    answers(url).then(
      () => undefined,
      (error: unknown) => String(error),
    ),
  ]);
  if (failure !== undefined || child.pid === undefined) {
    child.kill('SIGKILL');
    throw new ConfigError(
      `The private Redis did not start: ${failure}. See ${join(home, 'redis.log')}, or set REDIS_URL.`,
    );
  }
  await writeFile(pidFile, String(child.pid));
  const {pid} = child;
  return {
    url,
    pid,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(pidFile, {force: true});
    },
  };
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

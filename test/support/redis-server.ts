import {spawn, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Redis} from 'ioredis';
import {waitUntil} from './wait-until.ts';

const ballastBytes = 64 * 1024 * 1024;

/** A Redis of the test's own, as an operator would run it: it can be paused, ended and started again with its data. */
export class RedisServer {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  readonly #more: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string, more: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#folder = folder;
    this.#more = more;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** @param more settings besides those that an operator is told to make */
  static async open(more: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'labrador-redis-')), more);
    await server.start();
    return server;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** A prefix that nobody has used: tests can share the server. */
  newPrefix(): string {
    return `test-${randomUUID()}`;
  }

  async start(): Promise<void> {
    const settings = {
      port: String(this.#port),
      bind: '127.0.0.1',
      dir: this.#folder,
      appendonly: 'yes',
      appendfsync: 'always',
      save: '',
      maxmemory: '1gb',
      'maxmemory-policy': 'noeviction',
      ...this.#more,
    };
    const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]);
    this.#child = spawn('redis-server', args, {stdio: 'ignore'});
    const redis = new Redis(this.url, {maxRetriesPerRequest: 1, retryStrategy: () => 50});
    redis.on('error', () => undefined);
    await waitUntil('Redis answers', async () => ((await redis.ping().catch(() => '')) === 'PONG' ? true : undefined));
    redis.disconnect();
  }

  /** Lets it have so much memory that what it uses now is that share of it; it has a ballast, so that little moves the share. */
  async fillTo(share: number): Promise<void> {
    const redis = new Redis(this.url);
    await redis.config('SET', 'maxmemory', '0');
    await redis.setrange('ballast', ballastBytes - 1, 'x');
    const used = Number(/^used_memory:(?<bytes>\d+)/m.exec(await redis.info('memory'))?.groups?.['bytes']);
    await redis.config('SET', 'maxmemory', Math.floor(used / share));
    redis.disconnect();
  }

  /** Runs a line of a shell in its data folder, where `redis-cli` speaks to it, as in its container. @returns standard output */
  async shell(line: string, input?: Buffer): Promise<Buffer> {
    const cli = `alias redis-cli='redis-cli -p ${this.#port}'`;
    const child = spawn('sh', ['-euc', `${cli}\n${line}`], {cwd: this.#folder, stdio: ['pipe', 'pipe', 'pipe']});
    const printed: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdin.end(input);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${line} ended with ${String(code)}: ${said}`);
    return Buffer.concat(printed);
  }

  /** Stops the process where it stands: connections stay open and nothing is answered. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  /** SIGKILL: what it has on disk is all that is left. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, {recursive: true, force: true});
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {installIn} from '#test/support/labrador.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** A class whose chat, cluster, Redis, bot and workers are a process each. */
export interface OpenClass {
  /** Address of the chat's page. */
  readonly chat: string;
  /** Address of the cluster's API server; what it is told to do wrong is told there. */
  readonly cluster: string;
  readonly redis: RedisServer;
  readonly pids: {readonly bot: number; readonly workers: readonly number[]};
  /** Kills the bot and starts another. @returns after how long that one is ready, in ms */
  readonly replaceBot: () => Promise<{readonly readyAfterMs: number}>;
  readonly close: () => Promise<void>;
}

interface ClassOptions {
  readonly workers: number;
  /** The checkout that bot and workers are started from; the far ends are always ours. */
  readonly sources?: string;
  /** Nodes besides the emulated cluster's own three. */
  readonly moreNodes?: number;
  /** More of the bot's and the workers' environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
/** As package.json and the Dockerfile start them. */
const nodeArguments = ['--max-semi-space-size=8', '--import', './src/compile-cache.ts'];

const running = new Set<ChildProcess>();
// whoever ends it early leaves no processes behind
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of running) child.kill('SIGKILL');
    process.exit(1);
  });
}

interface Start {
  readonly sources?: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What it prints when it is waited for no longer. */
  readonly line: RegExp;
}

/** Starts a process and waits for a line of its output. */
async function start(
  file: string,
  {sources = root, args = [], environment, line}: Start,
): Promise<{child: ChildProcess; output: string}> {
  const child = spawn(process.execPath, [...nodeArguments, file, ...args], {
    cwd: sources,
    env: {PATH: process.env['PATH'], ...environment},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
  const said = async (): Promise<string | undefined> => Promise.resolve(line.test(seen) ? seen : undefined);
  const output = await waitUntil(`${file} says ${String(line)}`, said, {seen: () => seen, withinMs: 90_000});
  return {child, output};
}

async function end(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Opens one; the kubeconfig of its cluster's bot is in `folder`. */
export async function openClass(folder: string, options: ClassOptions): Promise<OpenClass> {
  const {workers, sources = root, moreNodes = 0, environment: more = {}} = options;
  const children: ChildProcess[] = [];
  const started = async (file: string, how: Start): Promise<{pid: number; output: string}> => {
    const {child, output} = await start(file, how);
    children.push(child);
    return {pid: child.pid ?? 0, output};
  };
  const redis = await RedisServer.open();
  const kubeconfig = join(folder, 'kubeconfig');
  const cluster = await started('src/emulators/kubernetes/main.ts', {
    args: [kubeconfig],
    environment: {PORT: '0'},
    line: /^http\S+$/m,
  });
  const clusterUrl = /^http\S+$/m.exec(cluster.output)?.[0] ?? '';
  for (let node = 0; node < moreNodes; node += 1) {
    const body = JSON.stringify({action: 'add', name: `more-${node + 1}`});
    const response = await fetch(`${clusterUrl}/_emulator/nodes`, {method: 'POST', body});
    if (!response.ok) throw new Error(`no more nodes: ${response.status} ${await response.text()}`);
  }
  const chat = await started('src/emulators/discord/main.ts', {environment: {PORT: '0'}, line: /^guild/m});
  const valueOf = (name: string): string => new RegExp(`^${name} +(\\S+)$`, 'm').exec(chat.output)?.[1] ?? '';
  const adminKubeconfig = await waitUntil('the kubeconfig is there', async () =>
    readFile(kubeconfig, 'utf8').catch(() => undefined),
  );
  const {admin, botKubeconfig} = await installIn({adminKubeconfig, close: async () => Promise.resolve()}, folder);
  const environment = {
    DISCORD_TOKEN: valueOf('bot token'),
    DISCORD_API: valueOf('REST'),
    REDIS_URL: redis.url,
    CLUSTER: 'kubeconfig',
    KUBECONFIG: botKubeconfig,
    HEALTH_PORT: '0',
    LOG_LEVEL: 'error',
    ...more,
  };
  const own = async (role: 'bot' | 'worker'): Promise<number> => {
    const {pid} = await started('src/main.ts', {sources, args: [role], environment, line: /^ready /m});
    return pid;
  };
  const workerPids: number[] = [];
  for (let at = 0; at < workers; at += 1) workerPids.push(await own('worker'));
  let bot = await own('bot');
  return {
    chat: valueOf('chat'),
    cluster: clusterUrl,
    redis,
    get pids() {
      return {bot, workers: workerPids};
    },
    replaceBot: async () => {
      process.kill(bot, 'SIGKILL');
      const beganAt = performance.now();
      bot = await own('bot');
      return {readyAfterMs: performance.now() - beganAt};
    },
    close: async () => {
      for (const child of children.reverse()) await end(child);
      await admin.close();
      await redis.close();
    },
  };
}

import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {ChatPage} from './chat-page.ts';
import {installIn, type TestCluster} from './labrador.ts';
import {RedisServer} from './redis-server.ts';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const readyWithinMs = 90_000;

/** Bot and workers as processes of their own, as they run on several machines, to be killed and started again. */
export interface Processes {
  readonly chat: ChatPage;
  readonly emulator: ChatEmulator;
  /** The API server as its administrator. */
  readonly admin: ApiServer;
  readonly redis: RedisServer;
  /** Starts one and waits until it is ready. */
  readonly start: (role: 'bot' | 'worker', options?: StartOptions) => Promise<RunningProcess>;
  readonly close: () => Promise<void>;
}

interface StartOptions {
  /** What it prints when it is waited for no longer, instead of that it is ready. */
  readonly until?: RegExp;
  /** Another way to the same Redis. */
  readonly redisUrl?: string;
  /** Node's own arguments. */
  readonly nodeArguments?: readonly string[];
  /** What its environment says besides. */
  readonly more?: Readonly<Record<string, string>>;
}

export interface RunningProcess {
  readonly pid: number;
  /** SIGKILL: nothing is tidied up. */
  readonly kill: () => Promise<void>;
  /** SIGTERM; answers the exit code. */
  readonly terminate: () => Promise<number | null>;
  /** SIGSTOP and SIGCONT: it stands where it is, as in a machine that is paused. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** What it printed so far. */
  readonly output: () => string;
}

/** @param variables what the environment of each says besides */
export async function openProcesses(
  cluster: TestCluster,
  variables: Readonly<Record<string, string>> = {},
): Promise<Processes> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-processes-'));
  const {admin, botKubeconfig} = await installIn(cluster, folder);
  const redis = await RedisServer.open();
  const emulator = await startChatEmulator({port: 0});
  const children = new Set<ChildProcess>();
  const start = async (
    role: 'bot' | 'worker',
    {until = /^ready /m, redisUrl = redis.url, nodeArguments = [], more = {}}: StartOptions = {},
  ): Promise<RunningProcess> => {
    const child = spawn(process.execPath, [...nodeArguments, main, role], {
      env: {
        PATH: process.env['PATH'],
        DISCORD_TOKEN: emulator.token,
        DISCORD_API: emulator.restUrl,
        REDIS_URL: redisUrl,
        CLUSTER: 'kubeconfig',
        KUBECONFIG: botKubeconfig,
        HEALTH_PORT: '0',
        RATE_LIMIT: '1000',
        LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'warn',
        ...variables,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', (code) => resolve(code));
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const end = async (signal: NodeJS.Signals): Promise<number | null> => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      children.delete(child);
      return child.exitCode;
    };
    const deadline = Date.now() + readyWithinMs;
    while (!until.test(output)) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the ${role} did not start:\n${output}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
    return {
      pid: child.pid ?? 0,
      kill: async () => void (await end('SIGKILL')),
      terminate: async () => end('SIGTERM'),
      pause: () => void child.kill('SIGSTOP'),
      resume: () => void child.kill('SIGCONT'),
      ended,
      output: () => output,
    };
  };
  return {
    chat: new ChatPage(emulator.url),
    emulator,
    admin,
    redis,
    start,
    close: async () => {
      for (const child of children) child.kill('SIGKILL');
      await emulator.close();
      await redis.close();
      await admin.close();
      await cluster.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

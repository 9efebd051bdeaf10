import {chmod, chown, copyFile, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {z} from 'zod';
import {startChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import {ChatPage} from '#test/support/chat-page.ts';
import {installIn} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {closeInReverse, type Opened} from './close-in-reverse.ts';
import type {ContainerEngine} from './container-engine.ts';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');
/** Where chat and cluster listen: an address of this machine alone, which its containers reach as they reach any other. */
const address = '10.94.7.1';
/** Who the image runs as: docs/operators.md has an operator install the kubeconfig for this user. */
const imageUser = 1000;
/** How much faster than a real node's the life of Pods runs. */
const speed = 5;
const workers = 3;
/** The engine starts at once what has ended, what ends again and again after a moment that grows; a busy machine takes longer. */
const restartedWithinMs = 60_000;

/** A check that takes too long fails, and is run again. */
const healthyWithinMs = 180_000;

type Service = 'redis' | 'bot' | 'worker';

/** `docker-compose.yml` as an operator has it, with an `.env` of its own; chat and cluster are in this process. */
export interface ComposeProject {
  readonly chat: ChatPage;
  /** Starts everything, or what has changed, of that image. */
  readonly up: (image: string) => Promise<void>;
  readonly stopWorkers: () => Promise<void>;
  readonly down: (...options: readonly string[]) => Promise<void>;
  /** The containers of a service by name, in order; of all without one. */
  readonly containers: (service?: Service) => Promise<string[]>;
  /** Runs the health check of a container. @throws when it fails */
  readonly checkHealth: (container: string) => Promise<void>;
  /** Kills all that runs in a container, as the kernel does when memory is short, and waits until the engine has started it again. */
  readonly kill: (container: string) => Promise<void>;
  readonly inspect: (container: string) => Promise<Inspected>;
  /** Where Redis is reached from here. */
  readonly redisUrl: () => Promise<string>;
  /** Whatever of the project the engine still has: containers, networks, volumes. */
  readonly leftovers: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

const inspectedSchema = z.looseObject({
  Image: z.string(),
  State: z.looseObject({Running: z.boolean(), Pid: z.number()}),
  Config: z.looseObject({Labels: z.record(z.string(), z.string())}),
  NetworkSettings: z.looseObject({Networks: z.record(z.string(), z.looseObject({IPAddress: z.string()}))}),
});
type Inspected = z.infer<typeof inspectedSchema>;

export async function openComposeProject(engine: ContainerEngine): Promise<ComposeProject> {
  const opened: Opened = [];
  const close = async (): Promise<void> => closeInReverse(opened);
  try {
    return {...(await open(engine, opened)), close};
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  {compose, engine, runsHealthChecks}: ContainerEngine,
  opened: Opened,
): Promise<Omit<ComposeProject, 'close'>> {
  const name = `labrador-test-${process.pid}`;
  const folder = await mkdtemp(join(tmpdir(), 'labrador-compose-'));
  opened.push(async () => rm(folder, {recursive: true, force: true}));
  const envFile = join(folder, '.env');
  const run = async (...args: readonly string[]): Promise<string> =>
    compose('--project-name', name, '--env-file', envFile, ...args);
  const writeEnv = async (variables: Readonly<Record<string, string>>): Promise<void> => {
    const lines = Object.entries(variables).map(([variable, value]) => `${variable}=${value}`);
    await writeFile(envFile, [await readFile(join(root, '.env.example'), 'utf8'), ...lines, ''].join('\n'));
  };
  const inspect = async (container: string): Promise<Inspected> => {
    const [found] = z
      .array(inspectedSchema)
      .parse(JSON.parse(await engine('inspect', '--type', 'container', container)));
    if (found === undefined) throw new Error(`there is no container ${container}`);
    return found;
  };
  const ofProject = `label=com.docker.compose.project=${name}`;
  const containers = async (service?: Service): Promise<string[]> => {
    const filters = [ofProject, ...(service === undefined ? [] : [`label=com.docker.compose.service=${service}`])];
    const found = await engine('ps', '--all', ...filters.flatMap((one) => ['--filter', one]), '--format', '{{.Names}}');
    return found.split('\n').filter(Boolean).sort();
  };
  const isHealthy = async (container: string): Promise<boolean> => {
    if (runsHealthChecks)
      return (await engine('inspect', '--format', '{{.State.Health.Status}}', container)) === 'healthy';
    return engine('healthcheck', 'run', container).then(
      () => true,
      () => false,
    );
  };
  const checkHealth = async (container: string): Promise<void> => {
    let printed = '';
    await waitUntil(
      `${container} is healthy`,
      async () => {
        if (await isHealthy(container)) return true;
        printed = await engine('logs', '--tail', '10', container).catch(String);
        return undefined;
      },
      {withinMs: healthyWithinMs, seen: () => printed},
    );
  };

  const upRedis = async (): Promise<void> => {
    await run('up', '--detach', 'redis');
    const [redis = ''] = await containers('redis');
    await checkHealth(redis);
  };

  // not `add`: a run that was killed may have left it
  await execute('ip', ['address', 'replace', `${address}/32`, 'dev', 'lo']);
  opened.push(async () => execute('ip', ['address', 'delete', `${address}/32`, 'dev', 'lo']));
  const emulator = await startChatEmulator({port: 0, address});
  opened.push(async () => emulator.close());
  const cluster = await startKubernetesEmulator({port: 0, address, speed});
  opened.push(cluster.close);
  await writeEnv({});
  opened.push(async () => run('down', '--volumes', '--timeout', '5'));
  const {admin, botKubeconfig} = await installIn(
    {adminKubeconfig: cluster.kubeconfig, close: async () => Promise.resolve()},
    folder,
  );
  await admin.close();
  const kubeconfigSource = join(folder, 'kubeconfig');
  const kubeconfig = join(kubeconfigSource, 'labrador.kubeconfig');
  await mkdir(kubeconfigSource);
  await copyFile(botKubeconfig, kubeconfig);
  await chmod(kubeconfig, 0o400);
  await chown(kubeconfig, imageUser, imageUser);

  return {
    chat: new ChatPage(emulator.url),
    up: async (image) => {
      await writeEnv({
        IMAGE: image,
        DISCORD_TOKEN: emulator.token,
        DISCORD_API: emulator.restUrl,
        KUBECONFIG_SOURCE: kubeconfigSource,
        // a test types faster than a person
        RATE_LIMIT: '1000',
        LOG_LEVEL: 'warn',
      });
      // the others wait until Redis is healthy, which it is only found to be by whoever runs its check
      if (!runsHealthChecks) await upRedis();
      await run('up', '--detach', '--scale', `worker=${workers}`);
    },
    stopWorkers: async () => void (await run('stop', 'worker')),
    down: async (...options) => void (await run('down', ...options)),
    containers,
    checkHealth,
    kill: async (container) => {
      // what the engine's own `kill` ends counts as ended by hand, and is not started again
      const {Pid: killed} = (await inspect(container)).State;
      process.kill(killed, 'SIGKILL');
      await waitUntil(
        `${container} was started again`,
        async () => {
          // between its end and its new start there may be nothing to be said of it
          const state = (await inspect(container).catch(() => undefined))?.State;
          return state?.Running === true && state.Pid !== killed ? true : undefined;
        },
        {withinMs: restartedWithinMs},
      );
    },
    inspect,
    redisUrl: async () => {
      const [container = ''] = await containers('redis');
      const [network] = Object.values((await inspect(container)).NetworkSettings.Networks);
      return `redis://${network?.IPAddress}:6379`;
    },
    leftovers: async () => {
      const listed = await Promise.all([
        containers(),
        ...['network', 'volume'].map(async (kind) =>
          (await engine(kind, 'ls', '--filter', ofProject, '--format', '{{.Name}}')).split('\n').filter(Boolean),
        ),
      ]);
      return listed.flat();
    },
  };
}

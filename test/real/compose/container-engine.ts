import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import pLimit from 'p-limit';
import {waitUntil} from '#test/support/wait-until.ts';
import {closeInReverse, type Opened} from './close-in-reverse.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..');
/** Building the image is the longest of them, on a machine that has not got its base yet. */
const withinMs = 900_000;
/** What the engine and its Compose read of the environment; a class must not be given what somebody has set for another. */
const passed = ['PATH', 'HOME', 'DOCKER_HOST', 'LAB_CLUSTER', 'STORAGE_DRIVER', 'CONTAINERS_STORAGE_CONF'];
const redisImage = 'redis:7.4-alpine';

/** Docker, or podman where there is none. */
export interface ContainerEngine {
  /** Builds the repository's image by that name, and has Redis' at hand. */
  readonly build: (image: string) => Promise<void>;
  /** Runs Docker Compose; answers what it prints. */
  readonly compose: (...args: readonly string[]) => Promise<string>;
  /** Runs the engine's own command, `docker ARGS`; answers what it prints. */
  readonly engine: (...args: readonly string[]) => Promise<string>;
  /** Whether it runs health checks by itself. */
  readonly runsHealthChecks: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Docker; or podman by two programs: TEST_COMPOSE, whose `podman ARGS` is podman, which `docker-compose` then speaks to;
 * TEST_IMAGE_BUILDER builds `FOLDER NAME` and gets an image `NAME` that exists.
 */
export async function containerEngine(): Promise<ContainerEngine> {
  const compose = process.env['TEST_COMPOSE'] ?? '';
  if (compose === '') {
    return {
      build: async (image) => void (await call('docker', ['build', '--tag', image, root])),
      compose: async (...args) => call('docker', ['compose', ...args]),
      engine: async (...args) => call('docker', args),
      runsHealthChecks: true,
      close: async () => Promise.resolve(),
    };
  }
  const builder = process.env['TEST_IMAGE_BUILDER'] ?? '';
  if (builder === '') throw new Error('TEST_COMPOSE wants TEST_IMAGE_BUILDER: a program that builds FOLDER as NAME.');
  const opened: Opened = [];
  const close = async (): Promise<void> => closeInReverse(opened);
  try {
    return {...(await openPodman({program: compose, builder}, opened)), runsHealthChecks: false, close};
  } catch (error) {
    await close();
    throw error;
  }
}

interface Programs {
  readonly program: string;
  readonly builder: string;
}

async function openPodman(
  {program, builder}: Programs,
  opened: Opened,
): Promise<Pick<ContainerEngine, 'build' | 'compose' | 'engine'>> {
  const {folder, variables} = await openStorage();
  opened.push(async () => rm(folder, {recursive: true, force: true}));
  // one at a time: each start of the program may write anew what another's podman is about to read
  const inTurn = pLimit(1);
  const podman = async (...args: readonly string[]): Promise<string> =>
    inTurn(async () => call(program, ['podman', ...args], variables));
  // what installs and fetches does so as this machine does, by whatever its environment says of that
  const fetching = {...process.env, ...variables};
  // what is first in an empty storage decides which network there is: images without podman mean an old one
  await call(program, ['podman', 'info'], fetching);
  opened.push(async () => podman('system', 'reset', '--force'));
  const socket = join(folder, 'socket');
  opened.push(startService(program, {socket, variables}));
  await waitUntil('podman takes connections', async () => (await takesConnections(socket)) || undefined);
  const asked = {
    ...variables,
    DOCKER_HOST: `unix://${socket}`,
    // the old docker-compose would look for a `docker` to build with
    DOCKER_BUILDKIT: '0',
    COMPOSE_DOCKER_CLI_BUILD: '0',
    // a worker may take half a minute to stop, and the machine be busy
    COMPOSE_HTTP_TIMEOUT: '300',
  };
  return {
    build: async (image) => {
      await call(builder, [redisImage], fetching);
      await call(builder, [root, image], fetching);
      await podman('tag', 'localhost/built', image);
      // by the name that a Docker engine makes of the short one
      await podman('tag', `localhost/${redisImage}`, `docker.io/library/${redisImage}`);
    },
    compose: async (...args) => call('docker-compose', args, asked),
    engine: podman,
  };
}

/**
 * Podman as a Docker engine, for as long as the test takes: of one that is started for each call, the last may take the socket
 * of the next with it when it ends. Answers how it ends.
 */
function startService(
  program: string,
  {socket, variables}: {readonly socket: string; readonly variables: NodeJS.ProcessEnv},
): () => Promise<unknown> {
  const args = ['podman', 'system', 'service', '--time=0', `unix://${socket}`];
  const service = spawn(program, args, {
    cwd: root,
    env: environment(variables),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(service, 'exit');
  return async () => {
    service.kill();
    await ended;
  };
}

async function takesConnections(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

/** A place for images and containers of the test's own, where layers are not copied for each container. */
async function openStorage(): Promise<{readonly folder: string; readonly variables: Readonly<Record<string, string>>}> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-containers-'));
  const configuration = join(folder, 'storage.conf');
  await writeFile(
    configuration,
    `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/graph"\nrunroot = "${folder}/run"\n`,
  );
  return {folder, variables: {STORAGE_DRIVER: 'overlay', CONTAINERS_STORAGE_CONF: configuration}};
}

const environment = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(passed.map((name) => [name, process.env[name]])),
  ...variables,
});

async function call(command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = {cwd: root, env: environment(variables), timeout: withinMs, maxBuffer: 64 * 1024 * 1024};
  const {stdout} = await run(command, args, options);
  return stdout.trim();
}

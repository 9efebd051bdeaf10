import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
/** Building the image is the longest of them. */
const withinMs = 600_000;
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
 * Docker; or podman by two programs: TEST_COMPOSE is Docker Compose with podman behind it, and by `podman ARGS` podman
 * itself; TEST_IMAGE_BUILDER builds `FOLDER NAME` and gets an image `NAME` that exists.
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
  const storage = await openStorage();
  const podman = async (...args: readonly string[]): Promise<string> =>
    call(compose, ['podman', ...args], storage.variables);
  // what is first in an empty storage decides which network there is: images without podman mean an old one
  await podman('info');
  return {
    build: async (image) => {
      // fetches packages as this machine does, by whatever its environment says of that
      const variables = {...process.env, ...storage.variables};
      await call(builder, [redisImage], variables);
      await call(builder, [root, image], variables);
      await podman('tag', 'localhost/built', image);
    },
    compose: async (...args) => call(compose, args, storage.variables),
    engine: podman,
    runsHealthChecks: false,
    close: async () => {
      await podman('system', 'reset', '--force');
      await storage.close();
    },
  };
}

/** A place for images and containers of the test's own, where layers are not copied for each container. */
async function openStorage(): Promise<{variables: Readonly<Record<string, string>>; close: () => Promise<void>}> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-containers-'));
  const configuration = join(folder, 'storage.conf');
  await writeFile(
    configuration,
    `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/graph"\nrunroot = "${folder}/run"\n`,
  );
  return {
    variables: {STORAGE_DRIVER: 'overlay', CONTAINERS_STORAGE_CONF: configuration},
    close: async () => rm(folder, {recursive: true, force: true}),
  };
}

async function call(command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> {
  const env = {...Object.fromEntries(passed.map((name) => [name, process.env[name]])), ...variables};
  const {stdout} = await run(command, args, {cwd: root, env, timeout: withinMs, maxBuffer: 64 * 1024 * 1024});
  return stdout.trim();
}

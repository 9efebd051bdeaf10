import {execFile} from 'node:child_process';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
/** Building the image is the longest of them. */
const withinMs = 600_000;
/** What the engine and its Compose read of the environment; a class must not be given what somebody has set for another. */
const passed = ['PATH', 'HOME', 'DOCKER_HOST', 'LAB_CLUSTER', 'STORAGE_DRIVER', 'CONTAINERS_STORAGE_CONF'];

/** Docker, or podman where there is none. */
export interface ContainerEngine {
  /** Builds the repository's image by that name. */
  readonly build: (image: string) => Promise<void>;
  /** Runs Docker Compose; answers what it prints. */
  readonly compose: (...args: readonly string[]) => Promise<string>;
  /** Runs the engine's own command, `docker ARGS`; answers what it prints. */
  readonly engine: (...args: readonly string[]) => Promise<string>;
  /** Whether it runs health checks by itself. */
  readonly runsHealthChecks: boolean;
}

/**
 * Docker; or what lies in the folder of `CONTAINERS`: a command `image FOLDER NAME` that builds, and `compose`, which is Docker
 * Compose with podman behind it and by `compose podman` podman itself.
 */
export function containerEngine(): ContainerEngine {
  const folder = process.env['CONTAINERS'] ?? '';
  if (folder === '') {
    return {
      build: async (image) => void (await call('docker', ['build', '--tag', image, root])),
      compose: async (...args) => call('docker', ['compose', ...args]),
      engine: async (...args) => call('docker', args),
      runsHealthChecks: true,
    };
  }
  const compose = resolve(root, folder, 'compose');
  const podman = async (...args: readonly string[]): Promise<string> => call(compose, ['podman', ...args]);
  return {
    build: async (image) => {
      await call(resolve(root, folder, 'image'), [root, image]);
      await podman('tag', 'localhost/built', image);
    },
    compose: async (...args) => call(compose, args),
    engine: podman,
    runsHealthChecks: false,
  };
}

async function call(command: string, args: readonly string[]): Promise<string> {
  const env = Object.fromEntries(passed.map((name) => [name, process.env[name]]));
  const {stdout} = await run(command, args, {cwd: root, env, timeout: withinMs, maxBuffer: 64 * 1024 * 1024});
  return stdout.trim();
}

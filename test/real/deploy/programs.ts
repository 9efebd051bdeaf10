import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';

const repository = join(import.meta.dirname, '..', '..', '..');
/** Longer than an image takes on a busy machine, in ms. */
const buildMs = 600_000;
const run = promisify(execFile);

/** What is rendered or printed here is small; the policies of all kinds are some hundred KiB. */
const maxBuffer = 64 * 1024 * 1024;

/** Helm: the one that HELM names, the one beside KUBECTL, or the one on the PATH. */
export function helmPath(): string {
  const {HELM: chosen = '', KUBECTL: kubectl = ''} = process.env;
  if (chosen !== '') return chosen;
  const beside = join(dirname(kubectl), 'helm');
  return kubectl !== '' && existsSync(beside) ? beside : 'helm';
}

/** Runs Helm on the cluster of TEST_KUBECONFIG. @throws with what it said when it fails */
export async function helm(...args: readonly string[]): Promise<string> {
  return helmOn(process.env['TEST_KUBECONFIG'] ?? '/no/cluster', ...args);
}

/** The same on the cluster of a kubeconfig's file. */
export async function helmOn(kubeconfig: string, ...args: readonly string[]): Promise<string> {
  const env = {...process.env, KUBECONFIG: kubeconfig};
  const {stdout} = await run(helmPath(), args, {cwd: repository, maxBuffer, env});
  return stdout;
}

/**
 * Builds the repository's Dockerfile, and gives the image to the cluster under that name: by the program that
 * TEST_IMAGE_BUILDER names, which is called with a folder and a name.
 */
export async function buildImage(name: string): Promise<void> {
  await run(imageBuilder(), [repository, name], {cwd: repository, maxBuffer, timeout: buildMs});
}

/** The same of an image that it knows how to get. */
export async function giveImage(name: string): Promise<void> {
  await run(imageBuilder(), [name], {cwd: repository, maxBuffer, timeout: buildMs});
}

function imageBuilder(): string {
  const chosen = process.env['TEST_IMAGE_BUILDER'] ?? '';
  if (chosen !== '') return chosen;
  throw new Error('Set TEST_IMAGE_BUILDER to a program that builds FOLDER and gives the image to the cluster as NAME.');
}

/** Takes away what another suite has installed, as an operator does it, before Helm comes. */
export async function uninstallOthers(): Promise<void> {
  const kubeconfig = process.env['TEST_KUBECONFIG'] ?? '/no/cluster';
  // it ends with 1 where something stays, and says what: the test sees it too
  await run(process.execPath, ['scripts/cluster-uninstall.ts', '--yes'], {
    cwd: repository,
    env: {...process.env, KUBECONFIG: kubeconfig},
  }).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
}

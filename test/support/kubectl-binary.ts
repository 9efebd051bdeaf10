import {execFile} from 'node:child_process';
import {readdir, realpath} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';
import {promisify} from 'node:util';

export interface KubectlBinary {
  path: string;
  /** `v1.37.2` */
  version: string;
}

/** What is printed here is held against this kubectl's text, and the emulated cluster against this version. */
const yardstickMinor = 37;
export const yardstick = `v1.${yardstickMinor}`;
/** The emulator serves `exec` over WebSockets alone, which kubectl speaks since then. */
const oldestMinor = 30;
const versioned = /^kubectl\.1\.(\d+)$/;

export interface KubectlBinaries {
  /** Plays every step. */
  first: KubectlBinary;
  /** Plays the lab's lines once more: the oldest there is that can. */
  older?: KubectlBinary;
}

/** The kubectl programs to play with: the yardstick, and an older one of this machine. */
export async function kubectlBinaries(): Promise<KubectlBinaries> {
  const first = await yardstickKubectl();
  const older = [...(await versionedOnes())].sort(([one], [other]) => one - other)[0]?.[1];
  return older === undefined ? {first} : {first, older: await identify(older)};
}

/**
 * The kubectl of v1.37 that is the yardstick: the one that KUBECTL names; else the one that the lab cluster of
 * LAB_CLUSTER built; else one of this machine.
 * @throws when there is none
 */
export async function yardstickKubectl(): Promise<KubectlBinary> {
  const {KUBECTL: chosen = '', LAB_CLUSTER: lab = '', PATH: path = ''} = process.env;
  const candidates =
    chosen === ''
      ? [
          ...(lab === '' ? [] : [join(lab, `1.${yardstickMinor}`, 'bin', 'kubectl')]),
          ...path.split(delimiter).map((folder) => join(folder, 'kubectl')),
          ...(await versionedOnes()).values(),
        ]
      : [chosen];
  for (const candidate of candidates) {
    const program = await realpath(candidate).catch(ignoreMissing);
    if (program === undefined) continue;
    const binary = await identify(candidate);
    if (binary.version.startsWith(`${yardstick}.`)) return binary;
  }
  throw new Error(`a kubectl of ${yardstick} is compared with: put it on the PATH, or name it by KUBECTL`);
}

/** The paths of `kubectl.1.33` and the like, on the PATH or beside what it links to, by their minor version. */
async function versionedOnes(): Promise<Map<number, string>> {
  const searched = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const folders = new Set(searched);
  for (const folder of searched) {
    const target = await realpath(join(folder, 'kubectl')).catch(ignoreMissing);
    if (target !== undefined) folders.add(dirname(target));
  }
  const byMinor = new Map<number, string>();
  for (const folder of folders) {
    for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
      const minor = Number(versioned.exec(name)?.[1] ?? '0');
      if (minor >= oldestMinor && !byMinor.has(minor)) byMinor.set(minor, join(folder, name));
    }
  }
  return byMinor;
}

async function identify(path: string): Promise<KubectlBinary> {
  const {stdout} = await promisify(execFile)(path, ['version', '--client', '-o', 'json']);
  const {clientVersion}: {clientVersion: {gitVersion: string}} = JSON.parse(stdout);
  return {path, version: clientVersion.gitVersion};
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'EACCES') throw error;
}

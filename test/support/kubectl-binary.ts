import {execFile} from 'node:child_process';
import {readdir, realpath} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';
import {promisify} from 'node:util';

export interface KubectlBinary {
  path: string;
  /** `v1.33.4` */
  version: string;
}

/** The emulator serves `exec` over WebSockets alone, which kubectl speaks since then. */
const OLDEST_MINOR = 30;
/** Later ones send what `create TYPE` makes as protobuf, of which the emulator reads a part. */
const NEWEST_OF_ALL_STEPS = 31;
const VERSIONED = /^kubectl\.1\.(\d+)$/;

export interface KubectlBinaries {
  /** Plays every step. */
  first: KubectlBinary;
  /** Plays the lab's lines once more: the newest there is. */
  newest?: KubectlBinary;
}

/**
 * The kubectl programs to play with: the one that KUBECTL names; else versioned ones of this machine; else what is on
 * the PATH.
 */
export async function kubectlBinaries(): Promise<KubectlBinaries> {
  const chosen = process.env['KUBECTL'];
  if (chosen !== undefined && chosen !== '') return {first: playable(await identify(chosen))};
  const found = await versionedOnes();
  const minors = [...found.keys()].sort((a, b) => b - a);
  const ofAllSteps = minors.find((minor) => minor <= NEWEST_OF_ALL_STEPS) ?? minors[0];
  const first = playable(await identify(found.get(ofAllSteps ?? 0) ?? 'kubectl'));
  const newest = found.get(minors.find((minor) => minor !== ofAllSteps) ?? 0);
  return newest === undefined ? {first} : {first, newest: playable(await identify(newest))};
}

/** Whose text is the model of what is printed here, whatever the version of the cluster. */
const MODEL_MINOR = 37;

/**
 * The kubectl whose text ours is compared with, v1.37 or newer: the one that KUBECTL names; else the one that the lab
 * cluster of LAB_CLUSTER built; else one of this machine.
 * @throws when there is none
 */
export async function modelKubectl(): Promise<KubectlBinary> {
  const {KUBECTL: chosen = '', LAB_CLUSTER: lab = '', PATH: path = ''} = process.env;
  const versioned = [...(await versionedOnes())].sort(([one], [other]) => other - one).map(([, found]) => found);
  const candidates =
    chosen === ''
      ? [
          ...(lab === '' ? [] : [join(lab, `1.${MODEL_MINOR}`, 'bin', 'kubectl')]),
          ...path.split(delimiter).map((folder) => join(folder, 'kubectl')),
          ...versioned,
        ]
      : [chosen];
  for (const candidate of candidates) {
    const program = await realpath(candidate).catch(ignoreMissing);
    if (program === undefined) continue;
    const binary = await identify(candidate);
    if (minorOf(binary) >= MODEL_MINOR) return binary;
  }
  throw new Error(
    `what is printed is compared with kubectl v1.${MODEL_MINOR}: put it on the PATH, or name it by KUBECTL`,
  );
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
      const minor = Number(VERSIONED.exec(name)?.[1] ?? '0');
      if (minor >= OLDEST_MINOR && !byMinor.has(minor)) byMinor.set(minor, join(folder, name));
    }
  }
  return byMinor;
}

async function identify(path: string): Promise<KubectlBinary> {
  const {stdout} = await promisify(execFile)(path, ['version', '--client', '-o', 'json']);
  const {clientVersion}: {clientVersion: {gitVersion: string}} = JSON.parse(stdout);
  return {path, version: clientVersion.gitVersion};
}

function minorOf({version}: KubectlBinary): number {
  return Number(/^v1\.(\d+)/.exec(version)?.[1] ?? '0');
}

/** @throws when it is too old to play with an emulator */
function playable(binary: KubectlBinary): KubectlBinary {
  if (minorOf(binary) >= OLDEST_MINOR) return binary;
  throw new Error(`${binary.path} is ${binary.version}; name a kubectl of v1.${OLDEST_MINOR} or newer by KUBECTL.`);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'EACCES') throw error;
}

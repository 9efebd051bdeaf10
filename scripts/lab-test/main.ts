import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import pLimit from 'p-limit';
import type {Lab} from '#src/lab/lab.ts';
import {readLab} from '#src/store/read-lab.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador} from '#test/support/labrador.ts';
import {realCluster, realClusterVersion} from '#test/support/real-cluster.ts';
import {recordTried} from '#test/support/tried-versions/tried-versions.ts';
import {labsFolder} from '../labs-folder.ts';
import {whyLeftOut} from './left-out.ts';
import {playLab} from './play-lab.ts';
import {takeLab} from './take-lab.ts';

// npm run lab:test -- [--by-cards] [--again] [LAB …]: plays labs on the emulated cluster, or on that of TEST_KUBECONFIG.
// --again: a lab that fails beside others is played once more, alone

const kubeconfig = process.env['TEST_KUBECONFIG'];
const isReal = kubeconfig !== undefined && kubeconfig !== '';
const {values, positionals: named} = parseArgs({
  allowPositionals: true,
  options: {'by-cards': {type: 'boolean'}, again: {type: 'boolean'}},
});
const isByCards = values['by-cards'] ?? false;
const isTriedAgain = values.again ?? false;
const labs = named.length > 0 ? named : await labsIn(labsFolder);

async function labsIn(path: string): Promise<string[]> {
  const entries = await readdir(path, {withFileTypes: true});
  return entries.filter((entry) => entry.isDirectory()).map(({name}) => name);
}

/** How many labs are played at once in this process: on a real cluster learners mostly wait for Pods. */
const atOnce = 4;

/** From fresh and at once, each in a sandbox of its own: twice by the cards alone, and twice with wrong turns unless by cards. */
async function playLabs(lab: Lab): Promise<string[]> {
  const name = lab.lab;
  const labrador = await startLabrador(isReal ? await realCluster() : await emulatedCluster(), {
    LAB: name,
    LABS_DIR: labsFolder,
  });
  const startedAt = Date.now();
  try {
    const options = (learner: string) => ({
      chat: labrador.chat,
      lab,
      learner,
      passWithinMs: 120_000,
      say: (line: string) => console.log(`${name}: ${line}`),
    });
    const play = async (learner: string) => playLab({...options(learner), quietMs: isReal ? 4_000 : 2_500});
    const take = async (learner: string) => takeLab(options(learner));
    const taken = ['joan', 'edith'].map(take);
    const played = isByCards ? [] : ['ada', 'grace'].map(play);
    return (await Promise.all([...taken, ...played])).flat();
  } finally {
    await labrador.close();
    const ways = `${isByCards ? '' : 'twice with wrong turns and '}twice by the cards alone`;
    console.log(`${name}: ${lab.steps.length} steps, ${ways}, in ${Math.round((Date.now() - startedAt) / 1_000)} s`);
  }
}

/**
 * Of an emulated cluster everything is in this process, which has one core: a process for each lab has them all. Half of the time
 * its learners wait.
 */
async function playInProcesses(names: readonly string[]): Promise<boolean> {
  const failed = await failedOf(names, 2 * availableParallelism());
  if (failed.length === 0 || !isTriedAgain) return failed.length === 0;
  console.log(`once more, alone: ${failed.join(', ')}`);
  return (await failedOf(failed, 1)).length === 0;
}

async function failedOf(names: readonly string[], processes: number): Promise<string[]> {
  const isPlayed = await pLimit(processes).map(names, async (name) => {
    const child = spawn(process.execPath, [import.meta.filename, ...process.argv.slice(2), name], {stdio: 'inherit'});
    const [code]: unknown[] = await once(child, 'exit');
    return code === 0;
  });
  return names.filter((_, place) => isPlayed[place] !== true);
}

/** Says so where it is not. */
function isPlayable(lab: Lab): boolean {
  const why = whyLeftOut(lab, {isReal, isEnforced: process.env['TEST_NETWORK_POLICIES'] === 'enforced'});
  if (why !== undefined) console.log(why);
  return why === undefined;
}

async function playHere(chosen: readonly Lab[]): Promise<boolean> {
  const problems = (await pLimit(atOnce).map(chosen, playLabs)).flat();
  for (const problem of problems) console.error(`✗ ${problem}`);
  return problems.length === 0;
}

const read = await Promise.all(labs.map(async (name) => readLab(join(labsFolder, name))));
// the longest first: one that begins last is waited for alone
const longestFirst = read.filter(isPlayable).toSorted((one, other) => other.steps.length - one.steps.length);
const isPassed =
  isReal || named.length > 0 ? await playHere(longestFirst) : await playInProcesses(longestFirst.map(({lab}) => lab));
if (isReal && named.length === 0 && isPassed) {
  await recordTried(`lab:test${isByCards ? ' -- --by-cards' : ''}`, await realClusterVersion());
}
process.exitCode = isPassed ? 0 : 1;

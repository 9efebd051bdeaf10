import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import pLimit from 'p-limit';
import {readLab} from '#src/store/read-lab.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador} from '#test/support/labrador.ts';
import {realCluster, realClusterVersion} from '#test/support/real-cluster.ts';
import {recordTried} from '#test/support/tried-versions/tried-versions.ts';
import {playLab} from './play-lab.ts';
import {takeLab} from './take-lab.ts';

// npm run lab:test -- [--by-cards] [LAB …]: plays labs on the emulated cluster, or on that of TEST_KUBECONFIG

const folder = process.env['LABS_DIR'] ?? join(import.meta.dirname, '..', '..', 'specs');
const kubeconfig = process.env['TEST_KUBECONFIG'];
const isReal = kubeconfig !== undefined && kubeconfig !== '';
const {values, positionals: named} = parseArgs({allowPositionals: true, options: {'by-cards': {type: 'boolean'}}});
const isByCards = values['by-cards'] ?? false;
const labs = named.length > 0 ? named : await labsIn(folder);

async function labsIn(path: string): Promise<string[]> {
  const entries = await readdir(path, {withFileTypes: true});
  return entries.filter((entry) => entry.isDirectory()).map(({name}) => name);
}

/** How many labs are played at once, all in this process: of a real cluster all their Pods share a node or a few. */
const atOnce = 3;

/** From fresh and at once, each in a sandbox of its own: twice by the cards alone, and twice with wrong turns unless by cards. */
async function playLabs(name: string): Promise<string[]> {
  const lab = await readLab(join(folder, name));
  const labrador = await startLabrador(isReal ? await realCluster() : await emulatedCluster(), {
    LAB: name,
    LABS_DIR: folder,
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

const problems = (await pLimit(atOnce).map(labs, playLabs)).flat();
for (const problem of problems) console.error(`✗ ${problem}`);
if (isReal && named.length === 0 && problems.length === 0) {
  await recordTried(`lab:test${isByCards ? ' -- --by-cards' : ''}`, await realClusterVersion());
}
process.exitCode = problems.length === 0 ? 0 : 1;

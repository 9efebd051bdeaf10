import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {readLab} from '#src/store/read-lab.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador} from '#test/support/labrador.ts';
import {realCluster, realClusterVersion} from '#test/support/real-cluster.ts';
import {recordTried} from '#test/support/tried-versions/tried-versions.ts';
import {playLab} from './play-lab.ts';
import {takeLab} from './take-lab.ts';

// npm run lab:test [LAB …]: plays labs on the emulated cluster, or on that of TEST_KUBECONFIG

const folder = process.env['LABS_DIR'] ?? join(import.meta.dirname, '..', '..', 'specs');
const kubeconfig = process.env['TEST_KUBECONFIG'];
const isReal = kubeconfig !== undefined && kubeconfig !== '';
const named = process.argv.slice(2);
const labs = named.length > 0 ? named : await labsIn(folder);

async function labsIn(path: string): Promise<string[]> {
  const entries = await readdir(path, {withFileTypes: true});
  return entries.filter((entry) => entry.isDirectory()).map(({name}) => name);
}

/** From fresh, four times at once, each in a sandbox of its own: twice with wrong turns, twice by the cards alone. */
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
      passWithinMs: 60_000,
      say: (line: string) => console.log(`${name}: ${line}`),
    });
    const play = async (learner: string) => playLab({...options(learner), quietMs: isReal ? 4_000 : 2_500});
    const take = async (learner: string) => takeLab(options(learner));
    return (await Promise.all([play('ada'), play('grace'), take('joan'), take('edith')])).flat();
  } finally {
    await labrador.close();
    console.log(
      `${name}: ${lab.steps.length} steps, twice with wrong turns and twice by the cards alone, in ${Math.round((Date.now() - startedAt) / 1_000)} s`,
    );
  }
}

const problems: string[] = [];
// on one cluster the sandboxes of two chats could have the same names; emulated ones are a lab's own
if (isReal) for (const name of labs) problems.push(...(await playLabs(name)));
else problems.push(...(await Promise.all(labs.map(playLabs))).flat());
for (const problem of problems) console.error(`✗ ${problem}`);
if (isReal && named.length === 0 && problems.length === 0) await recordTried('lab:test', await realClusterVersion());
process.exitCode = problems.length === 0 ? 0 : 1;

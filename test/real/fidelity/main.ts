import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {KubeConfig, VersionApi} from '@kubernetes/client-node';
import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import {realCluster, realClusterVersion} from '#test/support/real-cluster.ts';
import {recordTried} from '#test/support/tried-versions/tried-versions.ts';
import {compare, isFaithful, minSteps, report} from './compare.ts';
import {rowsOf, rows} from './coverage.ts';
import {explanations} from './explained.ts';
import {fidelityDocument} from './fidelity-document.ts';
import {kubectlBinaries, yardstick, type KubectlBinary} from '#test/support/kubectl-binary.ts';
import {PlayedCluster, type Answer} from './played-cluster.ts';
import {titleOf, type Theme} from './step.ts';
import {theLab} from './themes/the-lab.ts';
import {allThemes} from './themes.ts';

/** Waiting is for conditions, so the emulator need not be as slow as a node. */
const speed = 3;
/** Themes played at the same time: most of their time is waiting. */
const laneCount = 5;
/** Some steps need another node, or two, beside the one that runs containers. */
const nodeCount = 3;
const document = resolve(import.meta.dirname, '../../../docs/fidelity.md');

interface Clusters {
  real: PlayedCluster;
  emulated: PlayedCluster;
}

interface Answers {
  real: Answer[];
  emulated: Answer[];
  /** Of themes that could not be played to their end. */
  failures: number;
}

/** A theme, played on both clusters with one kubectl. */
interface Play {
  theme: Theme;
  clusters: Clusters;
  namespace: string;
}

/** Plays a few lanes at a time; themes that must not meet, as they change the same nodes or ports, are one lane's. */
async function playAll(lanes: readonly (readonly Play[])[]): Promise<Answers> {
  const waiting = [...lanes];
  const played: Answers = {real: [], emulated: [], failures: 0};
  const playNext = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const {theme, clusters, namespace} of lane) {
        const begunMs = Date.now();
        const [real, emulated] = await Promise.all([
          clusters.real.play(theme, namespace),
          clusters.emulated.play(theme, namespace),
        ]);
        for (const {failure} of [real, emulated]) {
          if (failure === undefined) continue;
          played.failures += 1;
          console.error(failure);
        }
        played.real.push(...real.answers);
        played.emulated.push(...emulated.answers);
        const tookS = Math.round((Date.now() - begunMs) / 1000);
        console.log(`${theme.name}: ${real.answers.length} steps in ${tookS} s`);
      }
    }
  };
  await Promise.all(Array.from({length: laneCount}, playNext));
  return played;
}

/** Rows of the support matrix that the real cluster was not seen to do. */
function uncoveredRows(themes: readonly Theme[], answers: readonly Answer[]): string[] {
  const done = new Set(answers.filter(({isDone}) => isDone).map(({theme, step}) => `${theme}: ${step}`));
  const covered = new Set(
    themes.flatMap(({name, steps}) =>
      steps.flatMap((step) => {
        if (step.kind === 'settle' || step.kind === 'silent') return [];
        return done.has(`${name}: ${titleOf(step)}`) ? rowsOf(step) : [];
      }),
    ),
  );
  return rows.filter((row) => !covered.has(row));
}

/** @throws when the cluster is of another version than the emulated one says it is */
async function requireYardstick(kubeconfig: string): Promise<void> {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const {gitVersion} = await config.makeApiClient(VersionApi).getCode();
  if (gitVersion.startsWith(`${yardstick}.`)) return;
  throw new Error(`The cluster is ${gitVersion}; the emulated one is held against ${yardstick}.`);
}

async function nodeNamesOf(kubeconfig: string, {path}: KubectlBinary): Promise<readonly string[]> {
  const cluster = await PlayedCluster.open('real', kubeconfig, path);
  await cluster.close();
  return cluster.nodeNames;
}

async function openClusters(kubeconfigs: {real: string; emulated: string}, {path}: KubectlBinary): Promise<Clusters> {
  const [real, emulated] = await Promise.all([
    PlayedCluster.open('real', kubeconfigs.real, path),
    PlayedCluster.open('emulated', kubeconfigs.emulated, path),
  ]);
  return {real, emulated};
}

async function main(): Promise<void> {
  const page = fidelityDocument(explanations);
  if (process.argv.includes('--write')) {
    await writeFile(document, page);
    return;
  }
  const chosen = process.argv.slice(2).filter((word) => word !== '--');
  const unknown = chosen.filter((name) => !allThemes.flat().some((theme) => theme.name === name));
  if (unknown.length > 0) throw new Error(`There is no theme ${unknown.join(', ')}.`);
  const isChosen = ({name}: Theme): boolean => chosen.length === 0 || chosen.includes(name);
  const themes = allThemes.flat().filter(isChosen);
  const {first, older} = await kubectlBinaries();
  console.log(`kubectl ${first.version}, ${first.path}`);

  const {adminKubeconfig} = await realCluster(nodeCount);
  await requireYardstick(adminKubeconfig);
  const nodes = await nodeNamesOf(adminKubeconfig, first);
  const emulator = await startKubernetesEmulator({port: 0, speed: speed, nodes});
  const kubeconfigs = {real: adminKubeconfig, emulated: emulator.kubeconfig};
  const clusters = await openClusters(kubeconfigs, first);
  const opened = [clusters];
  // Whoever ends a run early leaves no namespaces behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void Promise.all(opened.map(({real}) => real.abandon())).finally(() => process.exit(1));
    });
  }
  const run = Date.now().toString(36).slice(-4);
  try {
    const lanes = allThemes.map((lane) =>
      lane.filter(isChosen).map((theme) => ({theme, clusters, namespace: `fidelity-${theme.name}-${run}`})),
    );
    // With another kubectl the same steps have to be equal, but for the same explanations.
    if (older !== undefined && isChosen(theLab)) {
      console.log(`kubectl ${older.version}, ${older.path}: ${theLab.name} once more`);
      const others = await openClusters(kubeconfigs, older);
      opened.push(others);
      lanes[0]?.push({theme: theLab, clusters: others, namespace: `fidelity-${theLab.name}-again-${run}`});
    }
    const played = await playAll(lanes);
    const known = explanations.filter(({theme}) => themes.some(({name}) => name === theme));
    // Chosen themes are played to look at them: they need not be many, nor cover everything.
    const isWhole = chosen.length === 0;
    const comparison = compare(played.real, played.emulated, {
      known,
      uncovered: isWhole ? uncoveredRows(themes, played.real) : [],
      wanted: isWhole ? minSteps : 0,
    });
    for (const line of report(comparison)) console.log(line);
    const isDocumented = (await readFile(document, 'utf8')) === page;
    if (!isDocumented)
      console.log('docs/fidelity.md is not what is explained: node test/real/fidelity/main.ts --write');
    if (!isFaithful(comparison) || !isDocumented || played.failures > 0) process.exitCode = 1;
    else if (isWhole) await recordTried('test:fidelity', await realClusterVersion());
  } finally {
    for (const {real, emulated} of opened) await Promise.all([real.close(), emulated.close()]);
    await emulator.close();
  }
}

await main();

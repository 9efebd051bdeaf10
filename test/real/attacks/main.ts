import {writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {percentile} from '../../../bench/percentile.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {isHeld, type Judged} from './attack.ts';
import {attacksDocument} from './attacks-document.ts';
import {parts} from './attacks.ts';
import {floodAttack, labUnderFlood} from './lab-under-flood.ts';
import {leaving} from './list/leaving.ts';
import {provokeLogs, secretsInLog} from './log-secrets.ts';
import {tryPassages} from './passages.ts';
import {playPart} from './play-attacks.ts';
import {readRun, type Run} from './read-run.ts';
import {summary, tableLine} from './report.ts';
import {Undo} from './undo.ts';
import {openWorld, type World} from './world.ts';

// npm run test:attacks [-- [--short] [--write] [PART …]]: plays all attacks on the cluster of TEST_KUBECONFIG; all but the
// long flood; or some parts of them

const document = resolve(import.meta.dirname, 'attacks.md');

async function playAll(world: World, run: Run): Promise<Judged[]> {
  const all: Judged[] = [];
  for (const part of parts.filter(({name}) => run.plays(name))) {
    const startedAt = Date.now();
    const judged = await playPart(part, world);
    for (const one of judged) console.log(tableLine(one));
    console.log(`-- ${part.name}: ${judged.length} attacks in ${Math.round((Date.now() - startedAt) / 1_000)} s\n`);
    all.push(...judged);
  }
  return all;
}

/** The lab to its end while another learner floods. */
async function playFlood(world: World): Promise<{judged: Judged[]; problems: readonly string[]}> {
  const underFlood = await labUnderFlood(world, (line) => console.log(line));
  const {problems, sent, alone, flooded} = underFlood;
  console.log(
    `the lab was played to its end, with ${problems.length} problems, while ${sent} commands flooded the bot`,
  );
  const show = (name: string, sorted: readonly number[]): void =>
    console.log(`get pods ${name}: p50 ${percentile(sorted, 0.5)} ms, p99 ${percentile(sorted, 0.99)} ms`);
  show('alone', alone);
  show('with the flood', flooded);
  const attack = floodAttack(underFlood);
  return {judged: await playPart({name: 'flood', attacks: [attack], atOnce: 1}, world), problems};
}

async function play(run: Run, undo: Undo): Promise<boolean> {
  const cluster = run.isEmulated ? await emulatedCluster() : await realCluster();
  const startedAt = Date.now();
  const world = await openWorld(cluster, undo);
  console.log(`Kubernetes ${world.version.text}, namespaces ${world.mallory.namespace} and ${world.ada.namespace}\n`);
  const all = await playAll(world, run);
  const passages = run.plays('network') ? await tryPassages(world) : [];
  for (const {name, isOpen, evidence} of passages)
    console.log(`${isOpen ? '✓' : '✗'} comes through: ${name} (${evidence})`);
  const problems = passages
    .filter(({isOpen}) => !isOpen)
    .map(({name, evidence}) => `${name} does not come through: ${evidence}`);
  if (run.isWhole || run.isShort) {
    // Mallory leaves, with what that may take along
    const judged = await playPart({name: 'leaving', attacks: leaving, atOnce: 1}, world);
    for (const one of judged) console.log(tableLine(one));
    all.push(...judged);
  }
  await provokeLogs(world);
  await world.stop();
  const log = await secretsInLog(world);
  problems.push(...log.problems);
  if (run.plays('flood')) {
    const flood = await playFlood(world);
    problems.push(...flood.problems);
    all.push(...flood.judged);
  }
  console.log(`\n${log.searched}`);
  for (const line of summary(all)) console.log(line);
  for (const problem of problems) console.log(`✗ ${problem}`);
  console.log(`on Kubernetes ${world.version.text} in ${Math.round((Date.now() - startedAt) / 1_000)} s`);
  if (run.writes) await writeFile(document, attacksDocument(all, {version: world.version.text, passages}));
  return all.length > 0 && all.every(isHeld) && problems.length === 0;
}

async function main(run: Run): Promise<boolean> {
  const undo = new Undo();
  // whoever ends a run early leaves no sandboxes behind
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.error(`${signal}: what was made is being removed`);
      void undo
        .all()
        .catch((error: unknown) => console.error(String(error)))
        .finally(() => process.exit(1));
    });
  }
  try {
    return await play(run, undo);
  } finally {
    await undo.all();
  }
}

const run = readRun(process.argv.slice(2));
if (!run.isEmulated && (process.env['TEST_KUBECONFIG'] ?? '') === '') {
  console.error('Set TEST_KUBECONFIG to the kubeconfig of a real cluster: an emulator’s refusals would prove nothing.');
  process.exitCode = 1;
} else {
  const isAllHeld = await main(run);
  if (run.isEmulated) console.error('Played on the emulated cluster: this proves nothing and does not count.');
  process.exitCode = isAllHeld && !run.isEmulated ? 0 : 1;
}

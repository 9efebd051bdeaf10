import {writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {percentile} from '../../bench/percentile.ts';
import {emulatedCluster} from '../support/emulated-cluster.ts';
import {realCluster} from '../support/real-cluster.ts';
import {isHeld, type Judged} from './attack.ts';
import {attacksDocument} from './attacks-document.ts';
import {parts} from './attacks.ts';
import {labUnderFlood} from './lab-under-flood.ts';
import {leaving} from './list/leaving.ts';
import {provokeLogs, secretsInLog} from './log-secrets.ts';
import {playPart} from './play-attacks.ts';
import {summary, tableLine} from './report.ts';
import {openWorld, type World} from './world.ts';

// npm run test:attacks [-- [--write] [PART …]]: plays all attacks, or some parts of them, on the cluster of TEST_KUBECONFIG

const document = resolve(import.meta.dirname, '../../docs/attacks.md');
const flags = new Set(process.argv.slice(2).filter((arg) => arg.startsWith('-')));
const named = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
/** For those who write attacks. What it says is no result: an emulator's rights are its own. */
const isEmulated = flags.has('--emulated');

async function playAll(world: World): Promise<Judged[]> {
  const all: Judged[] = [];
  for (const part of parts.filter(({name}) => named.length === 0 || named.includes(name))) {
    const startedAt = Date.now();
    const judged = await playPart(part, world);
    for (const one of judged) console.log(tableLine(one));
    console.log(`-- ${part.name}: ${judged.length} attacks in ${Math.round((Date.now() - startedAt) / 1_000)} s\n`);
    all.push(...judged);
  }
  return all;
}

/** The lab to its end while another learner floods. */
async function playFlood(world: World): Promise<readonly string[]> {
  const {problems, sent, alone, flooded} = await labUnderFlood(world, (line) => console.log(line));
  console.log(
    `the lab was played to its end, with ${problems.length} problems, while ${sent} commands flooded the bot`,
  );
  const show = (name: string, sorted: readonly number[]): void =>
    console.log(`get pods ${name}: p50 ${percentile(sorted, 0.5)} ms, p99 ${percentile(sorted, 0.99)} ms`);
  show('alone', alone);
  show('with the flood', flooded);
  return problems;
}

async function main(): Promise<boolean> {
  const cluster = isEmulated ? await emulatedCluster() : await realCluster();
  const startedAt = Date.now();
  const world = await openWorld(cluster);
  let isClosing = false;
  const close = async (): Promise<void> => {
    if (isClosing) return;
    isClosing = true;
    await world.close();
  };
  // whoever ends a run early leaves no sandboxes behind
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(1)));
  }
  try {
    console.log(`Kubernetes ${world.version.text}, namespaces ${world.mallory.namespace} and ${world.ada.namespace}\n`);
    const all = await playAll(world);
    const problems: string[] = [];
    if (named.length === 0) {
      // Mallory leaves, with what that may take along
      const judged = await playPart({name: 'leaving', attacks: leaving, atOnce: 1}, world);
      for (const one of judged) console.log(tableLine(one));
      all.push(...judged);
    }
    await provokeLogs(world);
    await world.stop();
    const log = await secretsInLog(world);
    problems.push(...log.problems);
    if (named.length === 0 || named.includes('flood')) problems.push(...(await playFlood(world)));
    console.log(`\n${log.searched}`);
    for (const line of summary(all)) console.log(line);
    for (const problem of problems) console.log(`✗ ${problem}`);
    console.log(`in ${Math.round((Date.now() - startedAt) / 1_000)} s`);
    if (flags.has('--write') && !isEmulated && named.length === 0) {
      await writeFile(document, attacksDocument(all, world.version.text));
    }
    return (all.length > 0 || named.includes('flood')) && all.every(isHeld) && problems.length === 0;
  } finally {
    await close();
  }
}

if (!isEmulated && (process.env['TEST_KUBECONFIG'] ?? '') === '') {
  console.error('Set TEST_KUBECONFIG to the kubeconfig of a real cluster: an emulator’s refusals would prove nothing.');
  process.exitCode = 1;
} else {
  const isAllHeld = await main();
  if (isEmulated) console.error('Played on the emulated cluster: this proves nothing and does not count.');
  process.exitCode = isAllHeld && !isEmulated ? 0 : 1;
}

import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {startKubernetesEmulator} from '../../src/emulators/kubernetes/kubernetes-emulator.ts';
import {realCluster} from '../support/real-cluster.ts';
import {compare, isFaithful, report} from './compare.ts';
import {EXPLAINED} from './explained.ts';
import {fidelityDocument} from './fidelity-document.ts';
import {PlayedCluster, type Answer} from './played-cluster.ts';
import type {Theme} from './step.ts';
import {accessRows} from './themes/access-rows.ts';
import {apiRequests} from './themes/api-requests.ts';
import {clientNode} from './themes/client-node.ts';
import {deleting} from './themes/deleting.ts';
import {errors} from './themes/errors.ts';
import {limits} from './themes/limits.ts';
import {reading} from './themes/reading.ts';
import {theLab} from './themes/the-lab.ts';

const THEMES = [theLab, reading, errors, deleting, limits, accessRows, apiRequests, clientNode];
/** Waiting is for conditions, so the emulator need not be as slow as a node. */
const SPEED = 3;
const DOCUMENT = resolve(import.meta.dirname, '../../docs/fidelity.md');

async function playAll(cluster: PlayedCluster, themes: readonly Theme[], run: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const theme of themes) answers.push(...(await cluster.play(theme, `fidelity-${theme.name}-${run}`)));
  return answers;
}

async function main(): Promise<void> {
  const page = fidelityDocument(EXPLAINED);
  if (process.argv.includes('--write')) {
    await writeFile(DOCUMENT, page);
    return;
  }
  const chosen = process.argv.slice(2);
  const themes = THEMES.filter(({name}) => chosen.length === 0 || chosen.includes(name));
  const real = await PlayedCluster.open('real', (await realCluster()).adminKubeconfig);
  const emulator = await startKubernetesEmulator({port: 0, speed: SPEED, nodes: await real.nodeNames()});
  const emulated = await PlayedCluster.open('emulated', emulator.kubeconfig);
  const run = Date.now().toString(36).slice(-4);
  try {
    const [ofReal, ofEmulated] = await Promise.all([playAll(real, themes, run), playAll(emulated, themes, run)]);
    const known = EXPLAINED.filter(({theme}) => themes.some(({name}) => name === theme));
    const comparison = compare(ofReal, ofEmulated, known);
    for (const line of report(comparison)) console.log(line);
    const isDocumented = (await readFile(DOCUMENT, 'utf8')) === page;
    if (!isDocumented) console.log('docs/fidelity.md is not what is explained: node test/fidelity/main.ts --write');
    if (!isFaithful(comparison) || !isDocumented) process.exitCode = 1;
  } finally {
    await emulated.close();
    await emulator.close();
    await real.close();
  }
}

await main();

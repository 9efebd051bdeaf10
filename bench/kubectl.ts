import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {ApiServer, tableAccept} from '#src/cluster/api/api-client.ts';
import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import {suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import {longestLine, parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {printTables} from '#src/views/table/print-table.ts';
import {tableSchema} from '#src/views/table/table.ts';

/**
 * What a command and a suggestion cost in this process, beside the real kubectl as a process of its own, on the same
 * emulated API server. kubectl has to be on the PATH.
 *
 *     node bench/kubectl.ts
 */
const rounds = 20;
const podNames = Array.from({length: 500}, (_, index) => `nginx-${index.toString(36).padStart(5, '0')}`);

async function meanMs(count: number, act: () => unknown): Promise<number> {
  await act();
  const startedAt = performance.now();
  for (let round = 0; round < count; round += 1) await act();
  return (performance.now() - startedAt) / count;
}

const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
const emulator = await startKubernetesEmulator({port: 0});
const kubeconfig = join(folder, 'kubeconfig');
await writeFile(kubeconfig, emulator.kubeconfig);
const kubeConfig = new KubeConfig();
kubeConfig.loadFromString(emulator.kubeconfig);
const server = await ApiServer.open(kubeConfig);
const client = server.as(undefined);

const asProcess = async (...args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('kubectl', args, {env: {...process.env, KUBECONFIG: kubeconfig}, stdio: 'ignore'});
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`kubectl ended with ${code}`))));
  });

const getHereMs = await meanMs(200, async () => {
  const {body} = await client.request({path: '/api/v1/nodes', accept: tableAccept});
  return printTables([{type: 'nodes', table: tableSchema.parse(body)}], {isWide: false, showLabels: false});
});
const suggestHereMs = await meanMs(200, () =>
  suggestKubectl('get pod nginx-', {names: () => podNames, files: new Map()}),
);
const longLine = `exec pod/nginx -- echo ${'a '.repeat(150)}`.padEnd(longestLine, 'a');
const readHereMs = await meanMs(200, () => parseKubectl(longLine, {files: new Map()}));
const getProcessMs = await meanMs(rounds, async () => asProcess('get', 'nodes'));
const suggestProcessMs = await meanMs(rounds, async () => asProcess('__completeNoDesc', 'get', 'nodes', ''));

const show = (name: string, hereMs: number, processMs: number): void =>
  console.log(
    `${name}: here ${hereMs.toFixed(2)} ms, kubectl ${processMs.toFixed(1)} ms, ratio ${(hereMs / processMs).toFixed(4)}`,
  );
show('get, from request to text', getHereMs, getProcessMs);
show('the longest line, read', readHereMs, suggestProcessMs);
show('suggestions, 500 Pods', suggestHereMs, suggestProcessMs);
await server.close();
await emulator.close();
await rm(folder, {recursive: true, force: true});

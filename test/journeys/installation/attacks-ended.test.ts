import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {KubeConfig} from '@kubernetes/client-node';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {Administrator} from '#test/real/attacks/administrator.ts';
import {sandboxesIn} from '#test/real/attacks/sandboxes.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import type {TestCluster} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const main = resolve(import.meta.dirname, '../../real/attacks/main.ts');

let cluster: TestCluster;
let server: ApiServer;
let folder: string;

beforeAll(async () => {
  cluster = await emulatedCluster();
  folder = await mkdtemp(join(tmpdir(), 'labrador-ended-'));
  await writeFile(join(folder, 'kubeconfig'), cluster.adminKubeconfig);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(cluster.adminKubeconfig);
  server = await ApiServer.open(kubeConfig);
});
afterAll(async () => {
  await server?.close();
  await cluster?.close();
  await rm(folder, {recursive: true, force: true});
});

test('attacks that are ended in their flood leave no sandboxes, no bot and no files', {timeout: 400_000}, async () => {
  const admin = new Administrator(server.as(undefined));
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  const child = spawn(process.execPath, [main, 'flood'], {
    env: {PATH: process.env['PATH'], TMPDIR: temporary, TEST_KUBECONFIG: join(folder, 'kubeconfig')},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));

  await waitUntil(
    'the flood has begun',
    async () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${output}`);
      return Promise.resolve(output.includes('the flood begins') ? true : undefined);
    },
    {withinMs: 200_000, seen: () => output},
  );
  expect(await sandboxesIn(admin)).not.toEqual([]);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');

  expect(code).toBe(1);
  expect(await sandboxesIn(admin)).toEqual([]);
  // each bot has its folder there for as long as it runs
  expect(await readdir(temporary)).toEqual([]);
});

import {mkdir, mkdtemp, readFile, rm, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import {waitUntil} from '#test/support/wait-until.ts';

it('a cluster that cannot be saved says so once, goes on, and is saved when it can be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-saving-'));
  const statePath = join(folder, 'cluster.json');
  // what is written first is in the way: as with a full disk, writing fails
  const obstacle = `${statePath}.new`;
  await mkdir(obstacle);
  const said: string[] = [];
  const cluster = await startKubernetesEmulator({port: 0, statePath, log: (line) => said.push(line)});
  await waitUntil('it is said', async () => Promise.resolve(said.length > 0 ? true : undefined));
  await rmdir(obstacle);
  await waitUntil('it is saved', async () => readFile(statePath, 'utf8').catch(() => undefined));
  await mkdir(obstacle);
  await cluster.close();
  expect(said).toEqual([
    expect.stringMatching(/^the cluster cannot be saved, which is tried again: .*EISDIR/),
    'the cluster is saved again',
    expect.stringMatching(/^the cluster cannot be saved/),
  ]);
  await rm(folder, {recursive: true});
});

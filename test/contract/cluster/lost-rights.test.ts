import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {watchCluster, type WatchedCluster} from '#src/start/watch-cluster.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';

const labeller = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/labrador-labeller';
const taken = /^Waiting for the rights: labrador-system\/labeller may not patch nodes in the whole cluster\.\n/;
const back = /^The cluster has the rights of this version again, after \d+ s\.$/;

let installed: InstalledCluster;
let cluster: EmulatedCluster;
let admin: ApiServer;
let bot: ApiServer;
let lines: string[] = [];

beforeAll(async () => {
  installed = await installedCluster();
  ({cluster, admin, bot} = installed);
});
beforeEach(() => {
  lines = [];
});
afterAll(async () => installed?.close());

const watch = (everyMs: number): WatchedCluster =>
  watchCluster(bot, {
    log: (line) => void lines.push(line),
    rightsPace: {roundMs: everyMs, everyMs: 100, anewMs: 0},
  });
const untilSaid = async (count: number): Promise<void> =>
  void (await waitUntil('it is said', async () => Promise.resolve(lines.length >= count || undefined), {
    seen: () => lines,
  }));
const giveBack = async (): Promise<void> => void (await installLabrador(admin, deployFolder));

test('rights that are taken away are found out by a round, where nobody makes use of them', async () => {
  const watched = watch(200);
  try {
    expect(watched.rights.isOn).toBe(false);
    await cluster.api(labeller, {method: 'DELETE'});
    await untilSaid(1);
    expect(watched.rights.isOn).toBe(true);
    await giveBack();
    await untilSaid(2);
    expect(watched.rights.isOn).toBe(false);
    expect(lines).toEqual([expect.stringMatching(taken), expect.stringMatching(back)]);
  } finally {
    await watched.close();
  }
});

test('a request that is refused to one of the bot’s identities is looked into', async () => {
  const watched = watch(600_000);
  const {system} = identitiesOf(bot);
  const patch = {method: 'PATCH', body: {}, contentType: 'application/merge-patch+json'} as const;
  try {
    await cluster.api(labeller, {method: 'DELETE'});
    // nothing is missing of what it is refused
    await expect(system('watcher').request({path: '/api/v1/secrets'})).rejects.toThrow('cannot list');
    await untilSaid(1);
    await giveBack();
    await untilSaid(2);
    await expect(
      system('labeller').request({...patch, path: resourcePath('nodes', undefined, 'node-1')}),
    ).resolves.toMatchObject({status: 200});
    expect(lines).toEqual([expect.stringMatching(taken), expect.stringMatching(back)]);
  } finally {
    await watched.close();
  }
});

test('while the cluster does not answer it is not known whether rights are back', async () => {
  const watched = watch(200);
  try {
    await cluster.api(labeller, {method: 'DELETE'});
    await untilSaid(1);
    await cluster.api('/_emulator/faults', {
      method: 'POST',
      body: {match: {path: '/selfsubjectaccessreviews'}, status: 503, times: 500},
    });
    await giveBack();
    await untilSaid(2);
    expect(lines).toEqual([expect.stringMatching(taken), expect.stringMatching(back)]);
  } finally {
    await watched.close();
  }
});

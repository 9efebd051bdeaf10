import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {checkRights, type RightFinding} from '#src/cluster/installation/check-rights.ts';
import {describeFinding, missingRights} from '#src/cluster/installation/missing-rights.ts';
import {lookAtRights} from '#src/start/look-at-cluster.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1';

let installed: InstalledCluster;
let cluster: EmulatedCluster;
let admin: ApiServer;
let bot: ApiServer;

beforeAll(async () => {
  installed = await installedCluster();
  ({cluster, admin, bot} = installed);
  for (const manifest of sandboxManifests(sandboxSpec())) {
    await applyManifest(admin.as(undefined), manifest, {fieldManager: 'test'});
  }
});
afterAll(async () => installed?.close());

async function check(server = bot): Promise<RightFinding[]> {
  return checkRights(server, {sandboxes: [namespace], asksForMore: true, signal: AbortSignal.timeout(10_000)});
}

const roleSchema = z.looseObject({rules: z.array(z.looseObject({verbs: z.array(z.string())}))});

/** Changes a ClusterRole's rules for the time of `run`. */
async function withRules(
  role: string,
  change: (rules: z.infer<typeof roleSchema>['rules']) => unknown[],
  run: () => Promise<void>,
): Promise<void> {
  const path = `${rbac}/clusterroles/${role}`;
  const {rules} = roleSchema.parse((await cluster.api(path)).body);
  const write = async (body: unknown): Promise<void> => {
    const {status} = await cluster.api(path, {
      method: 'PATCH',
      body: {rules: body},
      contentType: 'application/merge-patch+json',
    });
    expect(status).toBe(200);
  };
  await write(change(rules));
  try {
    await run();
  } finally {
    await write(rules);
  }
}

test('what deploy/chart/files/rbac.yaml gives is neither too little nor too much', async () => {
  expect(await check()).toEqual([]);
  expect(await missingRights(bot)).toEqual({lines: [], refusals: [], isAway: false});
});

test('a right that was taken away is missed, by whom and where', async () => {
  const withoutWatch = (rules: z.infer<typeof roleSchema>['rules']): unknown[] =>
    rules.map((rule) => Object.assign({}, rule, {verbs: rule.verbs.filter((verb) => verb !== 'watch')}));
  await withRules('labrador-watcher', withoutWatch, async () => {
    const findings = await check();
    expect(findings.map(describeFinding)).toContain(
      'labrador-system/watcher may not watch daemonsets.apps in the whole cluster.',
    );
    expect(new Set(findings.map(({state, identity}) => `${state} ${identity}`))).toEqual(new Set(['missing watcher']));
    const {said = '', isForGood} = (await lookAtRights(bot)) ?? {};
    expect(said).toMatch(
      /^labrador-system\/watcher may not watch pods in the whole cluster\.\n[\s\S]*npm run cluster:install$/,
    );
    expect(isForGood).toBe(false);
    // the same words each time: a list that is said again is another one
    expect(await lookAtRights(bot)).toEqual({said, isForGood});
    // a process that does not watch needs none of it
    expect((await missingRights(bot, ['labrador', 'provisioner'])).lines).toEqual([]);
  });
});

test("a learner's right is asked for in their sandbox", async () => {
  await withRules(
    'labrador-learner',
    (rules) => rules.slice(1),
    async () => {
      const said = (await check()).map(describeFinding);
      expect(said).toContain(`A learner may not create pods in ${namespace}.`);
      expect(await checkRights(bot, {signal: AbortSignal.timeout(10_000)})).toEqual([]);
    },
  );
});

test('rights that nobody needs are told', async () => {
  const secrets = {apiGroups: [''], resources: ['secrets', 'pods/exec'], verbs: ['get', 'create']};
  await withRules(
    'labrador-watcher',
    (rules) => [...rules, secrets],
    async () => {
      expect((await check()).map(describeFinding)).toEqual([
        'labrador-system/watcher may create pods/exec in the whole cluster, which nothing here needs.',
        'labrador-system/watcher may get secrets in the whole cluster, which nothing here needs.',
      ]);
      expect(await missingRights(bot)).toEqual({lines: [], refusals: [], isAway: false});
    },
  );
});

test('an administrator’s kubeconfig may more than the bot needs, and is said to', async () => {
  expect(await check(admin)).toEqual([
    {state: 'excessive', identity: 'labrador', right: {verb: '*', group: '*', resource: '*'}},
  ]);
});

test('without the right to act as an identity, what it may do is not known', async () => {
  const path = `${rbac}/namespaces/labrador-system/rolebindings/labrador`;
  const {body} = await cluster.api(path);
  await cluster.api(path, {method: 'DELETE'});
  const findings = await check();
  const {resourceVersion: _, uid: __, ...metadata} = body.metadata;
  await cluster.api(`${rbac}/namespaces/labrador-system/rolebindings`, {method: 'POST', body: {...body, metadata}});
  expect(findings.map(({state, identity}) => `${state} ${identity}`)).toEqual([
    'missing labrador',
    'missing labrador',
    'missing labrador',
    'missing labrador',
    'unknown provisioner',
    'unknown labeller',
    'unknown watcher',
    'unknown node-agent',
  ]);
  expect(findings.map(describeFinding)[0]).toBe(
    `The bot's own user may not impersonate serviceaccounts "provisioner" in labrador-system.`,
  );
});

test('a cluster that does not answer leaves it unknown', async () => {
  const findings = await checkRights(bot, {identities: ['watcher'], signal: AbortSignal.timeout(0)});
  expect(findings.map(({state}) => state)).toEqual(['unknown']);
});

test('all of it is asked in a moment', async () => {
  expect(await missingRights(bot)).toEqual({lines: [], refusals: [], isAway: false});
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const startedAt = performance.now();
    expect(await missingRights(bot)).toEqual({lines: [], refusals: [], isAway: false});
    times.push(performance.now() - startedAt);
  }
  expect(Math.min(...times)).toBeLessThan(300);
});

import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let directory: string;
let cluster: EmulatedCluster;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'emulated-bounds-'));
  cluster = await startCluster();
});

afterAll(async () => {
  await cluster.close();
  await rm(directory, {recursive: true});
});

const eventsPath = '/api/v1/namespaces/default/events';
const hourMs = 60 * 60_000;

function event(name: string, details: object = {}): object {
  const involvedObject = {kind: 'Pod', namespace: 'default', name: 'someone'};
  return {apiVersion: 'v1', kind: 'Event', metadata: {name, namespace: 'default'}, involvedObject, ...details};
}

const names = async (at: EmulatedCluster): Promise<string[]> =>
  (await at.api(eventsPath)).body.items.map(({metadata}: {metadata: {name: string}}) => metadata.name);

const post = async (body: object): Promise<void> => {
  const answer = await cluster.api(eventsPath, {method: 'POST', body});
  expect(answer).toMatchObject({status: 201});
};

describe('events', () => {
  it('are forgotten an hour after they were last written, whoever wrote them', async () => {
    await post(event('early'));
    await post(event('renewed'));
    await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: hourMs / 2}});
    const body = {count: 2};
    await cluster.api(`${eventsPath}/renewed`, {method: 'PATCH', contentType: 'application/merge-patch+json', body});
    await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: hourMs / 2 + 1000}});
    await waitUntil(async () => ((await names(cluster)).includes('early') ? undefined : true), 'the end of one');
    expect(await names(cluster)).toContain('renewed');
  });

  it('make room for newer ones of their namespace', async () => {
    for (let at = 0; at < 1010; at++) await post(event(`many-${at}`));
    await waitUntil(async () => ((await names(cluster)).length <= 1000 ? true : undefined), 'the surplus to go');
    expect(await names(cluster)).toEqual(expect.arrayContaining(['many-1009', 'many-20']));
    expect(await names(cluster)).not.toContain('renewed');
  });
});

const configMapsPath = '/api/v1/namespaces/default/configmaps';
const jsonPatch = 'application/json-patch+json';

function configMap(name: string, data: object): object {
  return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data};
}

describe('an object', () => {
  it('is no larger than etcd would take it, however it grows', async () => {
    const large = await cluster.api(configMapsPath, {
      method: 'POST',
      body: configMap('large', {a: 'x'.repeat(1_600_000)}),
    });
    expect(large).toMatchObject({status: 413, body: {reason: 'RequestEntityTooLarge'}});
    await cluster.api(configMapsPath, {method: 'POST', body: configMap('grows', {a: 'x'.repeat(1000)})});
    const patch = async (body: object[]): Promise<number> =>
      (await cluster.api(`${configMapsPath}/grows`, {method: 'PATCH', contentType: jsonPatch, body})).status;
    // each copy holds all of those before it
    const nested = Array.from({length: 40}, (_, at) => ({op: 'copy', from: '', path: `/copy${at}`}));
    expect(await patch(nested)).toBe(413);
    expect(await patch(Array.from({length: 10_001}, () => ({op: 'test', path: '/kind', value: 'ConfigMap'})))).toBe(
      413,
    );
  });

  it('nests no deeper than anybody means it', async () => {
    const body = `{"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"deep"},"revision":1,"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const answer = await cluster.api('/apis/apps/v1/namespaces/default/controllerrevisions', {method: 'POST', body});
    expect(answer).toMatchObject({status: 400, body: {message: expect.stringContaining('exceeded max depth')}});
  });

  it('remembers the last ten that changed it, and the others as one', async () => {
    await cluster.api(configMapsPath, {method: 'POST', body: configMap('managed', {})});
    for (let at = 0; at < 25; at++) {
      const path = `${configMapsPath}/managed?fieldManager=m${at}`;
      await cluster.api(path, {
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        body: {data: {[`k${at}`]: ''}},
      });
    }
    const {body} = await cluster.api(`${configMapsPath}/managed`);
    const managers = body.metadata.managedFields.map(({manager}: {manager: string}) => manager);
    expect(managers).toHaveLength(10);
    expect(managers).toEqual(expect.arrayContaining(['m24', 'ancient-changes']));
  });
});

describe('what happened', () => {
  it('is forgotten when it takes too much, and who asks for it is told to list again', async () => {
    const {body: before} = await cluster.api(configMapsPath);
    await cluster.api(configMapsPath, {method: 'POST', body: configMap('busy', {a: 'x'.repeat(1_000_000)})});
    for (let at = 0; at < 70; at++) {
      const body = {data: {b: String(at)}};
      await cluster.api(`${configMapsPath}/busy`, {method: 'PATCH', contentType: 'application/merge-patch+json', body});
    }
    const version = before.metadata.resourceVersion;
    const answer = await cluster.api(`${configMapsPath}?watch=1&timeoutSeconds=1&resourceVersion=${version}`);
    expect(answer.status).toBe(410);
  });
});

describe('a saved state that is too big', () => {
  it('is read back with the newest events and ended Pods alone', async () => {
    const statePath = join(directory, 'state.json');
    const now = Date.now();
    const at = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
    const saved = Array.from({length: 50_000}, (_, index) => {
      const lastTimestamp = at(now - 50_000 + index);
      const metadata = {
        name: `spam-${index}`,
        namespace: 'default',
        uid: `uid-${index}`,
        resourceVersion: `${index + 1}`,
      };
      return event('', {metadata: {...metadata, creationTimestamp: lastTimestamp}, lastTimestamp});
    });
    const ended = Array.from({length: 1100}, (_, index) => ({
      ...podManifest(`ended-${index}`),
      metadata: {
        name: `ended-${index}`,
        namespace: 'default',
        uid: `pod-${index}`,
        resourceVersion: String(55_000 + index),
        creationTimestamp: at(now - 3_000_000 + index * 1000),
      },
      status: {phase: 'Succeeded'},
    }));
    const old = at(now - hourMs - 5000);
    const metadata = {name: 'old', namespace: 'default', uid: 'old', resourceVersion: '60000', creationTimestamp: old};
    const objects = [...ended, ...saved, event('', {metadata, lastTimestamp: old})];
    await writeFile(statePath, JSON.stringify({revision: 60_000, adminToken: 'token', nodes: [], objects}));
    const again = await startCluster({statePath});
    const kept = await names(again);
    expect(kept.length).toBeLessThanOrEqual(1000);
    expect(kept).toContain('spam-49999');
    expect(kept).not.toContain('old');
    const podNames = async (): Promise<string[]> =>
      (await again.api('/api/v1/namespaces/default/pods')).body.items.map(
        ({metadata: {name}}: {metadata: {name: string}}) => name,
      );
    await waitUntil(async () => ((await podNames()).length <= 1000 ? true : undefined), 'ended Pods to go');
    expect(await podNames()).toContain('ended-1099');
    expect(await podNames()).not.toContain('ended-0');
    await again.close();
  });
});

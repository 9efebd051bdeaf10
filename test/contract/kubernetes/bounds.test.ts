import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startCluster, waitUntil, type EmulatedCluster} from './emulated-cluster.ts';

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

const EVENTS = '/api/v1/namespaces/default/events';
const HOUR_MS = 60 * 60_000;

function event(name: string, details: object = {}): object {
  const involvedObject = {kind: 'Pod', namespace: 'default', name: 'someone'};
  return {apiVersion: 'v1', kind: 'Event', metadata: {name, namespace: 'default'}, involvedObject, ...details};
}

const names = async (at: EmulatedCluster): Promise<string[]> =>
  (await at.api(EVENTS)).body.items.map(({metadata}: {metadata: {name: string}}) => metadata.name);

const post = async (body: object): Promise<void> => {
  const answer = await cluster.api(EVENTS, {method: 'POST', body});
  expect(answer).toMatchObject({status: 201});
};

describe('events', () => {
  it('are forgotten an hour after they were last written, whoever wrote them', async () => {
    await post(event('early'));
    await post(event('renewed'));
    await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: HOUR_MS / 2}});
    const body = {count: 2};
    await cluster.api(`${EVENTS}/renewed`, {method: 'PATCH', contentType: 'application/merge-patch+json', body});
    await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: HOUR_MS / 2 + 1000}});
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

describe('a saved state that is too big', () => {
  it('is read back with the newest events alone', async () => {
    const statePath = join(directory, 'state.json');
    const now = Date.now();
    const at = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
    const saved = Array.from({length: 50_000}, (_, index) => {
      const lastTimestamp = at(now - 50_000 + index);
      const metadata = {name: `spam-${index}`, namespace: 'default', uid: `uid-${index}`, resourceVersion: `${index + 1}`};
      return event('', {metadata: {...metadata, creationTimestamp: lastTimestamp}, lastTimestamp});
    });
    const old = at(now - HOUR_MS - 5000);
    const metadata = {name: 'old', namespace: 'default', uid: 'old', resourceVersion: '60000', creationTimestamp: old};
    const objects = [...saved, event('', {metadata, lastTimestamp: old})];
    await writeFile(statePath, JSON.stringify({revision: 60_000, adminToken: 'token', nodes: [], objects}));
    const again = await startCluster({statePath});
    const kept = await names(again);
    expect(kept.length).toBeLessThanOrEqual(1000);
    expect(kept).toContain('spam-49999');
    expect(kept).not.toContain('old');
    await again.close();
  });
});

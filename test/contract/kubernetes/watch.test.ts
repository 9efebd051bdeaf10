import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mergePatchType, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(async () => {
  await cluster.close();
});

interface WatchEvent {
  type: string;
  object: {metadata: {name?: string; resourceVersion: string}; code?: number; reason?: string};
}

interface Watching {
  events: WatchEvent[];
  isEnded: () => boolean;
  stop: () => void;
}

async function watch(path: string): Promise<Watching> {
  const stopping = new AbortController();
  const response = await fetch(`${cluster.url}${path}`, {signal: stopping.signal});
  const events: WatchEvent[] = [];
  let hasEnded = false;
  const read = async (): Promise<void> => {
    const body = Readable.from(response.body ?? []);
    for await (const line of createInterface({input: body})) events.push(JSON.parse(line) as WatchEvent);
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      hasEnded = true;
    });
  return {events, isEnded: () => hasEnded, stop: () => stopping.abort()};
}

const configMapsPath = '/api/v1/namespaces/default/configmaps';

function create(
  name: string,
  labels: Record<string, string> = {},
): Promise<{body: {metadata: {resourceVersion: string}}}> {
  return cluster.api(configMapsPath, {method: 'POST', body: {metadata: {name, labels}}});
}

describe('a watch', () => {
  it('shows what exists, then every change, until its timeout', async () => {
    await create('first');
    const watching = await watch(`${configMapsPath}?watch=1&timeoutSeconds=1&allowWatchBookmarks=true`);
    await create('second');
    await waitUntil(() => (watching.isEnded() ? true : undefined), 'the end');
    const names = watching.events.map(({type, object}) => `${type} ${object.metadata.name ?? ''}`);
    expect(names).toContain('ADDED first');
    expect(names).toContain('ADDED second');
    expect(names.at(-1)).toBe('BOOKMARK ');
  });

  it('resumes after a revision and misses nothing', async () => {
    const {body} = await create('anchor');
    await create('later');
    const watching = await watch(`${configMapsPath}?watch=1&resourceVersion=${body.metadata.resourceVersion}`);
    await waitUntil(() => watching.events[0], 'an event');
    expect(watching.events[0]).toMatchObject({type: 'ADDED', object: {metadata: {name: 'later'}}});
    watching.stop();
  });

  it('turns entering and leaving its selection into additions and removals', async () => {
    const {body} = await create('moving');
    const watching = await watch(
      `${configMapsPath}?watch=1&labelSelector=in%3Dyes&resourceVersion=${body.metadata.resourceVersion}`,
    );
    for (const value of ['yes', 'no']) {
      await cluster.api(`${configMapsPath}/moving`, {
        method: 'PATCH',
        contentType: mergePatchType,
        body: {metadata: {labels: {in: value}}},
      });
    }
    await waitUntil(() => watching.events[1], 'two events');
    expect(watching.events.map(({type}) => type)).toEqual(['ADDED', 'DELETED']);
    watching.stop();
  });

  it('is told 410 when its revision is forgotten, while open and when it resumes', async () => {
    const {body} = await create('old');
    const watching = await watch(`${configMapsPath}?watch=1&resourceVersion=${body.metadata.resourceVersion}`);
    await cluster.api('/_emulator/watches', {method: 'POST', body: {action: 'expire'}});
    await waitUntil(() => (watching.isEnded() ? true : undefined), 'the end');
    expect(watching.events.at(-1)).toMatchObject({type: 'ERROR', object: {code: 410, reason: 'Expired'}});
    const again = await cluster.api(`${configMapsPath}?watch=1&resourceVersion=${body.metadata.resourceVersion}`);
    expect(again.body).toMatchObject({code: 410, reason: 'Expired'});
  });

  it('can be closed from outside', async () => {
    const watching = await watch(`${configMapsPath}?watch=1`);
    await waitUntil(() => watching.events[0], 'the first event');
    await cluster.api('/_emulator/watches', {method: 'POST', body: {action: 'close'}});
    await waitUntil(() => (watching.isEnded() ? true : undefined), 'the end');
    expect(watching.events.every(({type}) => type === 'ADDED')).toBe(true);
  });
});

describe('the control interface', () => {
  it('orders faults', async () => {
    await cluster.api('/_emulator/faults', {
      method: 'POST',
      body: {match: {path: '/api/v1/nodes'}, status: 503, times: 1},
    });
    expect((await cluster.api('/api/v1/nodes')).status).toBe(503);
    expect((await cluster.api('/api/v1/nodes')).status).toBe(200);
    await cluster.api('/_emulator/faults', {
      method: 'POST',
      body: {match: {method: 'GET', path: '/version'}, drop: true},
    });
    await expect(cluster.api('/version')).rejects.toThrow('fetch failed');
  });

  it('adds, disturbs and removes nodes', async () => {
    const control = (action: string) =>
      cluster.api('/_emulator/nodes', {method: 'POST', body: {action, name: 'node-4'}});
    await control('add');
    expect((await cluster.kubectl('get node node-4 --no-headers')).stdout).toMatch(/^node-4\s+Ready/);
    await control('notReady');
    expect((await cluster.kubectl('get node node-4 --no-headers')).stdout).toMatch(/^node-4\s+NotReady/);
    await control('remove');
    expect((await cluster.api('/api/v1/nodes/node-4')).status).toBe(404);
  });

  it('lets nodes renew their Leases while they live', async () => {
    const leases = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
    const renewals = async (): Promise<Record<string, string>> => {
      const {body} = await cluster.api(leases);
      const entries = body.items.map((lease: {spec: {holderIdentity: string; renewTime: string}}) => [
        lease.spec.holderIdentity,
        lease.spec.renewTime,
      ]);
      return Object.fromEntries(entries);
    };
    const control = (action: string) =>
      cluster.api('/_emulator/nodes', {method: 'POST', body: {action, name: 'node-5'}});
    const later = () => cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: 11_000}});
    await control('add');
    await later();
    const before = await renewals();
    await control('notReady');
    await later();
    const after = await renewals();
    expect(after['node-5']).toBe(before['node-5']);
    expect(Date.parse(after['node-1'] ?? '') - Date.parse(before['node-1'] ?? '')).toBeGreaterThan(9000);
    await control('remove');
    await waitUntil(async () => ('node-5' in (await renewals()) ? undefined : true), 'the Lease to go with its node');
  });

  it('moves time on', async () => {
    await create('aging');
    await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: 3_600_000 * 5}});
    expect((await cluster.kubectl('get cm aging --no-headers')).stdout).toMatch(/^aging\s+0\s+5h/);
  });
});

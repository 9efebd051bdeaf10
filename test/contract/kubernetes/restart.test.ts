import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'emulated-state-'));
});

afterAll(async () => {
  await rm(directory, {recursive: true});
});

const podPath = '/api/v1/namespaces/default/pods/keeper';

function ready(cluster: EmulatedCluster): Promise<{restartCount: number}> {
  return waitUntil(async () => {
    const {body} = await cluster.api(podPath);
    const [status] = body.status?.containerStatuses ?? [];
    return status?.ready === true ? status : undefined;
  }, 'the Pod to be ready');
}

describe('a cluster with a state file', () => {
  it('comes back with its objects, its node disks and its token, and starts containers again', async () => {
    const statePath = join(directory, 'state.json');
    const before = await startCluster({statePath});
    await waitUntil(async () => {
      const spec = {
        containers: [{name: 'main', image: 'nginx:1.18-alpine', volumeMounts: [{name: 'host', mountPath: '/host'}]}],
        volumes: [{name: 'host', hostPath: {path: '/kept', type: 'DirectoryOrCreate'}}],
      };
      const {status} = await before.api('/api/v1/namespaces/default/pods', {
        method: 'POST',
        body: podManifest('keeper', spec),
      });
      return status === 201 ? true : undefined;
    }, 'the Pod to be created');
    expect((await ready(before)).restartCount).toBe(0);
    await before.kubectl("exec keeper -- sh -c 'echo remembered > /host/note'");
    const {body: old} = await before.api(podPath);
    await before.close();

    const after = await startCluster({statePath});
    await waitUntil(async () => ((await ready(after)).restartCount === 1 ? true : undefined), 'the restart');
    const {body: again} = await after.api(podPath);
    expect(again.metadata.uid).toBe(old.metadata.uid);
    expect(Number(again.metadata.resourceVersion)).toBeGreaterThan(Number(old.metadata.resourceVersion));
    expect((await after.kubectl('exec keeper -- cat /host/note')).stdout).toBe('remembered\n');
    expect(/token: (\S+)/.exec(after.kubeconfig)?.[1]).toBe(/token: (\S+)/.exec(before.kubeconfig)?.[1]);
    await after.close();
  });

  it('keeps what its volumes hold, which are of no node', async () => {
    const statePath = join(directory, 'volumes.json');
    const before = await startCluster({statePath});
    const create = async (plural: string, body: object): Promise<void> => {
      await waitUntil(async () => {
        const {status} = await before.api(`/api/v1/namespaces/default/${plural}`, {method: 'POST', body});
        return status === 201 ? true : undefined;
      }, `one of the ${plural}`);
    };
    const resources = {requests: {storage: '1Mi'}};
    await create('persistentvolumeclaims', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {name: 'kept'},
      spec: {accessModes: ['ReadWriteOnce'], resources},
    });
    await create(
      'pods',
      podManifest('keeper', {
        containers: [{name: 'main', image: 'nginx:1.18-alpine', volumeMounts: [{name: 'kept', mountPath: '/kept'}]}],
        volumes: [{name: 'kept', persistentVolumeClaim: {claimName: 'kept'}}],
      }),
    );
    await ready(before);
    await before.kubectl("exec keeper -- sh -c 'echo remembered > /kept/note'");
    await before.close();

    const after = await startCluster({statePath});
    await waitUntil(async () => ((await ready(after)).restartCount === 1 ? true : undefined), 'the restart');
    expect((await after.kubectl('exec keeper -- cat /kept/note')).stdout).toBe('remembered\n');
    await after.close();
  });
});

import {readFile} from 'node:fs/promises';
import {KubeConfig} from '@kubernetes/client-node';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {nodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {readServerVersion} from '#src/cluster/api/server-version.ts';
import type {TestCluster} from './labrador.ts';
import {waitUntil} from './wait-until.ts';

/**
 * The cluster of `TEST_KUBECONFIG`: no other is ever touched, whatever lies in a home folder.
 * @param readyNodes how many nodes a test needs: those of a cluster that has just started come up one after the other
 */
export async function realCluster(readyNodes = 1): Promise<TestCluster> {
  const adminKubeconfig = await readAdminKubeconfig();
  await waitForNodes(adminKubeconfig, readyNodes);
  return {adminKubeconfig, close: async () => Promise.resolve()};
}

/** What the cluster of `TEST_KUBECONFIG` calls itself: `v1.37.2`. */
export async function realClusterVersion(): Promise<string> {
  return withServer(await readAdminKubeconfig(), async (server) => {
    const {gitVersion} = await readServerVersion(server.as(undefined), AbortSignal.timeout(10_000));
    return gitVersion;
  });
}

async function readAdminKubeconfig(): Promise<string> {
  const path = process.env['TEST_KUBECONFIG'];
  if (path === undefined || path === '') {
    throw new Error('Set TEST_KUBECONFIG to the kubeconfig of a cluster that these tests may use.');
  }
  return readFile(path, 'utf8');
}

async function waitForNodes(adminKubeconfig: string, readyNodes: number): Promise<void> {
  await withServer(adminKubeconfig, async (server) =>
    waitUntil(
      `${readyNodes} nodes that are ready`,
      async () => {
        const signal = AbortSignal.timeout(10_000);
        const nodes = await listCollection(server.as(undefined), resourcePath('nodes'), {signal});
        const ready = nodes.map(nodeState).filter(({isReady, isSchedulable}) => isReady && isSchedulable);
        return ready.length >= readyNodes ? true : undefined;
      },
      {withinMs: 60_000},
    ),
  );
}

async function withServer<T>(adminKubeconfig: string, ask: (server: ApiServer) => Promise<T>): Promise<T> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(adminKubeconfig);
  const server = await ApiServer.open(kubeConfig);
  try {
    return await ask(server);
  } finally {
    await server.close();
  }
}

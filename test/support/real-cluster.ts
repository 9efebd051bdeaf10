import {readFile} from 'node:fs/promises';
import type {TestCluster} from './labrador.ts';

/** The cluster of `TEST_KUBECONFIG`: no other is ever touched, whatever lies in a home folder. */
export async function realCluster(): Promise<TestCluster> {
  const path = process.env['TEST_KUBECONFIG'];
  if (path === undefined || path === '') {
    throw new Error('Set TEST_KUBECONFIG to the kubeconfig of a cluster that these tests may use.');
  }
  return {adminKubeconfig: await readFile(path, 'utf8'), close: async () => Promise.resolve()};
}

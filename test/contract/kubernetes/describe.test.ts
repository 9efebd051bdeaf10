import {join} from 'node:path';
import {compareDescriptions} from '../../support/compare-descriptions.ts';
import {startCluster} from './emulated-cluster.ts';

compareDescriptions(async () => {
  const cluster = await startCluster();
  return {kubeconfigPath: join(cluster.directory, 'kubeconfig'), close: cluster.close};
});

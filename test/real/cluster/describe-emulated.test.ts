import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {compareDescriptions} from '#test/support/compare-descriptions.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';

// Here and not beside the emulator's other tests: these need the kubectl that tests on a real cluster need.
compareDescriptions(async () => {
  const {adminKubeconfig, close} = await emulatedCluster();
  const folder = await mkdtemp(join(tmpdir(), 'emulated-cluster-'));
  const kubeconfigPath = join(folder, 'kubeconfig');
  await writeFile(kubeconfigPath, adminKubeconfig);
  return {
    kubeconfigPath,
    close: async () => {
      await close();
      await rm(folder, {recursive: true});
    },
  };
});

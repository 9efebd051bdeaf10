import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import type {TestCluster} from './labrador.ts';

/** How much faster than a real node's the life of Pods runs in journeys. */
const speed = 5;

/** An emulated cluster of three nodes, or of those named, of this test alone. */
export async function emulatedCluster(nodes?: readonly string[]): Promise<TestCluster> {
  const emulator = await startKubernetesEmulator({port: 0, speed, ...(nodes === undefined ? {} : {nodes})});
  return {adminKubeconfig: emulator.kubeconfig, close: async () => emulator.close()};
}

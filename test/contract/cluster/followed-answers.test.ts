import {KubeConfig} from '@kubernetes/client-node';
import {expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';

test('answers that are followed hold up no request, however many they are', async () => {
  const emulator = await startKubernetesEmulator({port: 0});
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(emulator.kubeconfig);
  const server = await ApiServer.open(kubeConfig);
  const signal = AbortSignal.timeout(60_000);
  try {
    const path = '/api/v1/pods';
    const followed = Array.from({length: 200}, async () =>
      server.send({path, query: {watch: 'true'}, signal, isFollowed: true}, undefined),
    );
    expect((await Promise.all(followed)).map(({statusCode}) => statusCode)).toEqual(Array(200).fill(200));
    expect((await server.as(undefined).request({path})).status).toBe(200);
  } finally {
    await server.close();
    await emulator.close();
  }
});

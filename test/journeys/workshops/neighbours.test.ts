import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import type {TestCluster} from '#test/support/labrador.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

let redis: RedisServer;
let cluster: TestCluster;
let first: TestClass;
/** Closed by the test itself. */
let second: TestClass;

beforeAll(async () => {
  redis = await RedisServer.open();
  cluster = await emulatedCluster();
  const open = async (): Promise<TestClass> =>
    openClass(
      {REDIS_URL: redis.url, REDIS_PREFIX: redis.newPrefix()},
      {...cluster, close: async () => Promise.resolve()},
    );
  first = await open();
  second = await open();
});
afterAll(async () => {
  await first?.close();
  await cluster?.close();
  await redis?.close();
});

test('two Labradors on one cluster say that there are two, and keep their sandboxes apart', async () => {
  await untilSeen(second.flo, 'facilitators', [
    /ℹ Another Labrador \(\w{5}\) is at work on this cluster beside this one/,
  ]);
  const namespaceOf = async (room: TestClass): Promise<string | undefined> => {
    const ada = await room.page.join('ada');
    return /labrador-open-\w{5}-\d+/.exec(await (await ada.types('/lab start')).text())?.[0];
  };
  const [one, two] = [await namespaceOf(first), await namespaceOf(second)];
  expect(one).toBeDefined();
  expect(two).toBeDefined();
  const installationOf = (namespace = ''): string | undefined => namespace.split('-')[2];
  expect(installationOf(one)).not.toBe(installationOf(two));
  const {body} = await first.labrador.admin.as(undefined).request({path: `/api/v1/namespaces/${one}`});
  expect(body).toMatchObject({metadata: {labels: {'labrador.dev/installation': installationOf(one)}}});
  const leases = async (): Promise<string> => {
    const path = '/apis/coordination.k8s.io/v1/namespaces/labrador-system/leases';
    return JSON.stringify((await first.labrador.admin.as(undefined).request({path})).body);
  };
  expect(await leases()).toContain(`labrador-${installationOf(two)}`);
  await second.close();
  expect(await leases()).not.toContain(`labrador-${installationOf(two)}`);
  expect(await leases()).toContain(`labrador-${installationOf(one)}`);
});

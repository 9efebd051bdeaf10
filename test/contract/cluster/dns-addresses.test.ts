import {afterAll, beforeAll, expect, test} from 'vitest';
import type {ApiClient, ApiServer} from '#src/cluster/api/api-client.ts';
import {dnsAddresses} from '#src/cluster/api/dns-addresses.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';

const labels = {'k8s-app': 'kube-dns'};
const system = '/api/v1/namespaces/kube-system';

let installed: InstalledCluster;
let admin: ApiServer;
let bot: ApiServer;
let watcher: ApiClient;

beforeAll(async () => {
  installed = await installedCluster();
  ({admin, bot} = installed);
  watcher = bot.as('system:serviceaccount:labrador-system:watcher');
});
afterAll(async () => installed?.close());

async function create(path: string, body: unknown): Promise<void> {
  await admin.as(undefined).request({method: 'POST', path, body});
}

test('a cluster whose DNS is nowhere to be seen has no addresses of it', async () => {
  expect(await dnsAddresses(watcher, AbortSignal.timeout(10_000))).toEqual([]);
});

test('DNS is at its Service’s address, at servers that are no Pods, and at Pods in their node’s network', async () => {
  const ports = [{name: 'dns', port: 53, protocol: 'UDP'}];
  const metadata = {name: 'kube-dns', namespace: 'kube-system', labels};
  await create(`${system}/services`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {clusterIP: '10.96.0.10', ports},
  });
  await create('/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices', {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {name: 'by-hand', labels: {'kubernetes.io/service-name': 'kube-dns'}},
    addressType: 'IPv4',
    ports,
    endpoints: [
      {addresses: ['10.89.0.1']},
      // a selector names it, and its address may be another's tomorrow
      {addresses: ['10.88.0.7'], targetRef: {kind: 'Pod', namespace: 'kube-system', name: 'coredns-1'}},
    ],
  });
  await create(`${system}/pods`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'dns-on-its-node', labels},
    spec: {hostNetwork: true, containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '600']}]},
  });
  const found = await waitUntil('the Pod has a node', async () => {
    const addresses = await dnsAddresses(watcher, AbortSignal.timeout(10_000));
    return addresses.length > 2 ? addresses : undefined;
  });
  const nodes = await admin.as(undefined).request({path: '/api/v1/nodes'});
  const hostAddress = found.find((address) => address !== '10.96.0.10' && address !== '10.89.0.1');

  expect(found).toContain('10.96.0.10');
  expect(found).toContain('10.89.0.1');
  expect(JSON.stringify(nodes.body)).toContain(`"address":"${hostAddress}"`);
  expect(found).toHaveLength(3);
});

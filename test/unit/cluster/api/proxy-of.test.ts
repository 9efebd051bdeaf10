import {expect, it} from 'vitest';
import {proxyOf} from '#src/cluster/api/connection/proxy-of.ts';

const proxies = {https: 'proxy.test:3128', http: 'http://plain.test'};

it.for([
  ['https://cluster.test', undefined, 'http://proxy.test:3128'],
  ['http://cluster.test', undefined, 'http://plain.test'],
  ['https://localhost:6443', undefined, undefined],
  ['https://127.0.0.3', undefined, undefined],
  ['https://[::1]:6443', undefined, undefined],
  ['https://cluster.test', '*', undefined],
  ['https://cluster.test', 'cluster.test', undefined],
  ['https://api.cluster.test', 'cluster.test', undefined],
  ['https://notcluster.test', 'cluster.test', 'http://proxy.test:3128'],
  ['https://cluster.test', '.cluster.test', 'http://proxy.test:3128'],
  ['https://API.cluster.test', ' x , .Cluster.test', undefined],
  ['https://api.cluster.test', '*.cluster.test', undefined],
  ['https://cluster.test:6443', 'cluster.test:6443', undefined],
  ['https://cluster.test', 'cluster.test:6443', 'http://proxy.test:3128'],
  ['https://10.1.2.3', '10.0.0.0/8', undefined],
  ['https://11.1.2.3', '10.0.0.0/8', 'http://proxy.test:3128'],
  ['https://10.1.2.3', '10.1.2.3', undefined],
  ['https://10.1.2.30', '10.1.2.3', 'http://proxy.test:3128'],
  ['https://[fd00::1]', 'fd00::1', undefined],
  ['https://[fd00::1]', 'fd00::/8', undefined],
  ['https://cluster.test', '10.0.0.0/99,cluster/x', 'http://proxy.test:3128'],
] as const)('%s, without proxy for %s: %s', ([url, none, expected]) => {
  expect(proxyOf(new URL(url), {...proxies, none})).toBe(expected);
});

it('is none where none is named', () => {
  expect(proxyOf(new URL('https://cluster.test'), {http: 'http://plain.test'})).toBeUndefined();
});

import {expect, test} from 'vitest';
import {endpointsOfSlices, readySliceAddresses, serviceOfSlice} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import type {FactObject} from '#src/lab/facts.ts';

const slice = (service: string, more: FactObject): FactObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {name: `${service}-x7k2p`, namespace: 'n', uid: service, labels: {'kubernetes.io/service-name': service}},
  addressType: 'IPv4',
  endpoints: [],
  ports: [{name: '', port: 80, protocol: 'TCP'}],
  ...more,
});
const targetRef = {kind: 'Pod', name: 'web-1', namespace: 'n', uid: '1'};

test.each([
  [
    'ready and not ready addresses, sorted, with the port that has no name',
    [
      slice('web', {
        endpoints: [
          {addresses: ['10.0.0.3'], conditions: {ready: true}, nodeName: 'one', targetRef, zone: 'a'},
          {addresses: ['10.0.0.2'], conditions: {}},
          {addresses: ['10.0.0.4'], conditions: {ready: false, serving: false, terminating: false}},
        ],
      }),
    ],
    [
      {
        addresses: [{ip: '10.0.0.2'}, {ip: '10.0.0.3', nodeName: 'one', targetRef}],
        notReadyAddresses: [{ip: '10.0.0.4'}],
        ports: [{port: 80, protocol: 'TCP'}],
      },
    ],
  ],
  ['no subsets without an address', [slice('web', {endpoints: null, ports: null})], undefined],
  [
    'nothing of Pods that lack the port that the Service names',
    [slice('web', {endpoints: [{addresses: ['10.0.0.2'], conditions: {ready: true}}], ports: []})],
    undefined,
  ],
  [
    'nothing of a Pod that is about to go',
    [
      slice('web', {
        endpoints: [{addresses: ['10.0.0.2'], conditions: {ready: false, serving: true, terminating: true}}],
      }),
    ],
    undefined,
  ],
  [
    'as v1beta1 has it, with a topology in place of the node’s name',
    [
      slice('web', {
        apiVersion: 'discovery.k8s.io/v1beta1',
        endpoints: [{addresses: ['10.0.0.2'], conditions: {ready: true}, topology: {'kubernetes.io/hostname': 'one'}}],
      }),
    ],
    [{addresses: [{ip: '10.0.0.2'}], ports: [{port: 80, protocol: 'TCP'}]}],
  ],
  [
    'a subset for each set of ports, from several slices',
    [
      slice('web', {endpoints: [{addresses: ['10.0.0.2']}], ports: [{name: 'http', port: 80, protocol: 'TCP'}]}),
      slice('web', {endpoints: [{addresses: ['10.0.0.3']}], ports: [{name: 'http', port: 8080}]}),
      slice('web', {endpoints: [{addresses: ['10.0.0.4']}], ports: [{name: 'http', port: 80, protocol: 'TCP'}]}),
    ],
    [
      {addresses: [{ip: '10.0.0.2'}, {ip: '10.0.0.4'}], ports: [{name: 'http', port: 80, protocol: 'TCP'}]},
      {addresses: [{ip: '10.0.0.3'}], ports: [{name: 'http', port: 8080, protocol: 'TCP'}]},
    ],
  ],
])('Endpoints of slices: %s', (_, slices, subsets) => {
  expect(endpointsOfSlices(slices)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: {name: 'web', namespace: 'n'},
      ...(subsets === undefined ? {} : {subsets}),
    },
  ]);
});

test('each Service has Endpoints of its own, in the order of their names; a slice of no Service has none', () => {
  const none = {...slice('none', {}), metadata: {name: 'by-hand'}};
  const names = endpointsOfSlices([slice('web', {}), none, slice('api', {})]).map(({metadata}) => metadata);
  expect(names).toEqual([
    {name: 'api', namespace: 'n'},
    {name: 'web', namespace: 'n'},
  ]);
  expect(serviceOfSlice(none)).toBeUndefined();
});

test('a Service sends to what is ready and to what does not say', () => {
  const endpoints = [
    {addresses: ['10.0.0.2']},
    {addresses: ['10.0.0.3'], conditions: {ready: false}},
    {addresses: ['10.0.0.4'], conditions: {ready: true}},
  ];
  const portless = slice('web', {endpoints: [{addresses: ['10.0.0.5']}], ports: null});
  expect(readySliceAddresses([slice('web', {endpoints}), slice('web', {}), portless])).toEqual([
    '10.0.0.2',
    '10.0.0.4',
  ]);
});

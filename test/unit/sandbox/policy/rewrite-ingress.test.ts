import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {UserError} from '#src/operations/user-error.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {admitChange, toEditable} from '#src/sandbox/policy/admit-change.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {readOne, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();
const to = {service: {name: 'web', port: {number: 80}}};

function admitted(written: object) {
  const {object, positions} = readOne(stringify(written, {aliasDuplicateObjects: false}));
  return admit(object, spec, positions);
}

const ingress = (ofSpec: object, annotations: object = {}): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {name: 'web', annotations: {...annotations}},
  spec: {defaultBackend: to, ...ofSpec},
});

test.each([
  [{}, ['Ingress web: its class is labrador: ask by its hosts with /browse host:HOST']],
  [
    {ingressClassName: 'nginx'},
    ['Ingress web: its class is labrador, not nginx: ask by its hosts with /browse host:HOST'],
  ],
  [{ingressClassName: 'labrador'}, []],
])('an Ingress of %j is of the class of the sandboxes', (written, notes) => {
  const result = admitted(ingress(written));
  expect(result.object['spec']).toEqual({ingressClassName: 'labrador', defaultBackend: to});
  expect(result.notes).toEqual(notes);
  expect(admitted(result.object)).toEqual({object: result.object, notes: []});
});

test('annotations for controllers are left out and told, and all others are kept', () => {
  const {object, notes} = admitted(
    ingress(
      {ingressClassName: 'labrador'},
      {'kubernetes.io/ingress.class': 'nginx', 'nginx.ingress.kubernetes.io/x': 'y', 'traefik.io/z': 'a', note: 'b'},
    ),
  );
  expect(object['metadata']).toEqual({name: 'web', namespace: spec.namespace, annotations: {note: 'b'}});
  expect(notes).toEqual([
    'Ingress web: left out what is for an ingress controller, which there is none of here: kubernetes.io/ingress.class, nginx.ingress.kubernetes.io/x, traefik.io/z',
  ]);
});

test('they are left out where an Ingress is changed as well, so that nothing is written', () => {
  const live = {...admitted(ingress({})).object, status: {loadBalancer: {}}};
  const changed = {...toEditable(live, spec), metadata: {name: 'web', annotations: {'nginx.org/x': 'y'}}};
  const {patch, notes} = admitChange(live, {object: changed, positions: withoutLines('here')}, spec);
  expect(patch).toBeUndefined();
  expect(notes).toHaveLength(1);
});

test.each([
  [
    'a backend that is no Service',
    {defaultBackend: {resource: {kind: 'Bucket', name: 'x'}}},
    'sends to Services alone',
  ],
  ['a Secret of a token', {tls: [{secretName: 'learner-token-x7k2p'}]}, 'spec.tls[0].secretName'],
  ['a type of path that is none', {rules: [{http: {paths: [{pathType: 'Suffix', backend: to}]}}]}, 'pathType'],
  ['a field of before', {backend: {serviceName: 'web', servicePort: 80}}, 'spec.backend'],
])('%s is refused', (_, written, said) => {
  expect(() => admitted(ingress(written))).toThrow(expect.objectContaining({code: 'refused'}));
  expect(() => admitted(ingress(written))).toThrow(said);
});

describe('an Ingress as it was written before Kubernetes 1.19', () => {
  const before = (ofSpec: object, apiVersion = 'networking.k8s.io/v1beta1'): object => ({
    apiVersion,
    kind: 'Ingress',
    metadata: {name: 'web'},
    spec: ofSpec,
  });

  test.each(['networking.k8s.io/v1beta1', 'extensions/v1beta1'])('in %s is taken as it is written now', (version) => {
    const {object, notes} = admitted(
      before(
        {
          backend: {serviceName: 'rest', servicePort: 'http'},
          rules: [
            {host: 'a.local', http: {paths: [{path: '/a', backend: {serviceName: 'a', servicePort: 80}}]}},
            {http: {paths: [{path: '/b', pathType: 'Exact', backend: {serviceName: 'b', servicePort: 81}}]}},
          ],
        },
        version,
      ),
    );
    const path = (name: string, number: number, pathType: string): object => ({
      path: `/${name}`,
      pathType,
      backend: {service: {name, port: {number}}},
    });
    expect(object).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      spec: {
        ingressClassName: 'labrador',
        defaultBackend: {service: {name: 'rest', port: {name: 'http'}}},
        rules: [
          {host: 'a.local', http: {paths: [path('a', 80, 'ImplementationSpecific')]}},
          {http: {paths: [path('b', 81, 'Exact')]}},
        ],
      },
    });
    expect(notes[0]).toBe(`Ingress web: ${version} is gone since Kubernetes 1.22; taken as networking.k8s.io/v1`);
  });

  test.each([
    [{rules: [{http: {paths: ['a']}}]}, 'spec.rules[0].http.paths[0]'],
    [{rules: [{http: {paths: [{backend: 'web'}]}}]}, 'spec.rules[0].http.paths[0].backend'],
    [{rules: 'a'}, 'spec.rules'],
    [{backend: {resource: {kind: 'Bucket', name: 'x'}}}, 'spec.defaultBackend.resource'],
  ])('is refused for what was nothing then either: %j', (written, said) => {
    expect(() => admitted(before(written))).toThrow(UserError);
    expect(() => admitted(before(written))).toThrow(said);
  });
});

import {patchTypes, type ApiRequest} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';

const query = {dryRun: 'All'};
const core = ({namespace}: SandboxSpec, below: string): string => `/api/v1/namespaces/${namespace}/${below}`;
const apps = ({namespace}: SandboxSpec, below: string): string => `/apis/apps/v1/namespaces/${namespace}/${below}`;
const merge = (path: string, body: JsonObject): ApiRequest => ({
  method: 'PATCH',
  path,
  query,
  contentType: patchTypes.merge,
  body,
});
const post = (path: string, body: JsonObject): ApiRequest => ({method: 'POST', path, query, body});

/** A Deployment `a` as the bot would send it, and then changed. */
export function deployment(podSpec: JsonObject, of: SandboxSpec): JsonObject {
  const spec = {containers: [{name: 'main', image: 'busybox:1.36'}]};
  const template = {metadata: {labels: {app: 'a'}}, spec};
  const written = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'a'},
    spec: {replicas: 0, selector: {matchLabels: {app: 'a'}}, template},
  };
  const {object} = admit(written, of, withoutLines('the test'));
  const changed = structuredClone(object) as unknown as {spec: {template: {spec: object}}};
  Object.assign(changed.spec.template.spec, podSpec);
  return changed as unknown as JsonObject;
}

/** An Ingress `a` as the bot would send it. */
export function ingress(of: SandboxSpec): JsonObject {
  const backend = {service: {name: 'a', port: {number: 80}}};
  const written = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {name: 'a'},
    spec: {defaultBackend: backend},
  };
  return admit(written, of, withoutLines('the test')).object;
}

const quota = (hard: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: {name: 'a'},
  spec: {hard},
});

/** What learners have no right to, about a Pod, a Deployment and an Ingress `a`. The policies refuse it too. */
export const beyondRights: readonly (readonly [string, (of: SandboxSpec) => ApiRequest])[] = [
  ['status', (of) => merge(core(of, 'pods/a/status'), {status: {phase: 'Failed'}})],
  [
    'resize',
    (of) =>
      merge(core(of, 'pods/a/resize'), {
        spec: {containers: [{name: 'main', image: 'busybox:1.36', resources: {limits: {cpu: '400m'}}}]},
      }),
  ],
  [
    'a debugging container',
    (of) => ({
      ...merge(core(of, 'pods/a/ephemeralcontainers'), {
        spec: {ephemeralContainers: [{name: 'debug', image: 'busybox:1.36'}]},
      }),
      contentType: 'application/strategic-merge-patch+json',
    }),
  ],
  [
    'binding',
    (of) =>
      post(core(of, 'pods/a/binding'), {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: {name: 'a'},
        target: {kind: 'Node', name: 'other'},
      }),
  ],
  [
    'eviction',
    (of) => post(core(of, 'pods/a/eviction'), {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name: 'a'}}),
  ],
  ['scale', (of) => merge(apps(of, 'deployments/a/scale'), {spec: {replicas: 51}})],
  [
    'a token',
    (of) =>
      post(core(of, 'serviceaccounts/default/token'), {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {audiences: [], expirationSeconds: 600},
      }),
  ],
  [
    'a ReplicationController',
    (of) =>
      post(core(of, 'replicationcontrollers'), {
        apiVersion: 'v1',
        kind: 'ReplicationController',
        metadata: {name: 'a'},
        spec: {
          selector: {app: 'a'},
          template: {metadata: {labels: {app: 'a'}}, spec: {containers: [{name: 'a', image: 'a'}]}},
        },
      }),
  ],
  [
    'the status of an Ingress, which says where its hosts are',
    ({namespace}) => ({
      ...merge('', {status: {loadBalancer: {ingress: [{ip: '203.0.113.1'}]}}}),
      path: `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses/a/status`,
    }),
  ],
  ['the quota', (of) => merge(core(of, 'resourcequotas/sandbox'), {spec: {hard: {pods: '1000'}}})],
  ['the limits of containers', (of) => merge(core(of, 'limitranges/sandbox'), {spec: {limits: []}})],
  ['the quota, which would be gone', (of) => ({method: 'DELETE', path: core(of, 'resourcequotas/sandbox'), query})],
  ['the limits, which would be gone', (of) => ({method: 'DELETE', path: core(of, 'limitranges/sandbox'), query})],
  ['a quota besides', (of) => post(core(of, 'resourcequotas'), quota({pods: '1'}))],
  [
    'a LimitRange besides',
    (of) =>
      post(core(of, 'limitranges'), {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: {name: 'a'},
        spec: {limits: [{type: 'Container', default: {'ephemeral-storage': '0'}}]},
      }),
  ],
  [
    'the NetworkPolicy',
    ({namespace}) => ({
      method: 'DELETE',
      path: `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/sandbox`,
      query,
    }),
  ],
];

/** What nobody has a right to who has all of them in a namespace. */
export const beyondNamespaces: readonly (readonly [string, (of: SandboxSpec) => ApiRequest])[] = [
  [
    'an IngressClass',
    () =>
      post('/apis/networking.k8s.io/v1/ingressclasses', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: {name: 'a'},
        spec: {controller: 'k8s.io/ingress-nginx'},
      }),
  ],
];

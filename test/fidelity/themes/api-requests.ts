import {kubectl, named, request, settle, type Theme} from '../step.ts';
import {configMap, daemonSet, pod} from './objects.ts';

const NS = '/api/v1/namespaces/NAMESPACE';
const APPS = '/apis/apps/v1/namespaces/NAMESPACE';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const PARTIAL = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const LEARNER = 'system:serviceaccount:NAMESPACE:learner';

/** Plain requests: status codes, Status bodies, Tables, patches of every kind and conflicts. */
export const apiRequests: Theme = {
  name: 'api-requests',
  steps: [
    request('GET', '/healthz'),
    request('GET', '/api'),
    request('GET', '/no-such-path'),
    request('GET', '/apis/apps/v9'),
    request('GET', '/api/v1/nothing'),
    request('GET', `${NS}/pods/none`),
    request('GET', `${NS}/pods/none`, {accept: TABLE}),
    request('GET', `${NS}/pods/none/log`),
    request('GET', `${APPS}/daemonsets/none`),
    request('GET', `${NS}/pods?fieldSelector=nonsense%3D1`),
    request('GET', `${NS}/pods?limit=many`),
    request('GET', `${NS}/pods`, {accept: 'text/html'}),
    request('POST', `${NS}/configmaps`, {body: configMap('first', {a: '1'})}),
    named('again', request('POST', `${NS}/configmaps`, {body: configMap('first', {a: '1'})})),
    request('POST', `${NS}/configmaps?dryRun=All`, {body: configMap('dry', {a: '1'})}),
    request('POST', `${NS}/configmaps?dryRun=Some`, {body: configMap('dry', {a: '1'})}),
    request('GET', `${NS}/configmaps/dry`),
    named('by a bad name', request('POST', `${NS}/configmaps`, {body: configMap('Not A Name', {})})),
    named('of another kind', request('POST', `${NS}/configmaps`, {body: {...configMap('x', {}), kind: 'Secret'}})),
    named(
      'of another namespace',
      request('POST', `${NS}/configmaps`, {body: {...configMap('x', {}), metadata: {name: 'x', namespace: 'default'}}}),
    ),
    named('with a number', request('POST', `${NS}/configmaps`, {body: configMap('typed', {a: 1})})),
    request('POST', `${NS}/configmaps`, {body: configMap('x', {}), contentType: 'text/plain'}),
    request('POST', '/api/v1/namespaces/no-such-namespace/configmaps', {body: configMap('x', {})}),
    request('GET', `${NS}/configmaps?fieldSelector=metadata.name%3Dfirst`, {accept: TABLE}),
    request('GET', `${NS}/configmaps/first`, {accept: TABLE}),
    request('GET', `${NS}/configmaps/first`, {accept: PARTIAL}),
    request('PUT', `${NS}/configmaps/first`, {body: {...configMap('first', {a: '2'})}}),
    request('PUT', `${NS}/configmaps/first?`, {
      body: {...configMap('first', {a: '3'}), metadata: {name: 'first', resourceVersion: '1'}},
    }),
    request('PUT', `${NS}/configmaps/second`, {body: configMap('first', {})}),
    request('PATCH', `${NS}/configmaps/first`, {body: {data: {b: '1', a: null}}, contentType: MERGE}),
    request('PATCH', `${NS}/configmaps/first`, {body: {data: {c: '1'}}, contentType: STRATEGIC}),
    request('PATCH', `${NS}/configmaps/first`, {
      body: [{op: 'replace', path: '/data/b', value: '2'}],
      contentType: JSON_PATCH,
    }),
    request('PATCH', `${NS}/configmaps/first?of=nothing`, {
      body: [{op: 'replace', path: '/none/b', value: '2'}],
      contentType: JSON_PATCH,
    }),
    request('PATCH', `${NS}/configmaps/first?of=uid`, {body: {metadata: {uid: 'x'}}, contentType: MERGE}),
    request('PATCH', `${NS}/configmaps/first?of=version`, {
      body: {metadata: {resourceVersion: '1'}},
      contentType: MERGE,
    }),
    request('PATCH', `${NS}/configmaps/first`, {body: {}, contentType: 'text/plain'}),
    request('PATCH', `${NS}/configmaps/none`, {body: {}, contentType: MERGE}),
    request('PATCH', `${NS}/configmaps/owned?fieldManager=one`, {
      body: configMap('owned', {a: '1'}),
      contentType: APPLY,
    }),
    request('PATCH', `${NS}/configmaps/owned?fieldManager=two`, {
      body: configMap('owned', {a: '2'}),
      contentType: APPLY,
    }),
    request('PATCH', `${NS}/configmaps/owned?fieldManager=two&force=true`, {
      body: configMap('owned', {a: '2'}),
      contentType: APPLY,
    }),
    request('PATCH', `${NS}/configmaps/owned`, {body: configMap('owned', {a: '2'}), contentType: APPLY}),
    request('PATCH', `${NS}/configmaps/owned?fieldManager=three`, {
      body: {...configMap('owned', {a: '2'}), metadata: {name: 'owned', managedFields: []}},
      contentType: APPLY,
    }),
    kubectl('apply --server-side -f -', configMap('owned', {a: '3'})),
    kubectl('apply --server-side --force-conflicts -f -', configMap('owned', {a: '3'})),
    named('of another uid', request('DELETE', `${NS}/configmaps/first`, {body: {preconditions: {uid: 'x'}}})),
    request('DELETE', `${NS}/configmaps/first`),
    named('again', request('DELETE', `${NS}/configmaps/first`)),
    request('DELETE', `${NS}/configmaps/owned?propagationPolicy=Sometimes`),
    request('DELETE', `${NS}/services`),
    request('POST', `${NS}/configmaps/owned`),
    request('PUT', `${NS}/pods`),
    kubectl('create -f -', daemonSet('web')),
    settle('get ds web --no-headers', /^web\s+1\s+1\s+1\s+1\s+1\s/),
    request('GET', `${APPS}/daemonsets`, {accept: TABLE}),
    request('GET', `${APPS}/daemonsets/web`),
    request('GET', `${APPS}/daemonsets/web/scale`),
    request('POST', `${APPS}/daemonsets`, {body: daemonSet('bad', {selector: {matchLabels: {app: 'other'}}})}),
    request('POST', `${APPS}/daemonsets?of=nothing`, {body: {metadata: {name: 'bad'}}}),
    request('PATCH', `${APPS}/daemonsets/web?of=image`, {
      body: {spec: {template: {spec: {containers: [{name: 'main', image: ''}]}}}},
      contentType: STRATEGIC,
    }),
    request('PATCH', `${APPS}/daemonsets/web?of=selector`, {
      body: {spec: {selector: {matchLabels: {app: 'other'}}}},
      contentType: MERGE,
    }),
    kubectl('delete ds web --cascade=orphan'),
    named('gone', request('GET', `${APPS}/daemonsets/web`)),
    kubectl('delete pods -l app=web --now'),
    request('POST', `${NS}/pods`, {body: pod('x', {spec: {nodeSelector: {none: 'such'}}})}),
    settle("get pod x -o jsonpath='{.status.conditions[0].reason}'", /Unschedulable/),
    request('GET', `${NS}/pods`, {accept: TABLE}),
    request('GET', `${NS}/pods/x/log`),
    request('GET', `${NS}/pods/x/proxy/`),
    request('GET', `${NS}/services/none/proxy/`),
    request('POST', `${NS}/pods/x/exec?command=ls`),
    request('GET', `${NS}/pods`, {as: LEARNER}),
    request('GET', '/api/v1/nodes', {as: LEARNER}),
    request('DELETE', `${NS}/pods/x`, {as: LEARNER}),
    named('by a learner', request('GET', `${NS}/pods/x/log`, {as: LEARNER})),
    named('by a learner', request('POST', `${NS}/pods/x/exec?command=ls`, {as: LEARNER})),
    request('GET', `${APPS}/daemonsets`, {as: LEARNER}),
    request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      as: LEARNER,
      body: {spec: {resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'NAMESPACE'}}},
    }),
    request('GET', '/api/v1/namespaces/none'),
    request('POST', '/api/v1/namespaces', {body: {metadata: {name: 'Not A Name'}}}),
  ],
};

import {kubectl, named, request, settle, type Theme} from '../step.ts';
import {configMap, daemonSet, pod} from './objects.ts';

const namespacePath = '/api/v1/namespaces/NAMESPACE';
const appsPath = '/apis/apps/v1/namespaces/NAMESPACE';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const partialType = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const applyPatchType = 'application/apply-patch+yaml';
const mergePatchType = 'application/merge-patch+json';
const strategicPatchType = 'application/strategic-merge-patch+json';
const jsonPatch = 'application/json-patch+json';
const learner = 'system:serviceaccount:NAMESPACE:learner';

/** Plain requests: status codes, Status bodies, Tables, patches of every kind and conflicts. */
export const apiRequests: Theme = {
  name: 'api-requests',
  steps: [
    request('GET', '/healthz'),
    request('GET', '/api'),
    request('GET', '/no-such-path'),
    request('GET', '/apis/apps/v9'),
    request('GET', '/api/v1/nothing'),
    request('GET', `${namespacePath}/pods/none`),
    request('GET', `${namespacePath}/pods/none`, {accept: tableType}),
    request('GET', `${namespacePath}/pods/none/log`),
    request('GET', `${appsPath}/daemonsets/none`),
    request('GET', `${namespacePath}/pods?fieldSelector=nonsense%3D1`),
    request('GET', `${namespacePath}/pods?limit=many`),
    request('GET', `${namespacePath}/pods`, {accept: 'text/html'}),
    request('POST', `${namespacePath}/configmaps`, {body: configMap('first', {a: '1'})}),
    named('again', request('POST', `${namespacePath}/configmaps`, {body: configMap('first', {a: '1'})})),
    request('POST', `${namespacePath}/configmaps?dryRun=All`, {body: configMap('dry', {a: '1'})}),
    request('POST', `${namespacePath}/configmaps?dryRun=Some`, {body: configMap('dry', {a: '1'})}),
    request('GET', `${namespacePath}/configmaps/dry`),
    named('by a bad name', request('POST', `${namespacePath}/configmaps`, {body: configMap('Not A Name', {})})),
    named(
      'of another kind',
      request('POST', `${namespacePath}/configmaps`, {body: {...configMap('x', {}), kind: 'Secret'}}),
    ),
    named(
      'of another namespace',
      request('POST', `${namespacePath}/configmaps`, {
        body: {...configMap('x', {}), metadata: {name: 'x', namespace: 'default'}},
      }),
    ),
    named('with a number', request('POST', `${namespacePath}/configmaps`, {body: configMap('typed', {a: 1})})),
    request('POST', `${namespacePath}/configmaps`, {body: configMap('x', {}), contentType: 'text/plain'}),
    request('POST', '/api/v1/namespaces/no-such-namespace/configmaps', {body: configMap('x', {})}),
    request('GET', `${namespacePath}/configmaps?fieldSelector=metadata.name%3Dfirst`, {accept: tableType}),
    request('GET', `${namespacePath}/configmaps/first`, {accept: tableType}),
    request('GET', `${namespacePath}/configmaps/first`, {accept: partialType}),
    request('PUT', `${namespacePath}/configmaps/first`, {body: {...configMap('first', {a: '2'})}}),
    request('PUT', `${namespacePath}/configmaps/first?`, {
      body: {...configMap('first', {a: '3'}), metadata: {name: 'first', resourceVersion: '1'}},
    }),
    request('PUT', `${namespacePath}/configmaps/second`, {body: configMap('first', {})}),
    request('PATCH', `${namespacePath}/configmaps/first`, {
      body: {data: {b: '1', a: null}},
      contentType: mergePatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/first`, {body: {data: {c: '1'}}, contentType: strategicPatchType}),
    request('PATCH', `${namespacePath}/configmaps/first`, {
      body: [{op: 'replace', path: '/data/b', value: '2'}],
      contentType: jsonPatch,
    }),
    request('PATCH', `${namespacePath}/configmaps/first?of=nothing`, {
      body: [{op: 'replace', path: '/none/b', value: '2'}],
      contentType: jsonPatch,
    }),
    request('PATCH', `${namespacePath}/configmaps/first?of=uid`, {
      body: {metadata: {uid: 'x'}},
      contentType: mergePatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/first?of=version`, {
      body: {metadata: {resourceVersion: '1'}},
      contentType: mergePatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/first`, {body: {}, contentType: 'text/plain'}),
    request('PATCH', `${namespacePath}/configmaps/none`, {body: {}, contentType: mergePatchType}),
    request('PATCH', `${namespacePath}/configmaps/owned?fieldManager=one`, {
      body: configMap('owned', {a: '1'}),
      contentType: applyPatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/owned?fieldManager=two`, {
      body: configMap('owned', {a: '2'}),
      contentType: applyPatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/owned?fieldManager=two&force=true`, {
      body: configMap('owned', {a: '2'}),
      contentType: applyPatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/owned`, {
      body: configMap('owned', {a: '2'}),
      contentType: applyPatchType,
    }),
    request('PATCH', `${namespacePath}/configmaps/owned?fieldManager=three`, {
      body: {...configMap('owned', {a: '2'}), metadata: {name: 'owned', managedFields: []}},
      contentType: applyPatchType,
    }),
    kubectl('apply --server-side -f -', configMap('owned', {a: '3'})),
    kubectl('apply --server-side --force-conflicts -f -', configMap('owned', {a: '3'})),
    named(
      'of another uid',
      request('DELETE', `${namespacePath}/configmaps/first`, {body: {preconditions: {uid: 'x'}}}),
    ),
    request('DELETE', `${namespacePath}/configmaps/first`),
    named('again', request('DELETE', `${namespacePath}/configmaps/first`)),
    request('DELETE', `${namespacePath}/configmaps/owned?propagationPolicy=Sometimes`),
    request('DELETE', `${namespacePath}/services`),
    request('POST', `${namespacePath}/configmaps/owned`),
    request('PUT', `${namespacePath}/pods`),
    kubectl('create -f -', daemonSet('web')),
    settle('get ds web --no-headers', /^web\s+1\s+1\s+1\s+1\s+1\s/),
    request('GET', `${appsPath}/daemonsets`, {accept: tableType}),
    request('GET', `${appsPath}/daemonsets/web`),
    request('GET', `${appsPath}/daemonsets/web/scale`),
    request('POST', `${appsPath}/daemonsets`, {body: daemonSet('bad', {selector: {matchLabels: {app: 'other'}}})}),
    request('POST', `${appsPath}/daemonsets?of=nothing`, {body: {metadata: {name: 'bad'}}}),
    request('PATCH', `${appsPath}/daemonsets/web?of=image`, {
      body: {spec: {template: {spec: {containers: [{name: 'main', image: ''}]}}}},
      contentType: strategicPatchType,
    }),
    request('PATCH', `${appsPath}/daemonsets/web?of=selector`, {
      body: {spec: {selector: {matchLabels: {app: 'other'}}}},
      contentType: mergePatchType,
    }),
    kubectl('delete ds web --cascade=orphan'),
    named('gone', request('GET', `${appsPath}/daemonsets/web`)),
    kubectl('delete pods -l app=web --now'),
    request('POST', `${namespacePath}/pods`, {body: pod('x', {spec: {nodeSelector: {none: 'such'}}})}),
    settle("get pod x -o jsonpath='{.status.conditions[0].reason}'", /Unschedulable/),
    request('GET', `${namespacePath}/pods`, {accept: tableType}),
    request('GET', `${namespacePath}/pods/x/log`),
    request('GET', `${namespacePath}/pods/x/proxy/`),
    request('GET', `${namespacePath}/services/none/proxy/`),
    request('POST', `${namespacePath}/pods/x/exec?command=ls`),
    request('GET', `${namespacePath}/pods`, {as: learner}),
    request('GET', '/api/v1/nodes', {as: learner}),
    request('DELETE', `${namespacePath}/pods/x`, {as: learner}),
    named('by a learner', request('GET', `${namespacePath}/pods/x/log`, {as: learner})),
    named('by a learner', request('POST', `${namespacePath}/pods/x/exec?command=ls`, {as: learner})),
    request('GET', `${appsPath}/daemonsets`, {as: learner}),
    request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      as: learner,
      body: {spec: {resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'NAMESPACE'}}},
    }),
    request('GET', '/api/v1/namespaces/none'),
    request('POST', '/api/v1/namespaces', {body: {metadata: {name: 'Not A Name'}}}),
  ],
};

import {kubectl, named, request, settle, silently, watch, watchLines, type Theme} from '../step.ts';
import {configMap, pod, shellPod} from './objects.ts';

const namespacePath = '/api/v1/namespaces/NAMESPACE';
const partialType = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const watchQuery = 'watch=true&timeoutSeconds=1';
const gone = (what: string) => settle(`get ${what} --ignore-not-found -o name`, /^$/);

/** What a watch says, and in which order. */
export const watching: Theme = {
  name: 'watching',
  steps: [
    kubectl('create -f -', configMap('one', {a: '1'})),
    kubectl('create -f -', configMap('two', {a: '1'})),
    watchLines(
      'get configmaps --watch --field-selector=metadata.name=one --output-watch-events',
      ['label configmap one a=b', 'annotate configmap one c=d', 'delete configmap one'],
      gone('configmap one'),
    ),
    watchLines(
      'get configmaps --watch-only -l colour=blue --output-watch-events -o name',
      ['label configmap two colour=blue', 'label configmap two colour=red --overwrite', 'delete configmap two'],
      gone('configmap two'),
    ),
    watchLines(
      "get configmaps --watch -o jsonpath='{.metadata.name}={.data.a};' --field-selector=metadata.name=three",
      ['create configmap three --from-literal=a=1', 'patch configmap three -p \'{"data":{"a":"2"}}\''],
      settle("get configmap three -o jsonpath='{.data.a}'", /2/),
    ),
    watchLines(
      'get services --watch --output-watch-events --field-selector=metadata.name=web',
      ['create service clusterip web --tcp=80', 'delete service web'],
      gone('service web'),
    ),
    silently('create -f -', pod('web', {labels: {app: 'web'}})),
    settle('get pod web --no-headers', /1\/1 +Running/),
    watch('get pods --watch -l app=web', 'delete pod web', gone('pod web')),
    silently('create -f -', shellPod('once', 'sleep 24')),
    settle('get pod once --no-headers', /Running/),
    watch('get pod once --watch', 'label pod once a=b', settle('get pod once --no-headers', /Completed/)),
    kubectl('wait --for=delete pod/web --timeout=5s'),
    request('GET', `${namespacePath}/configmaps?${watchQuery}&fieldSelector=metadata.name%3Dthree`),
    request('GET', `${namespacePath}/configmaps?${watchQuery}&fieldSelector=metadata.name%3Dthree`, {
      accept: partialType,
    }),
    request('GET', `${namespacePath}/configmaps?${watchQuery}&fieldSelector=metadata.name%3Dthree&of=table`, {
      accept: tableType,
      only: ['kind', 'rows.0.cells'],
    }),
    request('GET', `${namespacePath}/configmaps/three?${watchQuery}`),
    request('GET', `/api/v1/watch/namespaces/NAMESPACE/configmaps/three?timeoutSeconds=1`),
    request('GET', `${namespacePath}/configmaps?${watchQuery}&labelSelector=none`),
    request('GET', `${namespacePath}/configmaps?${watchQuery}&resourceVersion=soon`),
    request('GET', `${namespacePath}/configmaps?${watchQuery}&labelSelector=a%3D%3D%3Db`),
    named(
      'then a version that is to come',
      request('GET', `${namespacePath}/configmaps?resourceVersion=999999999999&limit=1`),
    ),
    request('GET', `${namespacePath}/nothing?watch=true`),
  ],
};

import {kubectl, settle, type Theme} from '../step.ts';
import {daemonSet, pod} from './objects.ts';

const quota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: {name: 'quota'},
  spec: {hard: {pods: '2', 'requests.memory': '100Mi', 'count/configmaps': '3'}},
};
const range = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: {name: 'range'},
  spec: {
    limits: [{type: 'Container', max: {memory: '64Mi'}, default: {memory: '32Mi'}, defaultRequest: {memory: '16Mi'}}],
  },
};
/** Each of its parts is about one resource: kubectl prints several in any order. */
const whole = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: {name: 'whole'},
  spec: {
    limits: [
      {type: 'Pod', min: {memory: '16Mi'}},
      {type: 'Container', maxLimitRequestRatio: {memory: '2'}},
    ],
  },
};
const memory = (request: string, limit = request): object => ({
  resources: {requests: {memory: request}, limits: {memory: limit}},
});

/** What a ResourceQuota and a LimitRange refuse, and how they say it. */
export const limits: Theme = {
  name: 'limits',
  steps: [
    kubectl('apply -f -', quota),
    settle('get resourcequota quota --no-headers', /pods: 0\/2/),
    kubectl('get resourcequota'),
    kubectl('create -f -', pod('unbounded')),
    kubectl('apply -f -', range),
    kubectl('get limitrange'),
    settle('get limitrange range -o name', /range/),
    kubectl('create -f -', pod('defaulted')),
    kubectl("get pod defaulted -o jsonpath='{.spec.containers[0].resources}'"),
    kubectl("get pod defaulted -o jsonpath='{.metadata.annotations}'"),
    kubectl('create -f -', pod('greedy', {container: memory('65Mi')})),
    kubectl('create -f -', pod('second', {container: memory('64Mi')})),
    settle('get resourcequota quota --no-headers', /pods: 2\/2/),
    kubectl('get resourcequota --no-headers'),
    kubectl('create -f -', pod('third', {container: memory('1Mi')})),
    kubectl('apply -f -', daemonSet('web')),
    settle('get events --field-selector=involvedObject.name=web', /FailedCreate/),
    kubectl("get events --field-selector=involvedObject.name=web -o jsonpath='{.items[0].reason} {.items[0].type}'"),
    kubectl('delete pod second'),
    settle('get resourcequota quota --no-headers', /pods: [12]\/2/),
    kubectl('create configmap one --from-literal=a=1'),
    kubectl('create configmap two --from-literal=a=1'),
    // who deleted something has all of it counted anew, of a cache that may be a moment behind
    settle('get resourcequota quota --no-headers', /configmaps: 3\/3/),
    kubectl('create configmap three --from-literal=a=1'),
    kubectl('create configmap four --from-literal=a=1'),
    kubectl('patch resourcequota quota -p {"spec":{"hard":{"pods":"many"}}}'),
    kubectl('delete resourcequota quota'),
    kubectl('create quota brief --hard=pods=1 --scopes=Terminating'),
    kubectl('create quota modest --hard=pods=1,limits.memory=100Mi --scopes=NotBestEffort,NotTerminating'),
    kubectl('create quota odd --hard=services=1 --scopes=BestEffort'),
    kubectl('create quota ports --hard=services=2,services.nodeports=1'),
    settle("get quota ports -o jsonpath='{.status.used}'", /services/),
    settle("get quota brief -o jsonpath='{.status.used}'", /pods/),
    kubectl('describe quota brief ports'),
    kubectl('create service nodeport one --tcp=80'),
    kubectl('create service nodeport two --tcp=80'),
    kubectl('create -f -', pod('ending', {spec: {activeDeadlineSeconds: 600}})),
    settle('get resourcequota brief --no-headers', /pods: 1\/1/),
    kubectl('create -f -', pod('ended', {spec: {activeDeadlineSeconds: 600}})),
    kubectl('delete quota brief modest ports'),
    kubectl('delete limitrange range'),
    kubectl('apply -f -', whole),
    kubectl('describe limitrange whole'),
    kubectl('create -f -', pod('silent')),
    kubectl('create -f -', pod('small', {container: memory('10Mi')})),
    kubectl('create -f -', pod('wide', {container: memory('10Mi', '30Mi')})),
    kubectl('create -f -', pod('fits', {container: memory('20Mi', '30Mi')})),
    kubectl('delete limitrange whole'),
  ],
};

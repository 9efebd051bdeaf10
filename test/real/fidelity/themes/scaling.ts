import {kubectl, named, request, settle, silently, type KubeInput, type Theme} from '../step.ts';

const autoscalers = '/apis/autoscaling/v2/namespaces/NAMESPACE/horizontalpodautoscalers';
const budgets = '/apis/policy/v1/namespaces/NAMESPACE/poddisruptionbudgets';
const pods = '/api/v1/namespaces/NAMESPACE/pods';

const autoscaler = (name: string, spec: object): KubeInput => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: {name},
  spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'web'}, maxReplicas: 3, ...spec},
});
const budget = (name: string, spec: object): KubeInput => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: {name},
  spec: {selector: {matchLabels: {app: 'nginx'}}, ...spec},
});
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name: 'web'},
  spec: {
    replicas: 2,
    selector: {matchLabels: {app: 'nginx'}},
    template: {
      metadata: {labels: {app: 'nginx'}},
      spec: {
        terminationGracePeriodSeconds: 1,
        nodeSelector: {'kubernetes.io/hostname': 'NODE'},
        automountServiceAccountToken: false,
        containers: [{name: 'main', image: 'nginx:1.18-alpine'}],
      },
    },
  },
};
const conditions = (type: string, name: string): string =>
  `get ${type} ${name} -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason} {.message};{end}'`;
const counts = `get pdb web -o jsonpath='{.status.disruptionsAllowed} {.status.currentHealthy} {.status.desiredHealthy} {.status.expectedPods}'`;
const of = (type: string, target: object): object => ({
  type: 'Resource',
  resource: {name: 'cpu', target: {type, ...target}},
});

const wrongAutoscalers: readonly (readonly [string, object])[] = [
  ['no-most', {maxReplicas: 0}],
  ['more-than-most', {minReplicas: 5}],
  ['none', {minReplicas: -1}],
  ['no-target', {scaleTargetRef: {kind: '', name: ''}}],
  ['no-source', {metrics: [{type: 'Resource'}]}],
  ['other-source', {metrics: [{type: 'Other'}]}],
  ['no-value', {metrics: [of('Utilization', {})]}],
  ['two-values', {metrics: [of('Utilization', {averageUtilization: 50, averageValue: '1'})]}],
  [
    'no-container',
    {
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 1}},
        },
      ],
    },
  ],
  ['no-policy', {behavior: {scaleUp: {policies: [{type: 'Pods', value: 0, periodSeconds: 1801}]}}}],
  ['other-policy', {behavior: {scaleDown: {selectPolicy: 'Other', stabilizationWindowSeconds: 3601}}}],
];
const wrongBudgets: readonly (readonly [string, object])[] = [
  ['both', {minAvailable: 1, maxUnavailable: 1}],
  ['too-much', {minAvailable: '101%'}],
  ['no-share', {maxUnavailable: 'half'}],
  ['negative', {maxUnavailable: -1}],
  ['other-policy', {unhealthyPodEvictionPolicy: 'Other'}],
  ['selector', {selector: {matchExpressions: [{key: 'a', operator: 'In'}]}}],
];

/** Autoscalers and budgets: what is filled in and refused, and what does not hang on what is measured when. */
export const scaling: Theme = {
  name: 'scaling',
  steps: [
    silently('create -f -', deployment),
    settle('get deploy web -o jsonpath={.status.readyReplicas}', /2/),
    kubectl(
      'apply -f -',
      autoscaler('lost', {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'none'}}),
    ),
    request('GET', `${autoscalers}/lost`, {only: ['spec', 'status.desiredReplicas', 'status.currentMetrics']}),
    kubectl('apply -f -', autoscaler('ruled', {behavior: {scaleUp: {selectPolicy: 'Min'}}})),
    request('GET', `${autoscalers}/ruled`, {only: ['spec']}),
    kubectl('delete hpa ruled'),
    settle(conditions('hpa', 'lost'), /FailedGetScale/),
    kubectl(conditions('hpa', 'lost')),
    kubectl('get hpa lost -o custom-columns=NAME:.metadata.name,MIN:.spec.minReplicas,MAX:.spec.maxReplicas'),
    ...wrongAutoscalers.map(([name, spec]) =>
      request('POST', `${autoscalers}?of=${name}`, {body: autoscaler(name, spec)}),
    ),

    kubectl('apply -f -', budget('web', {minAvailable: 1})),
    settle(counts, /^1 2 1 2/),
    kubectl(counts),
    kubectl(conditions('pdb', 'web')),
    kubectl('get pdb web --no-headers -o custom-columns=A:.spec.minAvailable,B:.spec.maxUnavailable'),
    ...['50%', 0, 3].flatMap((minAvailable) => [
      silently('apply -f -', budget('web', {minAvailable})),
      settle("get pdb web -o jsonpath='{.metadata.generation} {.status.observedGeneration}'", /^(\d+) \1$/),
      named(`of ${minAvailable}`, kubectl(counts)),
      named(`of ${minAvailable}, as conditions`, kubectl(conditions('pdb', 'web'))),
    ]),
    request('POST', `${pods}/POD/eviction?dryRun=All`, {body: {metadata: {name: 'POD'}}}),
    silently('apply -f -', budget('twice', {minAvailable: 0})),
    named('of two budgets', request('POST', `${pods}/POD/eviction?of=two`, {body: {metadata: {name: 'POD'}}})),
    ...wrongBudgets.map(([name, spec]) => request('POST', `${budgets}?of=${name}`, {body: budget(name, spec)})),
    kubectl('delete pdb --all'),
    kubectl('delete hpa lost'),
  ],
};

import {kubectl, named, settle, type Condition, type Theme} from '../step.ts';
import {pod, template, wideDaemonSet} from './objects.ts';

const taint = 'fidelity.taint';
const away = (spec: object = {}): {spec: object} => ({spec: {nodeSelector: {}, ...spec}});
const to = (node: string, spec: object = {}): {spec: object} =>
  away({nodeSelector: {'kubernetes.io/hostname': node}, ...spec});
const tolerates = {tolerations: [{key: taint, operator: 'Exists'}]};
const near = (kind: 'podAffinity' | 'podAntiAffinity', app: string): object => ({
  affinity: {
    [kind]: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {labelSelector: {matchLabels: {app}}, topologyKey: 'kubernetes.io/hostname'},
      ],
    },
  },
});
const prefers = (node: string): object => ({
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          preference: {matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'In', values: [node]}]},
        },
      ],
    },
  },
});

const running = (name: string): Condition => settle(`get pod ${name} --no-headers`, /1\/1 +Running/);
const refused = (name: string): Condition =>
  settle(`get pod ${name} -o jsonpath='{.status.conditions[0].reason}'`, /Unschedulable/);
const nodeOf = (name: string) => kubectl(`get pod ${name} -o jsonpath='{.spec.nodeName}'`);
const why = (name: string) => kubectl(`get pod ${name} -o jsonpath='{.status.phase} {.status.conditions[0].message}'`);
const daemons = (count: number): Condition =>
  settle(
    'get ds spread -o jsonpath={.status.desiredNumberScheduled}/{.status.numberReady}',
    new RegExp(`^${count}/${count}$`),
  );

/** Where Pods go and why they do not: selectors, affinities, taints, cordons, resources. */
export const scheduling: Theme = {
  name: 'scheduling',
  steps: [
    kubectl('create -f -', pod('chosen', {labels: {app: 'chosen'}, ...to('OTHER_NODE')})),
    running('chosen'),
    nodeOf('chosen'),
    kubectl('get pod chosen -o wide'),
    named('no such label', kubectl('create -f -', pod('nowhere', to('no-such-node')))),
    refused('nowhere'),
    why('nowhere'),
    kubectl('get pod nowhere'),
    kubectl(
      "get events --field-selector=involvedObject.name=nowhere -o jsonpath='{.items[0].reason} {.items[0].type} {.items[0].message}'",
    ),
    named('near another', kubectl('create -f -', pod('near', away(near('podAffinity', 'chosen'))))),
    running('near'),
    nodeOf('near'),
    named('near nobody', kubectl('create -f -', pod('lonely', away(near('podAffinity', 'nobody'))))),
    refused('lonely'),
    why('lonely'),
    named('away from another', kubectl('create -f -', pod('far', to('OTHER_NODE', near('podAntiAffinity', 'chosen'))))),
    refused('far'),
    why('far'),
    named(
      'too much memory',
      kubectl('create -f -', pod('huge', {...away(), container: {resources: {requests: {memory: '999Ti'}}}})),
    ),
    refused('huge'),
    why('huge'),
    named(
      'too much of both',
      kubectl(
        'create -f -',
        pod('vast', {...away(), container: {resources: {requests: {memory: '999Ti', cpu: '9999'}}}}),
      ),
    ),
    refused('vast'),
    why('vast'),
    named('preferred', kubectl('create -f -', pod('prefers', away(prefers('THIRD_NODE'))))),
    running('prefers'),
    nodeOf('prefers'),
    named('by name', kubectl('create -f -', pod('named', away({nodeName: 'THIRD_NODE'})))),
    running('named'),
    nodeOf('named'),
    named('another scheduler', kubectl('create -f -', pod('foreign', away({schedulerName: 'none'})))),
    kubectl('get pod foreign --no-headers'),
    kubectl('delete pod huge vast lonely far foreign --now'),
    // A cordon stops Pods, and DaemonSets' Pods go on.
    named('everywhere', kubectl('apply -f -', wideDaemonSet('spread'))),
    daemons(3),
    kubectl('cordon OTHER_NODE'),
    named('again', kubectl('cordon OTHER_NODE')),
    kubectl('get node OTHER_NODE --no-headers'),
    kubectl("get node OTHER_NODE -o jsonpath='{.spec.unschedulable} {.spec.taints[*].key} {.spec.taints[*].effect}'"),
    named('cordoned', kubectl('create -f -', pod('kept-out', to('OTHER_NODE')))),
    refused('kept-out'),
    why('kept-out'),
    kubectl('get ds spread'),
    kubectl('drain OTHER_NODE --dry-run=server --pod-selector=app=spread'),
    kubectl('drain OTHER_NODE --pod-selector=app=chosen'),
    kubectl('drain OTHER_NODE --pod-selector=app=spread --ignore-daemonsets'),
    kubectl('uncordon OTHER_NODE'),
    named('again', kubectl('uncordon OTHER_NODE')),
    running('kept-out'),
    nodeOf('kept-out'),
    // Taints
    kubectl(`taint node OTHER_NODE ${taint}=1:NoSchedule`),
    named('again', kubectl(`taint node OTHER_NODE ${taint}=1:NoSchedule`)),
    kubectl(`taint node OTHER_NODE ${taint}=1:Sometimes`),
    daemons(2),
    named('tainted', kubectl('get ds spread')),
    kubectl('get pods -l app=spread -o custom-columns=NODE:.spec.nodeName --sort-by=.spec.nodeName'),
    named('tainted', kubectl('create -f -', pod('shy', to('OTHER_NODE')))),
    refused('shy'),
    why('shy'),
    named('tolerating', kubectl('create -f -', pod('bold', to('OTHER_NODE', tolerates)))),
    running('bold'),
    nodeOf('bold'),
    kubectl("get pod bold -o jsonpath='{.spec.tolerations}'"),
    named('tolerating', kubectl('apply -f -', wideDaemonSet('spread', {template: template('spread', tolerates)}))),
    settle(
      "get ds spread -o jsonpath='{.metadata.generation}={.status.observedGeneration} {.status.updatedNumberScheduled}/{.status.numberAvailable}'",
      /^(\d+)=\1 3\/3$/,
    ),
    named('tolerating', kubectl('get ds spread')),
    named('and evicts', kubectl(`taint node OTHER_NODE ${taint}=1:NoExecute`)),
    // one after the other they go, who came to that node by chance too
    settle('get pods -o name --field-selector=spec.nodeName=OTHER_NODE -l app!=spread', /^pod\/bold\s*$/),
    kubectl('get pod chosen --ignore-not-found -o name'),
    kubectl(`taint node OTHER_NODE ${taint}-`),
    named('again', kubectl(`taint node OTHER_NODE ${taint}-`)),
    running('shy'),
    nodeOf('shy'),
  ],
  finally: ['uncordon OTHER_NODE', `taint node OTHER_NODE ${taint}-`],
};

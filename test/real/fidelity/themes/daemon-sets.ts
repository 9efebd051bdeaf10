import {kubectl, named, settle, watch, type Condition, type Theme} from '../step.ts';
import {template, wideDaemonSet} from './objects.ts';

const listPods = 'get pods -l app=web --no-headers';
const counts = `-o jsonpath='{.status.observedGeneration} {.status.desiredNumberScheduled} {.status.currentNumberScheduled} {.status.updatedNumberScheduled} {.status.numberReady} {.status.numberAvailable} {.status.numberMisscheduled}'`;
const images = `get pods -l app=web --sort-by=.spec.nodeName -o custom-columns=NODE:.spec.nodeName,IMAGE:.spec.containers[0].image`;
const label = 'fidelity.nodes';

const available = (count: number): Condition =>
  settle(
    `get ds web -o jsonpath='{.metadata.generation}={.status.observedGeneration} {.status.updatedNumberScheduled} {.status.numberAvailable}'`,
    // A count of none is left out.
    new RegExp(count === 0 ? '^(\\d+)=\\1 0? 0?$' : `^(\\d+)=\\1 ${count} ${count}$`),
  );
const pods = (count: number): Condition => settle(listPods, new RegExp(`^(\\S+ +1/1 +Running.*\n){${count}}$`));
const none = settle(listPods, /No resources found/);
const affinity = (key: string, operator: string, values?: string[]): object => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{matchExpressions: [{key, operator, ...(values === undefined ? {} : {values})}]}],
      },
    },
  },
});
const rolling = (maxUnavailable: number | string): object => ({type: 'RollingUpdate', rollingUpdate: {maxUnavailable}});

/** DaemonSets on several nodes, where containers need not work: counts, updates, subsets of nodes, revisions. */
export const daemonSets: Theme = {
  name: 'daemon-sets',
  steps: [
    kubectl('apply -f -', wideDaemonSet('web')),
    kubectl('rollout status ds/web --timeout=50s'),
    available(3),
    kubectl('get ds web'),
    kubectl('get ds web -o wide'),
    named('all three', kubectl(`get ds web ${counts}`)),
    named('all three', kubectl(images)),
    kubectl('describe ds web --show-events=false'),
    kubectl(
      "get events --field-selector=involvedObject.name=web,reason=SuccessfulCreate -o jsonpath='{.items[*].type}'",
    ),
    kubectl("get pods -o jsonpath='{.items[0].spec.tolerations}'"),
    kubectl("get pods --field-selector=spec.nodeName=NODE -o jsonpath='{.items[0].spec.affinity}'"),
    kubectl("get pods -o jsonpath='{.items[0].metadata.ownerReferences}'"),
    kubectl('get controllerrevisions -o custom-columns=REVISION:.revision,OWNER:.metadata.ownerReferences[0].kind'),
    named('one at a time', kubectl('apply -f -', wideDaemonSet('web', {updateStrategy: rolling(1)}))),
    kubectl('set image ds/web main=busybox:1.36 --dry-run=server'),
    watch('get pods -l app=web --watch', 'set env ds/web COLOUR=blue', available(3)),
    pods(3),
    kubectl('rollout history ds/web'),
    kubectl('rollout history ds/web --revision=2'),
    kubectl('rollout status ds/web'),
    named('updated', kubectl(`get ds web ${counts}`)),
    kubectl('rollout undo ds/web'),
    available(3),
    pods(3),
    kubectl('rollout undo ds/web --to-revision=9'),
    named('after the undoing', kubectl('rollout history ds/web')),
    kubectl("get pods -o jsonpath='{.items[*].spec.containers[0].env}'"),
    // An image that is nowhere stays half way, at as many nodes as may be unavailable.
    named('two at a time', kubectl('apply -f -', wideDaemonSet('web', {updateStrategy: rolling(2)}))),
    named('half', kubectl('apply -f -', wideDaemonSet('web', {updateStrategy: rolling('50%')}))),
    kubectl("get ds web -o jsonpath='{.spec.updateStrategy}'"),
    named('none at a time', kubectl('apply -f -', wideDaemonSet('web', {updateStrategy: rolling(0)}))),
    named('too many', kubectl('apply -f -', wideDaemonSet('web', {updateStrategy: rolling('150%')}))),
    named('wait', kubectl('apply -f -', wideDaemonSet('web', {updateStrategy: {type: 'OnDelete'}}))),
    kubectl('set env ds/web COLOUR=red'),
    settle("get ds web -o jsonpath='{.status.updatedNumberScheduled}'", /^(0|)$/),
    named('waiting', kubectl(`get ds web ${counts}`)),
    named('of an update on deletion', kubectl('rollout status ds/web --timeout=5s')),
    kubectl('delete pods -l app=web --field-selector=spec.nodeName=OTHER_NODE'),
    pods(3),
    settle("get ds web -o jsonpath='{.status.updatedNumberScheduled} {.status.numberAvailable}'", /^1 3$/),
    named('one replaced', kubectl(`get ds web ${counts}`)),
    kubectl('rollout restart ds/web'),
    kubectl('delete ds web'),
    none,
    // Subsets of nodes
    named(
      'only labelled nodes',
      kubectl('apply -f -', wideDaemonSet('web', {template: template('web', {nodeSelector: {[label]: 'yes'}})})),
    ),
    available(0),
    named('no node', kubectl('get ds web')),
    kubectl(`label nodes OTHER_NODE THIRD_NODE ${label}=yes`),
    available(2),
    pods(2),
    named('two nodes', kubectl('get ds web')),
    named('two nodes', kubectl(images)),
    watch('get pods -l app=web --watch', `label node THIRD_NODE ${label}-`, pods(1)),
    available(1),
    named('one node', kubectl(`get ds web ${counts}`)),
    kubectl(`label node OTHER_NODE ${label}=no`),
    kubectl(`label node OTHER_NODE ${label}=no --overwrite`),
    none,
    named(
      'by affinity',
      kubectl('apply -f -', wideDaemonSet('web', {template: template('web', affinity(label, 'Exists'))})),
    ),
    available(1),
    pods(1),
    named('by affinity', kubectl(images)),
    named(
      'by negative affinity',
      kubectl(
        'apply -f -',
        wideDaemonSet('web', {template: template('web', affinity('kubernetes.io/hostname', 'NotIn', ['NODE']))}),
      ),
    ),
    available(2),
    pods(2),
    named('by negative affinity', kubectl(images)),
    named(
      'by an operator that is none',
      kubectl('apply --validate=false -f -', wideDaemonSet('web', {template: template('web', affinity(label, 'Is'))})),
    ),
    named(
      'without values',
      kubectl('apply -f -', wideDaemonSet('web', {template: template('web', affinity(label, 'In'))})),
    ),
    kubectl(`label node OTHER_NODE ${label}-`),
    kubectl('delete ds web --cascade=foreground'),
    kubectl('get ds,pods'),
    named(
      'with a port of the node',
      kubectl(
        'apply -f -',
        wideDaemonSet('web', {
          template: template(
            'web',
            {nodeSelector: {'kubernetes.io/hostname': 'OTHER_NODE'}},
            {ports: [{containerPort: 80, hostPort: 31_999}]},
          ),
        }),
      ),
    ),
    available(1),
    kubectl('delete ds web --cascade=orphan'),
    kubectl('get pods --no-headers'),
    // Adopted again: the selector finds the orphan, and the template is the same.
    named(
      'again',
      kubectl(
        'apply -f -',
        wideDaemonSet('web', {
          template: template(
            'web',
            {nodeSelector: {'kubernetes.io/hostname': 'OTHER_NODE'}},
            {ports: [{containerPort: 80, hostPort: 31_999}]},
          ),
        }),
      ),
    ),
    available(1),
    named('adopted', kubectl('get ds web')),
    named('adopted', kubectl("get pods -o jsonpath='{.items[*].metadata.ownerReferences[*].kind}'")),
  ],
  finally: [`label nodes OTHER_NODE THIRD_NODE ${label}-`],
};

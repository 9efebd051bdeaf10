import {kubectl, named, settle, silently, watch, type Condition, type Theme} from '../step.ts';
import {deployment, template} from './objects.ts';

const available = (replicas: number): Condition =>
  settle(
    "get deploy web -o jsonpath='{.metadata.generation}={.status.observedGeneration} {.status.replicas} {.status.updatedReplicas} {.status.availableReplicas}'",
    new RegExp(`^(\\d+)=\\1 ${replicas} ${replicas} ${replicas}$`),
  );
const pods = (count: number): Condition =>
  settle('get pods -l app=web --no-headers', new RegExp(`^(\\S+ +1/1 +Running.*\n){${count}}$`));
const conditions = `get deploy web -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason};{end}'`;
const listReplicaSets =
  'get rs -o custom-columns=WANTED:.spec.replicas,READY:.status.readyReplicas --sort-by=.spec.replicas';

/** Deployments and ReplicaSets, with which a DaemonSet is compared: rollouts, revisions, scaling, quarrels over Pods. */
export const workloads: Theme = {
  name: 'workloads',
  steps: [
    kubectl('create deployment made --image=nginx:1.18-alpine --replicas=0'),
    kubectl("get deploy made -o jsonpath='{.spec.strategy} {.spec.template.metadata.labels}'"),
    kubectl('apply -f -', deployment('web')),
    kubectl('rollout status deploy/web --timeout=50s'),
    available(2),
    kubectl('get deploy web'),
    kubectl('get deploy web -o wide'),
    kubectl('get rs -l app=web'),
    kubectl('get pods -l app=web'),
    kubectl(conditions),
    kubectl('describe deploy web --show-events=false'),
    kubectl('get all -l app=web'),
    kubectl('scale deploy web --replicas=3'),
    available(3),
    named('of three', kubectl('get deploy web')),
    kubectl('scale deploy web --replicas=1 --current-replicas=9'),
    kubectl('scale deploy web --replicas=-1'),
    kubectl('scale deploy none --replicas=1'),
    watch('get pods -l app=web --watch', 'scale deploy web --replicas=1', pods(1)),
    available(1),
    kubectl('set env deploy/web COLOUR=blue'),
    available(1),
    pods(1),
    named('after an update', kubectl(listReplicaSets)),
    kubectl('rollout history deploy/web'),
    kubectl('rollout history deploy/web --revision=2'),
    kubectl('rollout undo deploy/web'),
    available(1),
    named('after the undoing', kubectl('rollout history deploy/web')),
    kubectl('rollout undo deploy/web --to-revision=9'),
    kubectl('rollout pause deploy/web'),
    named('again', kubectl('rollout pause deploy/web')),
    kubectl('set env deploy/web COLOUR=green'),
    named('paused', kubectl('rollout undo deploy/web')),
    kubectl('rollout resume deploy/web'),
    available(1),
    kubectl('rollout restart deploy/web'),
    available(1),
    pods(1),
    kubectl("get pods -l app=web -o jsonpath='{.items[*].spec.containers[0].env}'"),
    // The old Pods stay while the new ones fail; with all of them up, one condition alone changes.
    silently('scale deploy web --replicas=2'),
    available(2),
    pods(2),
    named(
      'nowhere to go',
      kubectl(
        'apply -f -',
        deployment('web', {
          replicas: 2,
          progressDeadlineSeconds: 2,
          template: template('web', {nodeSelector: {none: 'such'}}),
        }),
      ),
    ),
    settle(conditions, /ProgressDeadlineExceeded/),
    kubectl('rollout status deploy/web'),
    named('that hangs', kubectl(conditions)),
    named('that hangs', kubectl('get deploy web')),
    named('recreating', kubectl('apply -f -', deployment('web', {strategy: {type: 'Recreate', rollingUpdate: null}}))),
    available(2),
    named('recreating', kubectl('get deploy web')),
    named('of a strategy that is none', kubectl('apply -f -', deployment('x', {strategy: {type: 'Sometimes'}}))),
    named(
      'that can never begin',
      kubectl('apply -f -', deployment('x', {strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}})),
    ),
    named('of another app', kubectl('apply -f -', deployment('x', {template: template('y')}))),
    named(
      'with another selector',
      kubectl('apply -f -', deployment('web', {selector: {matchLabels: {app: 'web', more: 'x'}}})),
    ),
    named('less than none', kubectl('apply -f -', deployment('x', {replicas: -1}))),
    kubectl('autoscale deploy none --max=2'),
    kubectl('delete deploy web --cascade=orphan'),
    settle("get rs -l app=web -o jsonpath='{.items[*].metadata.ownerReferences}'", /^$/),
    named('orphaned', kubectl('get pods -l app=web --no-headers')),
    kubectl('scale rs -l app=web --replicas=0'),
    settle('get pods -l app=web', /No resources found/),
    kubectl('delete rs -l app=web'),
    kubectl('delete deploy made --cascade=foreground'),
    kubectl('get deploy,rs,pods'),
  ],
};

import {kubectl, named, settle, type Theme} from '../step.ts';
import {daemonSet, shellPod} from './objects.ts';

const up = settle('get ds web --no-headers', /^web\s+1\s+1\s+1\s+1\s+1\s/);
const gone = settle('get pods', /No resources found/);

/** Deletion in each of its cascades. */
export const deleting: Theme = {
  name: 'deleting',
  steps: [
    kubectl('apply -f -', daemonSet('web')),
    up,
    kubectl('delete ds web --dry-run=server'),
    kubectl('delete ds web'),
    gone,
    kubectl('get ds,controllerrevisions'),
    named('to delete in the foreground', kubectl('apply -f -', daemonSet('web'))),
    up,
    kubectl('delete ds web --cascade=foreground'),
    kubectl('get pods'),
    named('to orphan its Pods', kubectl('apply -f -', daemonSet('web'))),
    up,
    kubectl('delete ds web --cascade=orphan'),
    kubectl('get pods --no-headers'),
    kubectl("get pods -o jsonpath='{.items[*].metadata.ownerReferences}'"),
    kubectl('delete pods -l app=web --now'),
    gone,
    named('to orphan in the old way', kubectl('apply -f -', daemonSet('web'))),
    up,
    kubectl('delete ds web --cascade=false'),
    kubectl('delete pods --all --force'),
    gone,
    // what hears no signal is there for as long as it is granted, and so when the wait begins
    kubectl('create -f -', shellPod('alone', 'sleep 3600', {spec: {terminationGracePeriodSeconds: 9}})),
    settle('get pod alone', /1\/1\s+Running/),
    kubectl('delete pod alone --wait=false'),
    kubectl('wait --for=delete pod/alone --timeout=30s'),
    kubectl('delete pod alone'),
    kubectl('delete pod alone --ignore-not-found'),
    kubectl('delete ds --all'),
    kubectl('delete svc,ds,po -l app=none'),
    kubectl('delete ds'),
    kubectl('delete nothing alone'),
    kubectl('create configmap a --from-literal=a=1'),
    kubectl('create configmap b --from-literal=a=1'),
    kubectl('delete configmap a b c'),
    kubectl('create namespace NAMESPACE-other'),
    kubectl('delete namespace NAMESPACE-other'),
  ],
};

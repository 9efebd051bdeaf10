import {kubectl, named, settle, type KubeInput, type Theme} from '../step.ts';

const claimSpec = (spec: object = {}): object => ({
  accessModes: ['ReadWriteOnce'],
  resources: {requests: {storage: '10Mi'}},
  ...spec,
});
const claim = (name: string, spec: object = {}): KubeInput => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {name},
  spec: claimSpec(spec),
});
const podSpec = (claimName?: string): object => ({
  terminationGracePeriodSeconds: 1,
  nodeSelector: {'kubernetes.io/hostname': 'NODE'},
  automountServiceAccountToken: false,
  containers: [{name: 'main', image: 'nginx:1.18-alpine', volumeMounts: [{name: 'data', mountPath: '/data'}]}],
  ...(claimName === undefined ? {} : {volumes: [{name: 'data', persistentVolumeClaim: {claimName}}]}),
});
const pod = (name: string, claimName: string): KubeInput => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name},
  spec: podSpec(claimName),
});
const set = (name: string, spec: object = {}): KubeInput => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: {name},
  spec: {
    serviceName: name,
    replicas: 2,
    selector: {matchLabels: {app: name}},
    template: {metadata: {labels: {app: name}}, spec: podSpec()},
    volumeClaimTemplates: [{metadata: {name: 'data'}, spec: claimSpec()}],
    ...spec,
  },
});
const apply = (object: KubeInput) => kubectl('apply -f -', object);
const reasons = (kind: string, name: string): string =>
  `get events --field-selector involvedObject.kind=${kind},involvedObject.name=${name} -o custom-columns=TYPE:.type,REASON:.reason,MESSAGE:.message,FROM:.source.component`;
const counts = (name: string): string =>
  `get sts ${name} -o jsonpath='{.status.observedGeneration} {.status.replicas} {.status.readyReplicas} {.status.availableReplicas} {.status.updatedReplicas} {.status.currentReplicas} {.status.collisionCount}'`;
const ready = (name: string, count: number) =>
  settle(
    `get sts ${name} -o jsonpath={.status.readyReplicas}/{.status.updatedReplicas}`,
    new RegExp(`^${count}/${count}$`),
  );
const bound = (name: string) => settle(`get pvc ${name} -o jsonpath={.status.phase}`, /Bound/);

/** Claims: how they get their volumes, who keeps them, and what is wrong with them. */
export const claims: Theme = {
  name: 'claims',
  steps: [
    apply(claim('plain')),
    bound('plain'),
    kubectl('get pvc plain -o jsonpath={.status}'),
    kubectl(`get pvc plain -o jsonpath='{.metadata.finalizers} {.metadata.annotations}'`),
    kubectl('get sc standard -o jsonpath={.provisioner}{.reclaimPolicy}{.volumeBindingMode}'),
    kubectl('get sc standard'),
    apply(pod('user', 'plain')),
    kubectl('wait --for=condition=ready pod/user --timeout=60s'),
    kubectl("exec user -- sh -c 'echo kept > /data/file'"),
    kubectl('delete pvc plain --wait=false'),
    kubectl('get pvc plain --no-headers -o custom-columns=NAME:.metadata.name,FINALIZERS:.metadata.finalizers'),
    kubectl('delete pod user'),
    settle('get pvc plain --ignore-not-found', /^$/),
    apply(pod('early', 'later')),
    settle('get events --field-selector involvedObject.name=early -o name', /event/),
    kubectl(`get pod early -o jsonpath='{.status.conditions[0].reason} {.status.conditions[0].message}'`),
    kubectl('delete pod early'),
    apply(claim('classless', {storageClassName: 'none'})),
    settle('get events --field-selector involvedObject.name=classless -o name', /event/),
    kubectl(reasons('PersistentVolumeClaim', 'classless')),
    named('of no size', kubectl('apply -f -', claim('wrong', {resources: {}}))),
    named('of size 0', kubectl('apply -f -', claim('wrong', {resources: {requests: {storage: '0'}}}))),
    named('of no mode', kubectl('apply -f -', claim('wrong', {accessModes: []}))),
    named('of another mode', kubectl('apply -f -', claim('wrong', {accessModes: ['ReadOnce']}))),
    named(
      'of modes that exclude each other',
      kubectl('apply -f -', claim('wrong', {accessModes: ['ReadWriteOnce', 'ReadWriteOncePod']})),
    ),
    named('of a class with a bad name', kubectl('apply -f -', claim('wrong', {storageClassName: 'A'}))),
    kubectl('delete pvc --all'),
  ],
};

/** StatefulSets: their order, names and claims, how they are rolled out, and what is wrong with them. */
export const statefulSets: Theme = {
  name: 'stateful-sets',
  steps: [
    apply(set('web')),
    ready('web', 2),
    kubectl('get sts web'),
    kubectl(counts('web')),
    kubectl(
      `get sts web -o jsonpath='{.spec.podManagementPolicy} {.spec.updateStrategy} {.spec.persistentVolumeClaimRetentionPolicy} {.spec.revisionHistoryLimit} {.spec.volumeClaimTemplates[0].spec} {.spec.volumeClaimTemplates[0].status}'`,
    ),
    kubectl(reasons('StatefulSet', 'web')),
    kubectl(
      `get pod web-0 -o jsonpath='{.metadata.generateName} {.spec.hostname} {.spec.subdomain} {.metadata.labels.apps\\.kubernetes\\.io/pod-index}'`,
    ),
    kubectl('get pvc -o name'),
    kubectl('get pvc data-web-0 -o jsonpath={.metadata.labels}'),
    kubectl("exec web-1 -- sh -c 'echo kept > /data/file'"),
    kubectl('delete pod web-1'),
    ready('web', 2),
    kubectl('exec web-1 -- cat /data/file'),
    kubectl('scale sts web --replicas=1'),
    settle('get pod web-1 --ignore-not-found', /^$/),
    named('once it is scaled down', kubectl('get pvc -o name')),
    kubectl(`patch sts web -p '{"spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":2}}}}'`),
    ready('web', 3),
    kubectl('set env sts/web COLOUR=blue'),
    settle('get sts web -o jsonpath={.status.updatedReplicas}', /^1$/),
    kubectl('rollout history sts/web'),
    kubectl('rollout undo sts/web'),
    ready('web', 3),
    kubectl('rollout status sts/web'),
    kubectl(`patch sts web -p '{"spec":{"serviceName":"other"}}'`),
    kubectl(`patch sts web -p '{"spec":{"podManagementPolicy":"Parallel"}}'`),
    named('of another policy', kubectl('apply -f -', set('wrong', {podManagementPolicy: 'Any'}))),
    named('of another strategy', kubectl('apply -f -', set('wrong', {updateStrategy: {type: 'Any'}}))),
    named('of fewer than none', kubectl('apply -f -', set('wrong', {replicas: -1}))),
    named(
      'that keeps claims otherwise',
      kubectl('apply -f -', set('wrong', {persistentVolumeClaimRetentionPolicy: {whenDeleted: 'Any'}})),
    ),
    named('that selects nothing', kubectl('apply -f -', set('wrong', {selector: {}}))),
    named('that selects others', kubectl('apply -f -', set('wrong', {selector: {matchLabels: {app: 'other'}}}))),
    named(
      'whose claims have no size',
      kubectl(
        'apply -f -',
        set('wrong', {volumeClaimTemplates: [{metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce']}}]}),
      ),
    ),
    named('with a dot in its name', kubectl('apply -f -', set('a.b'))),
    kubectl('delete sts web'),
    settle('get pods -l app=web -o name', /^$/),
    named('once the set is gone', kubectl('get pvc -o name')),
    kubectl('delete pvc --all'),
  ],
};

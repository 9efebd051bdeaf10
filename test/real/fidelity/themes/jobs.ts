import {kubectl, named, settle, type KubeInput, type Theme} from '../step.ts';

function jobOf(name: string, script: string, spec: object = {}, restartPolicy = 'Never'): KubeInput {
  const containers = [{name: 'main', image: 'busybox:1.36', command: ['sh', '-c', script]}];
  const pod = {
    restartPolicy,
    terminationGracePeriodSeconds: 1,
    nodeSelector: {'kubernetes.io/hostname': 'NODE'},
    automountServiceAccountToken: false,
    containers,
  };
  return {apiVersion: 'batch/v1', kind: 'Job', metadata: {name}, spec: {...spec, template: {spec: pod}}};
}
const apply = (name: string, script: string, spec: object = {}) => kubectl('apply -f -', jobOf(name, script, spec));
const conditions = (name: string): string =>
  `get job ${name} -o jsonpath='{range .status.conditions[*]}{.type}={.status} {.reason} {.message};{end}'`;
const counts = (name: string): string =>
  `get job ${name} -o jsonpath='{.status.active} {.status.ready} {.status.succeeded} {.status.failed} {.status.terminating} {.status.uncountedTerminatedPods} {.status.completedIndexes}'`;
const defaults = `get job once -o jsonpath='{.spec.completions} {.spec.backoffLimit} {.spec.completionMode} {.spec.suspend} {.spec.manualSelector} {.spec.podReplacementPolicy}'`;
const ofPods =
  "-o jsonpath='{.items[0].metadata.generateName} {.items[0].metadata.finalizers} {.items[0].metadata.ownerReferences[0].kind}'";
const reasons = (name: string): string =>
  `get events --field-selector involvedObject.kind=Job,involvedObject.name=${name} -o custom-columns=TYPE:.type,REASON:.reason,FROM:.source.component`;
const ended = (name: string, how: 'Complete' | 'Failed') =>
  settle(`get job ${name} -o jsonpath={.status.conditions[*].type}`, new RegExp(how));

/** Jobs: how they are counted, end, wait and go. */
export const jobs: Theme = {
  name: 'jobs',
  steps: [
    apply('once', 'echo done'),
    kubectl('wait --for=condition=complete job/once --timeout=50s'),
    ended('once', 'Complete'),
    kubectl('get job once'),
    kubectl('logs job/once'),
    kubectl(conditions('once')),
    kubectl(counts('once')),
    kubectl(defaults),
    kubectl(reasons('once')),
    kubectl(`get pods -l job-name=once ${ofPods}`),
    apply('bad', 'exit 3', {backoffLimit: 0}),
    ended('bad', 'Failed'),
    kubectl('get job bad'),
    kubectl(conditions('bad')),
    kubectl(counts('bad')),
    kubectl(reasons('bad')),
    apply('slow', 'sleep 600', {activeDeadlineSeconds: 2}),
    ended('slow', 'Failed'),
    kubectl(conditions('slow')),
    apply('indexed', 'echo $JOB_COMPLETION_INDEX', {completionMode: 'Indexed', completions: 3, parallelism: 3}),
    ended('indexed', 'Complete'),
    kubectl(counts('indexed')),
    kubectl(`get pods -l batch.kubernetes.io/job-completion-index=2,job-name=indexed ${ofPods}`),
    kubectl('logs -l batch.kubernetes.io/job-completion-index=2'),
    apply('held', 'sleep 600', {suspend: true}),
    settle('get job held -o jsonpath={.status.conditions[*].type}', /Suspended/),
    kubectl(conditions('held')),
    kubectl('get job held'),
    kubectl(`patch job held -p '{"spec":{"suspend":false}}'`),
    settle('get job held -o jsonpath={.status.ready}', /1/),
    named('resumed', kubectl(conditions('held'))),
    kubectl(counts('held')),
    kubectl(`patch job held -p '{"spec":{"completions":3}}'`),
    kubectl('delete job held'),
    settle('get pods -l job-name=held -o name', /^$/),
    apply('brief', 'true', {ttlSecondsAfterFinished: 1}),
    settle('get job brief --ignore-not-found', /^$/),
    named('of Pods that go on', kubectl('apply -f -', jobOf('wrong', 'true', {}, 'Always'))),
    kubectl('delete jobs --all'),
  ],
};

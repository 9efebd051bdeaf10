import {sidecarsOf, type Pod, type Toleration} from '../objects/pod.ts';
import {kind} from '../schema/schema.ts';
import {age, ageColumn, ageOf, column, nameColumn, type Cell} from './column.ts';
import {setPodSpecDefaults, setRequestDefaults} from './pod-defaults.ts';
import {podSpec} from './pod-schema.ts';
import {podStatus} from './pod-status-schema.ts';
import {holdsUp, podStatusReason} from './pod-status-reason.ts';
import {validatePodSpec, validatePodUpdate} from './pod-validation.ts';
import {hostNameWarnings, podWarnings} from './pod-warnings.ts';
import {qosClass} from './qos-class.ts';
import {defineType} from './resource-type.ts';
import {validateNotNegative} from './workload-validation.ts';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export const pods = defineType<Pod>({
  plural: 'pods',
  singular: 'pod',
  kind: 'Pod',
  shortNames: ['po'],
  categories: ['all'],
  subresources: [
    {name: 'eviction', kind: 'Eviction', verbs: ['create'], kindFrom: {group: 'policy', version: 'v1'}},
    {name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get']},
    {name: 'log', kind: 'Pod', verbs: ['get']},
    {name: 'proxy', kind: 'PodProxyOptions', verbs: ['get']},
    {name: 'status', kind: 'Pod', verbs: ['get', 'patch', 'update']},
  ],
  schema: kind('Pod', {spec: podSpec, status: podStatus}),
  columns: [
    nameColumn,
    column('Ready'),
    column('Status'),
    column('Restarts'),
    ageColumn,
    column('IP', {priority: 1}),
    column('Node', {priority: 1}),
    column('Nominated Node', {priority: 1}),
    column('Readiness Gates', {priority: 1}),
  ],
  row: podRow,
  hasGeneration: true,
  hasStatus: true,
  answersDeleted: true,
  setDefaults: (pod) => {
    // A Pod without a spec is refused after this.
    pod.spec ??= {} as Pod['spec'];
    setPodSpecDefaults(pod.spec);
    setRequestDefaults(pod.spec);
    const ofAdmission = {enableServiceLinks: true, priority: 0, preemptionPolicy: 'PreemptLowerPriority'};
    Object.assign(pod.spec, {...ofAdmission, ...pod.spec});
    pod.spec.tolerations = withDefaultTolerations(pod.spec.tolerations ?? []);
    pod.status ??= {};
    pod.status.phase ??= 'Pending';
    pod.status.qosClass ??= qosClass(pod);
  },
  validate: ({spec}) => [
    ...validatePodSpec(spec, 'spec'),
    ...validateNotNegative('spec.terminationGracePeriodSeconds', spec.terminationGracePeriodSeconds),
  ],
  validateUpdate: validatePodUpdate,
  warnings: (pod, old) =>
    old === undefined
      ? [...hostNameWarnings(pod.metadata, "the Pod's hostname"), ...podWarnings(pod.spec, 'spec')]
      : [],
  selectableFields: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
});

/**
 * For how long a Pod stays on a node that is lost, unless it says so itself.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaulttolerationseconds
 */
function withDefaultTolerations(own: readonly Toleration[]): Toleration[] {
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !own.some((one) => isForEviction(one) && (one.key === undefined || one.key === key)))
    .map((key) => ({key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300}));
  return [...own, ...added];
}

function isForEviction({effect}: Toleration): boolean {
  return effect === undefined || effect === 'NoExecute';
}

function podRow(pod: Pod, nowMs: number): Cell[] {
  const {containerStatuses = [], initContainerStatuses = []} = pod.status;
  const sidecars = sidecarsOf(pod.spec);
  const stayingStatuses = initContainerStatuses.filter(({name}) => sidecars.some((sidecar) => sidecar.name === name));
  const ready = [...containerStatuses, ...stayingStatuses].filter(
    (status) => status.ready && status.state.running !== undefined,
  ).length;
  return [
    pod.metadata.name,
    `${ready}/${pod.spec.containers.length + sidecars.length}`,
    podStatusReason(pod),
    restarts(pod, nowMs),
    age(pod, nowMs),
    pod.status.podIP ?? '<none>',
    pod.spec.nodeName ?? '<none>',
    '<none>',
    '<none>',
  ];
}

function restarts(pod: Pod, nowMs: number): string {
  const {containerStatuses = [], initContainerStatuses = []} = pod.status;
  const isInitialized = pod.status.conditions?.some(({type, status}) => type === 'Initialized' && status === 'True');
  const isInitializing = isInitialized !== true && initContainerStatuses.some((status) => holdsUp(status, pod));
  const sidecars = new Set(sidecarsOf(pod.spec).map(({name}) => name));
  const statuses = isInitializing
    ? initContainerStatuses
    : [...initContainerStatuses.filter(({name}) => sidecars.has(name)), ...containerStatuses];
  const count = statuses.reduce((sum, {restartCount}) => sum + restartCount, 0);
  const ends = statuses
    .map(({lastState}) => lastState.terminated?.finishedAt)
    .filter((time) => time !== undefined)
    .sort();
  const last = ends.at(-1);
  return count === 0 || last === undefined ? String(count) : `${count} (${ageOf(last, nowMs)} ago)`;
}

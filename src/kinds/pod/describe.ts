import {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import {containerLines} from './describing/container-lines.ts';
import {podSchema, podStatusSchema} from './schema.ts';
import {controllerLines} from '../describing/controller-lines.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelAndAnnotationLines, nameLines, textMapLines} from '../describing/metadata-lines.ts';
import {podSpecSchema} from './pod-spec.ts';
import {resourceLines} from './describing/resource-lines.ts';
import {seccompLines} from './describing/seccomp-lines.ts';
import {since} from '#src/kubernetes/since.ts';
import {tolerationLines} from './describing/toleration-lines.ts';
import {topologySpreadLines} from './describing/topology-spread-lines.ts';
import {volumeLines} from './describing/volume-lines.ts';

const describedPodSchema = podSchema.extend({
  spec: podSpecSchema,
  status: podStatusSchema
    .extend({
      podIPs: z.array(z.looseObject({ip: z.string().default('')})).nullish(),
      startTime: z.string().nullish(),
      qosClass: z.string().default(''),
      nominatedNodeName: z.string().default(''),
    })
    .prefault({}),
});
type DescribedPod = z.infer<typeof describedPodSchema>;

/** What `kubectl describe pod` prints of one Pod, at `now` in ms since 1970. */
export function describePod(object: unknown, {events, now}: {events: readonly Event[] | undefined; now: number}) {
  const pod = describedPodSchema.parse(object);
  const {spec, status} = pod;
  const initContainers = spec.initContainers ?? [];
  const ephemeralContainers = spec.ephemeralContainers ?? [];
  return alignTabs([
    ...headLines(pod),
    ...labelAndAnnotationLines(pod),
    ...stateLines(pod, now),
    ...(status.podIPs?.length ? ['IPs:', ...status.podIPs.map(({ip}) => `  IP:\t${ip}`)] : ['IPs:\t<none>']),
    ...controllerLines(pod),
    ...optionalLine('NominatedNodeName', status.nominatedNodeName),
    ...(spec.resources ? ['Resources:', ...resourceLines(spec.resources, '  ')] : []),
    ...(initContainers.length === 0
      ? []
      : containerLines({
          title: 'Init Containers',
          containers: initContainers,
          pod,
          statuses: status.initContainerStatuses,
        })),
    ...containerLines({
      title: 'Containers',
      containers: spec.containers,
      pod,
      statuses: status.containerStatuses,
    }),
    ...(ephemeralContainers.length === 0
      ? []
      : containerLines({
          title: 'Ephemeral Containers',
          containers: ephemeralContainers,
          pod,
          statuses: status.ephemeralContainerStatuses,
        })),
    ...readinessGateLines(pod),
    ...conditionLines(pod),
    ...volumeLines(spec.volumes, {isTemplate: false}),
    `QoS Class:\t${status.qosClass}`,
    ...textMapLines('Node-Selectors', spec.nodeSelector),
    ...tolerationLines('Tolerations', spec.tolerations),
    ...topologySpreadLines(spec.topologySpreadConstraints, ''),
    ...(spec.schedulingGroup ? ['SchedulingGroup:', `  PodGroupName:\t${spec.schedulingGroup.podGroupName}`] : []),
    ...eventLines(events, now),
  ]);
}

function headLines(pod: DescribedPod): readonly string[] {
  const {spec, status} = pod;
  return [
    ...nameLines(pod),
    ...(typeof spec.priority === 'number' ? [`Priority:\t${spec.priority}`] : []),
    ...optionalLine('Priority Class Name', spec.priorityClassName),
    ...optionalLine('Runtime Class Name', spec.runtimeClassName ?? ''),
    ...optionalLine('Service Account', spec.serviceAccountName),
    `Node:\t${spec.nodeName === '' ? '<none>' : `${spec.nodeName}/${status.hostIP}`}`,
    ...(status.startTime ? [`Start Time:\t${fullTime(status.startTime)}`] : []),
  ];
}

function stateLines({metadata, spec, status}: DescribedPod, now: number): readonly string[] {
  const {deletionTimestamp, deletionGracePeriodSeconds} = metadata;
  const isLeaving = deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded';
  return [
    ...(isLeaving
      ? [
          `Status:\tTerminating (lasts ${since(deletionTimestamp, now)})`,
          `Termination Grace Period:\t${deletionGracePeriodSeconds ?? 0}s`,
        ]
      : [`Status:\t${status.phase}`]),
    ...optionalLine('Reason', status.reason),
    ...optionalLine('Message', status.message),
    ...seccompLines(spec.securityContext?.seccompProfile, {indent: '', fileIndent: ''}),
    `IP:\t${status.podIP}`,
  ];
}

function readinessGateLines({spec, status}: DescribedPod): readonly string[] {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return [];
  const statusOf = (wanted: string): string => status.conditions.find(({type}) => type === wanted)?.status ?? '<none>';
  return [
    'Readiness Gates:',
    '  Type\tStatus',
    ...gates.map(({conditionType}) => `  ${conditionType} \t${statusOf(conditionType)} `),
  ];
}

function conditionLines({status}: DescribedPod): readonly string[] {
  const {conditions} = status;
  if (conditions.length === 0) return [];
  return ['Conditions:', '  Type\tStatus', ...conditions.map(({type, status}) => `  ${type} \t${status} `)];
}

function optionalLine(title: string, text: string): readonly string[] {
  return text === '' ? [] : `${title}:\t${text}`.split('\n');
}

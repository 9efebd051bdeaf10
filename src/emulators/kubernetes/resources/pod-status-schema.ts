import {
  any,
  boolean,
  conditions,
  integer,
  list,
  listMap,
  map,
  object,
  optionalTime,
  quantity,
  string,
  time,
} from '../schema/schema.ts';
import {resources} from './container-schema.ts';

const terminated = object(
  'ContainerStateTerminated',
  {
    exitCode: integer,
    signal: integer,
    reason: string,
    message: string,
    startedAt: time,
    finishedAt: time,
    containerID: string,
  },
  ['exitCode'],
);
const containerState = object('ContainerState', {
  waiting: object('ContainerStateWaiting', {reason: string, message: string}),
  running: object('ContainerStateRunning', {startedAt: time}),
  terminated,
});
const containerStatuses = list(
  object(
    'ContainerStatus',
    {
      name: string,
      state: containerState,
      lastState: containerState,
      ready: boolean,
      restartCount: integer,
      image: string,
      imageID: string,
      containerID: string,
      started: boolean,
      allocatedResources: map(quantity),
      resources,
      volumeMounts: listMap(
        ['mountPath'],
        object(
          'VolumeMountStatus',
          {
            name: string,
            mountPath: string,
            readOnly: boolean,
            recursiveReadOnly: string,
            volumeStatus: any,
          },
          ['name', 'mountPath'],
        ),
      ),
      user: object('ContainerUser', {
        linux: object('LinuxContainerUser', {uid: integer, gid: integer, supplementalGroups: list(integer)}),
      }),
      allocatedResourcesStatus: listMap(['name'], any),
      stopSignal: string,
    },
    ['name', 'state', 'lastState', 'ready', 'restartCount', 'image', 'imageID'],
  ),
);

export const podStatus = object('PodStatus', {
  observedGeneration: integer,
  phase: string,
  conditions: conditions('PodCondition', {times: ['lastProbeTime'], isOfGeneration: true}),
  message: string,
  reason: string,
  nominatedNodeName: string,
  hostIP: string,
  hostIPs: list(object('HostIP', {ip: string}, ['ip'])),
  podIP: string,
  podIPs: listMap(['ip'], object('PodIP', {ip: string}, ['ip'])),
  startTime: optionalTime,
  resize: string,
  resources,
  allocatedResources: map(quantity),
  resourceClaimStatuses: listMap(['name'], any),
  extendedResourceClaimStatus: any,
  nodeAllocatableResourceClaimStatuses: listMap(['resourceClaimName'], any),
  volumeHealth: listMap(['name'], any),
  initContainerStatuses: containerStatuses,
  containerStatuses,
  qosClass: string,
  ephemeralContainerStatuses: containerStatuses,
});

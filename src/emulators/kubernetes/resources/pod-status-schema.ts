import {boolean, conditions, integer, list, listMap, object, string, time} from '../schema/schema.ts';

const terminated = object('ContainerStateTerminated', {
  exitCode: integer,
  signal: integer,
  reason: string,
  message: string,
  startedAt: time,
  finishedAt: time,
  containerID: string,
});
const containerState = object('ContainerState', {
  waiting: object('ContainerStateWaiting', {reason: string, message: string}),
  running: object('ContainerStateRunning', {startedAt: time}),
  terminated,
});
const containerStatuses = list(
  object('ContainerStatus', {
    name: string,
    state: containerState,
    lastState: containerState,
    ready: boolean,
    restartCount: integer,
    image: string,
    imageID: string,
    containerID: string,
    started: boolean,
  }),
);

export const podStatus = object('PodStatus', {
  phase: string,
  conditions: conditions('PodCondition', ['lastProbeTime']),
  message: string,
  reason: string,
  nominatedNodeName: string,
  hostIP: string,
  hostIPs: list(object('HostIP', {ip: string})),
  podIP: string,
  podIPs: listMap(['ip'], object('PodIP', {ip: string})),
  startTime: string,
  initContainerStatuses: containerStatuses,
  containerStatuses,
  qosClass: string,
  ephemeralContainerStatuses: containerStatuses,
});

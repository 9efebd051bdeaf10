import {describe, expect, it} from 'vitest';
import {phaseOf} from '#src/emulators/kubernetes/kubelet/pod-phase.ts';
import type {ContainerState, ContainerStatus, Pod} from '#src/emulators/kubernetes/objects/pod.ts';

const creating: ContainerState = {waiting: {reason: 'ContainerCreating'}};
const running: ContainerState = {running: {startedAt: '2026-01-01T00:00:00Z'}};
const ended = (exitCode: number): ContainerState => ({terminated: {exitCode}});
const looping: ContainerState = {waiting: {reason: 'CrashLoopBackOff'}};

function status(state: ContainerState, lastState: ContainerState = {}): ContainerStatus {
  const fixed = {name: 'main', image: 'busybox', imageID: '', ready: false, started: false, restartCount: 0};
  return {...fixed, state, lastState};
}

function phase({
  restartPolicy = 'Always',
  init = [],
  containers,
  isStopped = false,
}: {
  restartPolicy?: string;
  init?: ContainerStatus[];
  containers: ContainerStatus[];
  isStopped?: boolean;
}): string {
  const pod = {spec: {restartPolicy, containers: []}} as unknown as Pod;
  return phaseOf(pod, {initContainers: init, containers, isStopped});
}

describe('the phase of a Pod', () => {
  it.each([
    ['is made', 'Pending', {containers: [status(creating)]}],
    ['has one container of two', 'Pending', {containers: [status(running), status(creating)]}],
    ['runs', 'Running', {containers: [status(running)]}],
    ['is being initialised', 'Pending', {init: [status(running)], containers: [status(creating)]}],
    [
      'fails to initialise for good',
      'Failed',
      {restartPolicy: 'Never', init: [status(ended(1))], containers: [status(creating)]},
    ],
    ['fails to initialise and tries again', 'Pending', {init: [status(ended(1))], containers: [status(creating)]}],
    ['initialises in a loop', 'Pending', {init: [status(looping, ended(1))], containers: [status(creating)]}],
    ['crashes', 'Running', {containers: [status(ended(1))]}],
    ['ends well and is run again', 'Running', {containers: [status(ended(0))]}],
    ['crashes in a loop', 'Running', {containers: [status(looping, ended(1))]}],
    ['ends well, to be run on failure', 'Succeeded', {restartPolicy: 'OnFailure', containers: [status(ended(0))]}],
    ['ends badly, to be run on failure', 'Running', {restartPolicy: 'OnFailure', containers: [status(ended(2))]}],
    [
      'ends badly, to be run once',
      'Failed',
      {restartPolicy: 'Never', containers: [status(ended(2)), status(ended(0))]},
    ],
    ['is deleted and has ended well', 'Succeeded', {containers: [status(ended(0))], isStopped: true}],
    ['is deleted and was killed', 'Failed', {containers: [status(ended(0)), status(ended(137))], isStopped: true}],
    ['is deleted in a crash loop', 'Failed', {containers: [status(looping, ended(1))], isStopped: true}],
    ['is deleted before it began', 'Pending', {containers: [status(creating)], isStopped: true}],
  ])('that %s is %s', (_, wanted, given) => {
    expect(phase(given)).toBe(wanted);
  });
});

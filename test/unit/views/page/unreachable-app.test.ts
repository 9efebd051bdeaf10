import {describe, expect, test} from 'vitest';
import {notReadySince, unreachableApp, type SilentApp} from '#src/views/page/unreachable-app.ts';
import {podSchema, type Pod} from '#src/kinds/pod/schema.ts';

interface PodState {
  readonly isReady: boolean;
  readonly state?: object;
  readonly restarts?: number;
  readonly since?: string;
}

const pod = (name: string, {isReady, state = {running: {}}, restarts = 0, since}: PodState): Pod =>
  podSchema.parse({
    metadata: {name, uid: name},
    spec: {containers: [{name: 'web'}]},
    status: {
      phase: 'Running',
      conditions: [{type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: since}],
      containerStatuses: [{name: 'web', ready: isReady, restartCount: restarts, state}],
    },
  });
const serving = pod('web-1', {isReady: true});
const completed = pod('web-1', {isReady: false, state: {terminated: {reason: 'Completed', exitCode: 0}}, restarts: 2});

const app = (more: Partial<SilentApp>): SilentApp => ({
  service: 'web',
  selector: 'app=web',
  targetPort: 80,
  pods: [serving],
  readyAddresses: 1,
  failure: 'refused',
  ...more,
});
const down = (more: Partial<SilentApp>): SilentApp => app({readyAddresses: 0, ...more});

describe('why an app does not answer', () => {
  test.each<[string, SilentApp, string, RegExp]>([
    [
      'a wrong port',
      app({targetPort: 8081}),
      'the Pod web-1 is ready, but nothing answers HTTP on 8081, to which the Service web sends',
      /describe service web/,
    ],
    [
      'a wrong port of several Pods, by its name',
      app({targetPort: 'http', pods: [serving, pod('web-2', {isReady: true}), completed], readyAddresses: 2}),
      '2 Pods are ready, but nothing answers HTTP on the port named http, to which the Service web sends',
      /describe service web/,
    ],
    [
      'an app that takes the request and says nothing',
      app({failure: {silentSeconds: 8}}),
      'the Pod web-1 is ready, but nothing came within 8 s on 80, to which the Service web sends',
      /logs -l app=web/,
    ],
    [
      'addresses that are no Pods’',
      app({pods: [], selector: ''}),
      'its addresses are ready, but nothing answers HTTP on 80, to which the Service web sends',
      /describe service web/,
    ],
    [
      'a Service that looks for nothing',
      down({selector: '', pods: []}),
      'the Service web looks for no Pods',
      /selector/,
    ],
    [
      'labels that no Pod has',
      down({pods: []}),
      'no Pod has the labels that the Service web looks for (app=web)',
      /--show-labels/,
    ],
    [
      'a container that ends again and again',
      down({pods: [completed]}),
      'its Pod web-1 is not ready (Completed, restarted 2 times)',
      /get pods/,
    ],
    [
      'a Pod that has only begun',
      down({pods: [pod('web-1', {isReady: false, state: {waiting: {reason: 'ContainerCreating'}}})]}),
      'its Pod web-1 is not ready (ContainerCreating)',
      /get pods/,
    ],
    [
      'several Pods',
      down({
        pods: [completed, pod('web-2', {isReady: false, state: {waiting: {reason: 'ErrImagePull'}}}), completed],
      }),
      'none of its 3 Pods is ready (Completed, ErrImagePull)',
      /get pods/,
    ],
    [
      'a port name that no Pod has',
      down({targetPort: 'http'}),
      'no Pod that is ready has a port named http, to which the Service web sends',
      /describe service web/,
    ],
    ['a Pod that the Service does not know yet', down({}), 'the Pod web-1 is ready only just now', /again/],
  ])('%s', (_, silent, reason, next) => {
    expect(unreachableApp(silent)).toEqual({reason, next: expect.stringMatching(next)});
  });
});

test('since when no Pod is ready is told by the last that was', () => {
  const since = (time: string): Pod => pod('web-1', {isReady: false, since: time});
  const times = [since('2026-11-28T10:00:00Z'), since('2026-11-28T11:00:00Z')];
  expect(notReadySince(times)).toBe(Date.parse('2026-11-28T11:00:00Z'));
  expect(notReadySince([...times, serving])).toBeUndefined();
  expect(notReadySince([pod('web-1', {isReady: false})])).toBeUndefined();
  expect(notReadySince([])).toBeUndefined();
});

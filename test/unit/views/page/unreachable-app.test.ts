import {describe, expect, test} from 'vitest';
import {notReadySince, unreachableApp, type SilentApp} from '#src/views/page/unreachable-app.ts';
import {podSchema, type Pod} from '#src/kinds/pod/schema.ts';

interface PodState {
  readonly isReady: boolean;
  readonly state?: object;
  readonly restarts?: number;
  readonly since?: string;
  readonly ports?: readonly object[];
}

const pod = (name: string, {isReady, state = {running: {}}, restarts = 0, since, ports}: PodState): Pod =>
  podSchema.parse({
    metadata: {name, uid: name},
    spec: {containers: [{name: 'web', ports}]},
    status: {
      phase: 'Running',
      conditions: [{type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: since}],
      containerStatuses: [{name: 'web', ready: isReady, restartCount: restarts, state}],
    },
  });
const serving = pod('web-1', {isReady: true});
const declaring = (...ports: readonly object[]): Pod => pod('web-1', {isReady: true, ports});
const completed = pod('web-1', {isReady: false, state: {terminated: {reason: 'Completed', exitCode: 0}}, restarts: 2});

const app = (more: Partial<SilentApp>): SilentApp => ({
  service: 'web',
  selector: 'app=web',
  targetPort: 80,
  pods: [serving],
  makers: [],
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
      'the Pod web-1 is ready, but nothing answers HTTP on 8081, to which the Service web sends; the containers declare no port',
      /no promise.*logs -l app=web/,
    ],
    [
      'a wrong port beside the one that is declared',
      app({targetPort: 8081, pods: [declaring({containerPort: 80, protocol: 'TCP'})]}),
      'the Pod web-1 is ready, but nothing answers HTTP on 8081, to which the Service web sends; the containers declare 80',
      /no promise; if the app does listen on 80, write targetPort: 80 in the Service web\./,
    ],
    [
      'a wrong port beside several that are declared, each once',
      app({
        targetPort: 8081,
        pods: [1, 2].map(() =>
          declaring({containerPort: 8080, name: 'web'}, {containerPort: 9090}, {containerPort: 53, protocol: 'UDP'}),
        ),
        readyAddresses: 2,
      }),
      '2 Pods are ready, but nothing answers HTTP on 8081, to which the Service web sends; the containers declare 8080 (web), 9090',
      /no promise.*describe service web/,
    ],
    [
      'a port that is declared, and on which nothing listens',
      app({targetPort: 'http', pods: [declaring({containerPort: 80, name: 'http'})]}),
      'the Pod web-1 is ready, but nothing answers HTTP on the port named http, to which the Service web sends; the containers declare 80 (http)',
      /no promise.*logs -l app=web/,
    ],
    [
      'more ports than a sentence has room for',
      app({targetPort: 7, pods: [declaring(...[1, 2, 3, 4, 5, 6].map((containerPort) => ({containerPort})))]}),
      'the Pod web-1 is ready, but nothing answers HTTP on 7, to which the Service web sends; the containers declare 1, 2, 3, 4, 5, …',
      /describe service web/,
    ],
    [
      'a wrong port of several Pods, by its name',
      app({targetPort: 'http', pods: [serving, pod('web-2', {isReady: true}), completed], readyAddresses: 2}),
      '2 Pods are ready, but nothing answers HTTP on the port named http, to which the Service web sends; the containers declare no port',
      /no promise.*logs -l app=web/,
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
      'something with these labels that is to have no Pods',
      down({pods: [], makers: [{object: 'deployment/web', replicas: 0}]}),
      'deployment/web, whose Pods the Service web looks for, has none now',
      /^Type: kubectl scale deployment\/web --replicas=1$/,
    ],
    [
      'something with these labels whose Pods do not come',
      down({pods: [], makers: [{object: 'daemonset/web'}, {object: 'deployment/web', replicas: 0}]}),
      'daemonset/web, whose Pods the Service web looks for, has none now',
      /describe daemonset\/web$/,
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
      'no Pod that is ready has a port named http, to which the Service web sends; the containers declare no port',
      /logs -l app=web/,
    ],
    [
      'a port name that is another',
      down({targetPort: 'http', pods: [declaring({containerPort: 80, name: 'web'})]}),
      'no Pod that is ready has a port named http, to which the Service web sends; the containers declare 80 (web)',
      /write targetPort: 80 in the Service web/,
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

import {describe, expect, it} from 'vitest';
import {describePod} from '#src/kinds/pod/describe.ts';
import {eventSchema} from '#src/kubernetes/event.ts';

const now = Date.parse('2026-03-04T05:06:10Z');

const pod = {
  metadata: {
    name: 'nginx-x7k2p',
    namespace: 'labrador-open-1',
    uid: 'u',
    labels: {app: 'nginx'},
    deletionTimestamp: '2026-03-04T05:06:07Z',
    deletionGracePeriodSeconds: 30,
    ownerReferences: [{kind: 'DaemonSet', name: 'nginx', uid: 'd', controller: true}],
  },
  spec: {
    nodeName: 'lab-node',
    containers: [{name: 'nginx', image: 'nginx:1.18-alpine'}],
    tolerations: [
      {key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300},
    ],
  },
  status: {
    phase: 'Running',
    hostIP: '172.18.0.3',
    podIP: '10.88.0.4',
    podIPs: [{ip: '10.88.0.4'}],
    startTime: '2026-03-04T05:05:00Z',
    qosClass: 'BestEffort',
    conditions: [{type: 'Ready', status: 'False'}],
    containerStatuses: [
      {
        name: 'nginx',
        containerID: 'containerd://1',
        imageID: 'nginx@sha256:2',
        ready: false,
        restartCount: 2,
        state: {waiting: {reason: 'CrashLoopBackOff'}},
        lastState: {
          terminated: {
            reason: 'Error',
            exitCode: 1,
            startedAt: '2026-03-04T05:06:00Z',
            finishedAt: '2026-03-04T05:06:01Z',
          },
        },
      },
    ],
  },
};

const event = eventSchema.parse({
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container\n',
  count: 3,
  firstTimestamp: '2026-03-04T05:05:10Z',
  lastTimestamp: '2026-03-04T05:06:05Z',
  source: {component: 'kubelet'},
});

describe('the description of a Pod', () => {
  it('tells how it fares, why its container waits, and what happened', () => {
    expect(describePod(pod, {events: [event], now})).toBe(`Name:                      nginx-x7k2p
Namespace:                 labrador-open-1
Node:                      lab-node/172.18.0.3
Start Time:                Wed, 04 Mar 2026 05:05:00 +0000
Labels:                    app=nginx
Annotations:               <none>
Status:                    Terminating (lasts 3s)
Termination Grace Period:  30s
IP:                        10.88.0.4
IPs:
  IP:           10.88.0.4
Controlled By:  DaemonSet/nginx
Containers:
  nginx:
    Container ID:   containerd://1
    Image:          nginx:1.18-alpine
    Image ID:       nginx@sha256:2
    Port:           <none>
    Host Port:      <none>
    State:          Waiting
      Reason:       CrashLoopBackOff
    Last State:     Terminated
      Reason:       Error
      Exit Code:    1
      Started:      Wed, 04 Mar 2026 05:06:00 +0000
      Finished:     Wed, 04 Mar 2026 05:06:01 +0000
    Ready:          False
    Restart Count:  2
    Environment:    <none>
    Mounts:         <none>
Conditions:
  Type           Status
  Ready          False 
Volumes:         <none>
QoS Class:       BestEffort
Node-Selectors:  <none>
Tolerations:     node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
Events:
  Type     Reason   Age               From     Message
  ----     ------   ----              ----     -------
  Warning  BackOff  5s (x3 over 60s)  kubelet  Back-off restarting failed container
`);
  });

  it('says that there are no events, or nothing of them if they are not to be shown', () => {
    expect(describePod(pod, {events: [], now})).toMatch(/^Events: +<none>$/mu);
    expect(describePod(pod, {events: undefined, now})).not.toContain('Events');
  });
});

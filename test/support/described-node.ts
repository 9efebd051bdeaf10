import type {ServedObject} from './object-server.ts';

const created = '2019-01-01T00:00:00Z';
const at = '2020-01-01T00:00:00Z';

interface DescribedNode {
  readonly node: ServedObject;
  readonly lease: ServedObject;
  /** On it, none of them in the namespace of what else is described. */
  readonly pods: readonly ServedObject[];
}

/** A node with all that is described of one, and Pods on it that were resized, or have sidecars or amounts of their own. */
export function describedNode(): DescribedNode {
  const name = 'busy-node';
  const container = (requests: object, limits: object = {}) => ({image: 'x', resources: {requests, limits}});
  const pod = (podName: string, spec: object, status: object = {}): ServedObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: podName, namespace: 'elsewhere', uid: podName, creationTimestamp: created},
    spec: {nodeName: name, ...spec},
    status: {phase: 'Running', qosClass: 'Burstable', ...status},
  });
  const main = {name: 'main', ...container({cpu: '100m', memory: '64Mi'}, {cpu: '200m', memory: '128Mi'})};
  const pods = [
    pod('plain', {
      containers: [main, {name: 'other', ...container({'ephemeral-storage': '1Gi', 'example.com/gpu': '1'})}],
    }),
    pod('nothing', {containers: [{name: 'main', image: 'x'}]}),
    pod('init', {
      initContainers: [
        {name: 'sidecar', restartPolicy: 'Always', ...container({cpu: '50m'})},
        {name: 'init', ...container({cpu: '1', memory: '1Gi'})},
        {name: 'late', restartPolicy: 'Always', ...container({cpu: '70m', memory: '10M'})},
      ],
      containers: [main],
    }),
    pod('pod-level', {
      resources: {requests: {cpu: '700m', 'hugepages-2Mi': '4Mi'}, limits: {cpu: '800m', memory: '1Gi'}},
      containers: [main],
    }),
    pod('overhead', {overhead: {cpu: '5m', memory: '7Mi', 'ephemeral-storage': '1Mi'}, containers: [main]}),
    pod(
      'resized',
      {containers: [main]},
      {
        containerStatuses: [
          {
            name: 'main',
            allocatedResources: {cpu: '300m', memory: '32Mi'},
            resources: {requests: {cpu: '250m', memory: '96Mi'}, limits: {cpu: '400m'}},
          },
        ],
      },
    ),
    pod(
      'infeasible',
      {containers: [{name: 'main', ...container({cpu: '900'}, {cpu: '900'})}]},
      {
        conditions: [{type: 'PodResizePending', status: 'True', reason: 'Infeasible'}],
        containerStatuses: [{name: 'main', resources: {requests: {cpu: '10m'}, limits: {cpu: '20m'}}}],
      },
    ),
  ];
  return {
    pods,
    lease: {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: {name, namespace: 'kube-node-lease'},
      spec: {holderIdentity: name, renewTime: '2020-01-01T00:00:00.000000Z'},
    },
    node: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        uid: 'node-uid',
        creationTimestamp: created,
        labels: {'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/': '', 'kubernetes.io/role': 'master'},
        annotations: {'node.alpha.kubernetes.io/ttl': '0'},
      },
      spec: {
        unschedulable: true,
        podCIDR: '10.88.0.0/24',
        podCIDRs: ['10.88.0.0/24', 'fd00::/64'],
        providerID: 'x://busy',
        taints: [
          {key: 'z', effect: 'NoSchedule'},
          {key: 'a', value: 'b', effect: 'NoSchedule'},
          {key: 'only', effect: 'NoExecute', timeAdded: at},
        ],
      },
      status: {
        conditions: [
          {type: 'Ready', status: 'False', lastHeartbeatTime: at, lastTransitionTime: at, reason: 'R', message: 'm n'},
          {type: 'Empty', status: 'Unknown', lastHeartbeatTime: null, lastTransitionTime: null},
        ],
        addresses: [
          {type: 'InternalIP', address: '10.89.0.1'},
          {type: 'Hostname', address: name},
        ],
        capacity: {cpu: '2', memory: '8145604Ki', pods: '110', 'hugepages-2Mi': '8Mi', 'example.com/gpu': '2'},
        allocatable: {
          cpu: '1900m',
          memory: '8043204Ki',
          pods: '110',
          'ephemeral-storage': '95551679124',
          'hugepages-2Mi': '8Mi',
          'hugepages-1Gi': '0',
          'example.com/gpu': '2',
        },
        nodeInfo: {
          machineID: 'm',
          systemUUID: 's',
          bootID: 'b',
          kernelVersion: '6.1.0',
          osImage: 'Debian GNU/Linux 12 (bookworm)',
          operatingSystem: 'linux',
          architecture: 'amd64',
          containerRuntimeVersion: 'containerd://2.1.0',
          kubeletVersion: 'v1.37.2',
          kubeProxyVersion: 'v1.37.2',
        },
      },
    },
  };
}

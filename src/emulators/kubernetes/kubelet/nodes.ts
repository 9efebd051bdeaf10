import type {EventRecorder} from '../events/event-recorder.ts';
import type {Node} from '../objects/cluster-objects.ts';
import type {Pod} from '../objects/pod.ts';
import {nodes} from '../resources/nodes.ts';
import type {NetworkAccess} from '../machine/process.ts';
import {answerOfDns, dnsAddress} from '../network/cluster-dns.ts';
import type {ClusterNetwork} from '../network/cluster-network.ts';
import type {SavedNode} from '../persistence/snapshot.ts';
import {pods} from '../resources/pods.ts';
import type {StoreEvent} from '../store/store.ts';
import {kubernetesVersion} from '../version.ts';
import {Kubelet, type ClusterHost} from './kubelet.ts';
import {renewNodeLeases} from './node-leases.ts';
import {ConnectionRefused} from './pod-host.ts';
import type {PodWorker} from './pod-worker.ts';

/** How many Pods a node takes. */
const maxPods = '110';
/** How often a kubelet looks whether what it tells of its node has changed. */
const reportSeconds = 10;
const unreachable = 'node.kubernetes.io/unreachable';

/** The cluster's machines: each node object has a kubelet here, which hears of the Pods that are bound to it. */
export class Nodes {
  readonly #host: Omit<ClusterHost, 'event'>;
  readonly #recorder: EventRecorder;
  readonly #log: (line: string) => void;
  readonly #nodeImages: readonly string[];
  readonly #kubelets = new Map<string, Kubelet>();
  readonly #unsubscribe: () => void;
  readonly #stopLeases: () => void;
  readonly #reporting = new Set<string>();
  #nextIndex = 0;

  /** @param parts `nodeImages`: what each of them has pulled from its beginning */
  constructor(parts: {
    host: Omit<ClusterHost, 'event'>;
    recorder: EventRecorder;
    log: (line: string) => void;
    nodeImages: readonly string[];
  }) {
    this.#host = parts.host;
    this.#recorder = parts.recorder;
    this.#log = parts.log;
    this.#nodeImages = parts.nodeImages;
    this.#unsubscribe = this.#host.store.subscribe((event) => this.#hear(event));
    this.#stopLeases = renewNodeLeases(this.#host, () =>
      [...this.#kubelets.values()].filter(({isStopped}) => !isStopped).map(({nodeName}) => nodeName),
    );
  }

  names(): string[] {
    return [...this.#kubelets.keys()];
  }

  /** @param saved what is left of the machine from before a restart */
  add(name: string, saved?: SavedNode): void {
    const {objects, clock, store} = this.#host;
    const index = saved?.index ?? this.#nextIndex;
    this.#nextIndex = Math.max(this.#nextIndex, index + 1);
    const kubelet = new Kubelet({
      nodeName: name,
      index,
      disk: saved?.disk,
      images: store.get(nodes, undefined, name)?.status.images,
      log: this.#log,
      host: {
        ...this.#host,
        event: (about, type, reason, message) =>
          this.#recorder.record({component: 'kubelet', host: name}, about, {type, reason, message}),
      },
    });
    for (const image of this.#nodeImages) if (!kubelet.images.has(image)) kubelet.images.use(image);
    this.#kubelets.set(name, kubelet);
    kubelet.images.onChange = () => this.#reportImages(kubelet);
    const created = store.get(nodes, undefined, name) ?? objects.create(nodes, newNode(kubelet));
    objects.change<Node>(
      nodes,
      created,
      (node) => {
        node.status = nodeStatus(kubelet, clock.timestamp());
      },
      {subresource: 'status'},
    );
    for (const pod of store.list(pods)) if (pod.spec.nodeName === name) kubelet.sync(pod);
  }

  /** Takes a machine away, with its node object and its Pods. */
  remove(name: string): void {
    const {objects, store} = this.#host;
    this.#kubelets.get(name)?.close();
    this.#kubelets.delete(name);
    const node = store.get(nodes, undefined, name);
    if (node !== undefined) objects.delete(nodes, node);
    for (const pod of store.list(pods)) {
      if (pod.spec.nodeName === name) objects.delete(pods, pod, {gracePeriodSeconds: 0});
    }
  }

  /** Cuts a machine off or brings it back: its kubelet neither acts nor reports while it is off. */
  setReady(name: string, isReady: boolean): void {
    const {objects, store, clock} = this.#host;
    const kubelet = this.#kubelets.get(name);
    const node = store.get(nodes, undefined, name);
    if (kubelet === undefined || node === undefined) return;
    kubelet.isStopped = !isReady;
    objects.change<Node>(nodes, node, ({spec}) => {
      const others = (spec.taints ?? []).filter(({key}) => key !== unreachable);
      const added = ['NoSchedule', 'NoExecute'].map((effect) => ({key: unreachable, effect}));
      spec.taints = isReady ? others : [...others, ...added];
      if (spec.taints.length === 0) delete spec.taints;
    });
    objects.change<Node>(
      nodes,
      node,
      ({status}) => {
        const lastTransitionTime = clock.timestamp();
        status.conditions = isReady
          ? readyConditions(lastTransitionTime)
          : (status.conditions ?? []).map(({type}) => ({
              type,
              status: 'Unknown',
              reason: 'NodeStatusUnknown',
              message: 'Kubelet stopped posting node status.',
              lastTransitionTime,
            }));
      },
      {subresource: 'status'},
    );
    if (!isReady) this.#markUnready(name);
    else for (const pod of store.list(pods)) if (pod.spec.nodeName === name) kubelet.sync(pod);
  }

  /** The running Pod behind an API object, if its node is there. */
  findPod({spec, metadata}: Pod): PodWorker | undefined {
    return this.#kubelets.get(spec.nodeName ?? '')?.find(metadata.uid);
  }

  /** What a Pod can ask of others. */
  networkOf(network: ClusterNetwork, from: Pod): NetworkAccess {
    const reach: NetworkAccess['connect'] = (address, port) => {
      if (address === dnsAddress && port === 53) return network.letsAskDns(from) ? 'open' : 'silent';
      if (!network.isKnown(address)) return 'unreachable';
      const target = network.connect(from, address, port);
      if (target === 'held') return 'silent';
      return target !== undefined && this.findPod(target.pod)?.listensOn(target.port) === true ? 'open' : 'refused';
    };
    return {
      ownAddress: () => this.findPod(from)?.address,
      isDns: (address) => address === dnsAddress && network.letsAskDns(from),
      lookUp: (name) => (network.letsAskDns(from) ? answerOfDns(this.#host.store, name) : {kind: 'unknown'}),
      connect: reach,
      answersPing: (address) => network.answersPing(from, address),
      request: ({address, port, ...request}) => {
        const target = network.connect(from, address, port);
        if (target === undefined || target === 'held') return undefined;
        const worker = this.findPod(target.pod);
        if (worker === undefined) return undefined;
        const remoteAddress = this.findPod(from)?.address ?? '127.0.0.1';
        try {
          return worker.http({...request, port: target.port, remoteAddress});
        } catch (error) {
          if (error instanceof ConnectionRefused) return undefined;
          throw error;
        }
      },
      askRedis: ({address, port}, words) => {
        const target = network.connect(from, address, port);
        if (target === undefined || target === 'held') return undefined;
        return this.findPod(target.pod)?.redis(target.port, words);
      },
    };
  }

  /** What has to be kept over a restart. */
  save(): SavedNode[] {
    return [...this.#kubelets.values()].map(({nodeName, index, disk}) => ({name: nodeName, index, disk}));
  }

  close(): void {
    this.#unsubscribe();
    this.#stopLeases();
    for (const kubelet of this.#kubelets.values()) kubelet.close();
  }

  /** Images that were pulled are told a moment later, those of one moment together. */
  #reportImages(kubelet: Kubelet): void {
    const {clock, timings, store, objects} = this.#host;
    const {nodeName} = kubelet;
    if (this.#reporting.has(nodeName)) return;
    this.#reporting.add(nodeName);
    clock.after(reportSeconds * timings.secondMs, () => {
      this.#reporting.delete(nodeName);
      const node = store.get(nodes, undefined, nodeName);
      if (node === undefined || kubelet.isStopped) return;
      objects.change<Node>(nodes, node, ({status}) => void (status.images = kubelet.images.report()), {
        subresource: 'status',
      });
    });
  }

  #hear({resource, type, object}: StoreEvent): void {
    if (resource !== pods) return;
    // An event of this resource carries a Pod.
    const pod = object as Pod;
    const kubelet = this.#kubelets.get(pod.spec.nodeName ?? '');
    if (type === 'DELETED') kubelet?.forget(pod);
    else kubelet?.sync(pod);
  }

  #markUnready(nodeName: string): void {
    const {objects, store, clock} = this.#host;
    for (const pod of store.list(pods)) {
      if (pod.spec.nodeName !== nodeName) continue;
      objects.change<Pod>(
        pods,
        pod,
        ({status}) => {
          // The object is a copy for this change alone.
          for (const condition of status.conditions ?? []) {
            if (condition.type === 'Ready')
              Object.assign(condition, {status: 'False', lastTransitionTime: clock.timestamp()});
          }
        },
        {subresource: 'status'},
      );
    }
  }
}

function newNode({nodeName, podCidr}: Kubelet): Node {
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': nodeName,
    'kubernetes.io/os': 'linux',
  };
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {name: nodeName, labels},
    spec: {podCIDR: podCidr, podCIDRs: [podCidr]},
    status: {},
  };
  // The rest of the metadata is what creating it fills in.
  return node as unknown as Node;
}

function nodeStatus({hostIp, nodeName, images}: Kubelet, now: string): Node['status'] {
  const resources = {cpu: '4', memory: '8Gi', 'ephemeral-storage': '50Gi', pods: maxPods};
  return {
    conditions: readyConditions(now),
    addresses: [
      {type: 'InternalIP', address: hostIp},
      {type: 'Hostname', address: nodeName},
    ],
    capacity: resources,
    allocatable: resources,
    daemonEndpoints: {kubeletEndpoint: {Port: 10250}},
    features: {supplementalGroupsPolicy: true},
    images: images.report(),
    nodeInfo: {
      architecture: 'amd64',
      containerRuntimeVersion: 'containerd://2.4.2',
      kernelVersion: '6.1.0-labrador',
      kubeProxyVersion: '',
      kubeletVersion: kubernetesVersion,
      operatingSystem: 'linux',
      osImage: 'Labrador emulated node',
    },
  };
}

function readyConditions(now: string): NonNullable<Node['status']['conditions']> {
  const fine = (type: string, reason: string, message: string): NonNullable<Node['status']['conditions']>[number] => ({
    type,
    status: type === 'Ready' ? 'True' : 'False',
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  return [
    fine('MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    fine('DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    fine('PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    fine('Ready', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}

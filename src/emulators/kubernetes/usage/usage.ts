import type {Clock} from '../clock.ts';
import type {Nodes} from '../kubelet/nodes.ts';
import type {Node} from '../objects/cluster-objects.ts';
import type {Container, Pod} from '../objects/pod.ts';
import {nodeMetrics, podMetrics, type NodeMetrics, type PodMetrics} from '../resources/usage-metrics.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';
import {pods} from '../resources/pods.ts';
import {canonicalQuantity, parseQuantity} from '../schema/quantity.ts';
import type {Store} from '../store/store.ts';
import type {Timings} from '../timings.ts';
import type {OrderedUsage} from './ordered-usage.ts';

/** How often what is used is looked at, in emulated seconds: a container has to have run for as long. */
const sampleSeconds = 15;
/** What a program that waits uses. */
const idleCores = 0.000_2;
const idleBytes = 2 * 1024 * 1024;
const serverBytes = 6 * 1024 * 1024;
/** What a node uses for itself. */
const nodeCores = 0.1;
const nodeBytes = 600 * 1024 * 1024;

interface Amounts {
  cores: number;
  bytes: number;
}

interface UsageParts {
  store: Store;
  clock: Clock;
  timings: Pick<Timings, 'secondMs'>;
  nodes: Nodes;
  ordered: OrderedUsage;
}

/**
 * What containers use, as metrics-server tells it: what was ordered of them, else what follows from what runs in them, and
 * no more than their limits.
 */
export class Usage {
  readonly #parts: UsageParts;

  constructor(parts: UsageParts) {
    this.#parts = parts;
  }

  /** Undefined for a Pod of which nothing is known yet. */
  ofPod(pod: Pod): PodMetrics | undefined {
    const running = this.#running(pod.metadata.namespace);
    const containers = pod.spec.containers.flatMap((container) => {
      const amounts = this.#ofContainer(pod, container, running);
      return amounts === undefined ? [] : [{name: container.name, usage: formatted(amounts)}];
    });
    if (containers.length < pod.spec.containers.length) return undefined;
    const {name, namespace = '', labels} = pod.metadata;
    return {
      ...this.#head(podMetrics, {name, namespace, ...(labels === undefined ? {} : {labels})}),
      containers,
    };
  }

  ofNode(node: Node): NodeMetrics | undefined {
    const {name, labels} = node.metadata;
    const isReady = node.status.conditions?.some(({type, status}) => type === 'Ready' && status === 'True') === true;
    if (!isReady) return undefined;
    const sum: Amounts = {cores: nodeCores, bytes: nodeBytes};
    for (const pod of this.#running(undefined)) {
      if (pod.spec.nodeName !== name) continue;
      const running = this.#running(pod.metadata.namespace);
      for (const container of pod.spec.containers) {
        const amounts = this.#ofContainer(pod, container, running);
        sum.cores += amounts?.cores ?? 0;
        sum.bytes += amounts?.bytes ?? 0;
      }
    }
    const most = node.status.allocatable ?? {};
    return {
      ...this.#head(nodeMetrics, {name, ...(labels === undefined ? {} : {labels})}),
      usage: formatted(bounded(sum, most)),
    };
  }

  #head(type: ResourceType, metadata: object): PodMetrics & NodeMetrics {
    const now = this.#parts.clock.timestamp();
    const head = {
      kind: type.kind,
      apiVersion: groupVersion(type),
      metadata: {...metadata, creationTimestamp: now},
      timestamp: now,
      window: `${sampleSeconds}s`,
    };
    // what is worked out has no uid and no version; what is used comes after
    return head as unknown as PodMetrics & NodeMetrics;
  }

  #running(namespace: string | undefined): Pod[] {
    return this.#parts.store.list(pods, namespace).filter(({status}) => status.phase === 'Running');
  }

  #ofContainer(pod: Pod, container: Container, running: readonly Pod[]): Amounts | undefined {
    const {clock, timings, nodes, ordered} = this.#parts;
    const status = pod.status.containerStatuses?.find(({name}) => name === container.name);
    const {startedAt} = status?.state.running ?? {};
    if (startedAt === undefined || clock.now() - Date.parse(startedAt) < sampleSeconds * timings.secondMs) {
      return undefined;
    }
    const worker = nodes.findPod(pod)?.find(container.name);
    const process = worker?.process;
    const given = ordered.of(pod, container.name, running);
    const cores = given.cores ?? idleCores + (process?.coresInUse?.() ?? 0) + (worker?.coresBeside() ?? 0);
    const bytes = given.bytes ?? ((process?.listeners?.() ?? []).length === 0 ? idleBytes : serverBytes);
    return bounded({cores, bytes}, container.resources?.limits ?? {});
  }
}

function bounded({cores, bytes}: Amounts, {cpu, memory}: Record<string, string>): Amounts {
  return {
    cores: cpu === undefined ? cores : Math.min(cores, parseQuantity(cpu)),
    bytes: memory === undefined ? bytes : Math.min(bytes, parseQuantity(memory)),
  };
}

function formatted({cores, bytes}: Amounts): Record<string, string> {
  return {cpu: canonicalQuantity(`${Math.round(cores * 1e9)}n`), memory: `${Math.round(bytes / 1024)}Ki`};
}

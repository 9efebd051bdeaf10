import type {Service} from '../objects/cluster-objects.ts';
import type {Pod} from '../objects/pod.ts';
import {endpoints} from '../resources/endpoints.ts';
import {namespaces} from '../resources/namespaces.ts';
import {networkPolicies} from '../resources/network-policies.ts';
import {pods} from '../resources/pods.ts';
import {services} from '../resources/services.ts';
import type {Store} from '../store/store.ts';
import {dnsAddress} from './cluster-dns.ts';
import {isConnectionAllowed, isWayOpen, type Surroundings} from './policy-decision.ts';

/** Where a request arrives. */
interface Target {
  pod: Pod;
  port: number;
}

const loopbackPattern = /^(localhost|127\.\d+\.\d+\.\d+)$/;

/**
 * The network between Pods: connections to a Pod's address or to a Service's. It holds to the NetworkPolicies: what they do not
 * allow is never answered, as most plugins do it.
 */
export class ClusterNetwork {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get #surroundings(): Surroundings {
    return {
      policiesIn: (namespace) => this.#store.list(networkPolicies, namespace),
      labelsOf: (namespace) => this.#store.get(namespaces, undefined, namespace)?.metadata.labels ?? {},
    };
  }

  /** Whether there is anything at an address: a Pod, a Service, or the DNS. */
  isKnown(address: string): boolean {
    if (loopbackPattern.test(address) || address === dnsAddress) return true;
    if (this.#store.list(pods).some(({status}) => status.podIP === address)) return true;
    return this.#store.list(services).some(({spec}) => spec.clusterIP === address);
  }

  /** Whether a Pod is let send to another at all, at its own address: Services answer no such question. */
  answersPing(from: Pod, address: string): boolean {
    if (loopbackPattern.test(address)) return true;
    const pod = this.#store.list(pods).find(({status}) => status.podIP === address);
    return pod !== undefined && typeof this.connect(from, address, 0) === 'object';
  }

  /** Whether a Pod is let ask the DNS, which is known by what is called so everywhere. */
  letsAskDns(from: Pod): boolean {
    const own = this.#store.get(pods, from.metadata.namespace, from.metadata.name) ?? from;
    const metadata = {...own.metadata, name: 'coredns', namespace: 'kube-system', labels: {'k8s-app': 'kube-dns'}};
    const dns = {...own, metadata, status: {...own.status, podIP: dnsAddress}};
    return isWayOpen('Egress', {from: own, to: dns, port: 53, protocol: 'UDP'}, this.#surroundings);
  }

  /** @returns undefined for what nobody answers, `held` for what a policy does not let through */
  connect(from: Pod, address: string, port: number): Target | 'held' | undefined {
    const own = this.#store.get(pods, from.metadata.namespace, from.metadata.name);
    if (own?.metadata.uid !== from.metadata.uid) return undefined;
    if (loopbackPattern.test(address) || address === own.status.podIP) return {pod: own, port};
    const target = this.#targetAt(address, port);
    if (target === undefined) return undefined;
    const connection = {from: own, to: target.pod, port: target.port, protocol: 'TCP'} as const;
    return isConnectionAllowed(connection, this.#surroundings) ? target : 'held';
  }

  #targetAt(address: string, port: number): Target | undefined {
    const pod = this.#store.list(pods).find(({status}) => status.podIP === address);
    if (pod !== undefined) return {pod, port};
    const service = this.#store.list(services).find(({spec}) => spec.clusterIP === address);
    const targets = this.#targetsOf(service, port);
    return targets[Math.floor(Math.random() * targets.length)];
  }

  /** The Pods behind a Service. @param port one of the Service's; any when left out */
  #targetsOf(service: Service | undefined, port?: number): Target[] {
    if (service === undefined) return [];
    const {namespace, name} = service.metadata;
    const asked = service.spec.ports?.find((one) => port === undefined || one.port === port);
    if (asked === undefined) return [];
    return (this.#store.get(endpoints, namespace, name)?.subsets ?? []).flatMap(({addresses = [], ports = []}) => {
      const target = ports.find((one) => (one.name ?? '') === (asked.name ?? ''));
      return addresses.flatMap(({targetRef}) => {
        const pod = targetRef === undefined ? undefined : this.#store.get(pods, namespace, targetRef.name);
        return pod === undefined || target === undefined ? [] : [{pod, port: target.port}];
      });
    });
  }
}

import {fieldError, invalid} from '../status-error.ts';
import {keyOf, type KubeObject} from '../objects/kube-object.ts';
import type {Service} from '../objects/cluster-objects.ts';
import {services} from '../resources/services.ts';
import type {AdmissionRequest} from './objects.ts';
import type {Store} from './store.ts';

const firstNodePort = 30_000;
const lastNodePort = 32_767;
const ipPrefix = '10.96.';

/** Gives Services their cluster addresses and node ports, each of which only one Service can have. */
export class ServiceAddresses {
  readonly #ports = new Map<number, string>();
  readonly #ips = new Map<string, string>();

  constructor(store: Store) {
    for (const service of store.list(services)) this.#remember(service);
    store.subscribe(({resource, type, object, previous}) => {
      if (resource !== services) return;
      if (previous !== undefined) this.#forget(previous as Service);
      if (type !== 'DELETED') this.#remember(object as Service);
    });
  }

  /** @throws StatusError 422 when a wished port is taken or out of range */
  readonly admit = ({type, object, old, isDryRun}: AdmissionRequest): void => {
    if (type !== services) return;
    const service = object as Service;
    this.#assignIp(service, old as Service | undefined);
    this.#assignPorts(service, {old: old as Service | undefined, isDryRun});
  };

  #assignIp(service: Service, old: Service | undefined): void {
    const {spec} = service;
    if (spec.type === 'ExternalName') {
      delete spec.clusterIP;
      delete spec.clusterIPs;
      return;
    }
    const wished = spec.clusterIP ?? '';
    if (wished !== '' && wished !== 'None') this.#checkIp(service, wished);
    spec.clusterIP ||= old?.spec.clusterIP || this.#freeIp();
    spec.clusterIPs = [spec.clusterIP];
  }

  #checkIp(service: Service, ip: string): void {
    const refuse = (why: string): Error =>
      invalid(services, service.metadata.name, [
        fieldError.invalid('spec.clusterIPs', [ip], `failed to allocate IP ${ip}: ${why}`),
      ]);
    if (!ip.startsWith(ipPrefix)) {
      throw refuse(`the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${ipPrefix}0.0/16`);
    }
    const owner = this.#ips.get(ip);
    if (owner !== undefined && owner !== keyOf(service)) throw refuse('provided IP is already allocated');
  }

  #assignPorts(service: Service, {old, isDryRun}: {old: Service | undefined; isDryRun: boolean}): void {
    const {spec} = service;
    const isExposed = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
    for (const [at, port] of (spec.ports ?? []).entries()) {
      if (!isExposed) {
        delete port.nodePort;
        continue;
      }
      const before = old?.spec.ports?.find((one) => one.port === port.port && one.protocol === port.protocol)?.nodePort;
      if (port.nodePort === undefined || port.nodePort === 0) port.nodePort = before ?? this.#freePort();
      // Nobody looks at the wished port of what is only tried.
      else if (!isDryRun) this.#check(service, port.nodePort, `spec.ports[${at}].nodePort`);
    }
  }

  #check(service: KubeObject, nodePort: number, field: string): void {
    const refuse = (detail: string): Error =>
      invalid(services, service.metadata.name, [fieldError.invalid(field, nodePort, detail)]);
    if (nodePort < firstNodePort || nodePort > lastNodePort) {
      throw refuse(
        `provided port is not in the valid range. The range of valid ports is ${firstNodePort}-${lastNodePort}`,
      );
    }
    const owner = this.#ports.get(nodePort);
    if (owner !== undefined && owner !== keyOf(service)) throw refuse('provided port is already allocated');
  }

  #freePort(): number {
    const range = lastNodePort - firstNodePort + 1;
    const start = Math.floor(Math.random() * range);
    for (let step = 0; step < range; step++) {
      const port = firstNodePort + ((start + step) % range);
      if (!this.#ports.has(port)) return port;
    }
    throw new Error('no free node port');
  }

  #freeIp(): string {
    for (;;) {
      const ip = `${ipPrefix}${Math.floor(Math.random() * 256)}.${2 + Math.floor(Math.random() * 252)}`;
      if (!this.#ips.has(ip)) return ip;
    }
  }

  #remember(service: Service): void {
    for (const {nodePort} of service.spec.ports ?? [])
      if (nodePort !== undefined) this.#ports.set(nodePort, keyOf(service));
    if (service.spec.clusterIP !== undefined) this.#ips.set(service.spec.clusterIP, keyOf(service));
  }

  #forget({spec}: Service): void {
    for (const {nodePort} of spec.ports ?? []) if (nodePort !== undefined) this.#ports.delete(nodePort);
    if (spec.clusterIP !== undefined) this.#ips.delete(spec.clusterIP);
  }
}

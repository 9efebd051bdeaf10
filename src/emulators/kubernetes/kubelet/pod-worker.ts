import type {DirectoryInode} from '../machine/inode.ts';
import type {HttpResponse} from '../machine/protocols/http-message.ts';
import type {Listener} from '../machine/process.ts';
import type {RedisReply} from '../machine/protocols/redis-reply.ts';
import {isSidecar, type Container, type Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import {ContainerWorker} from './container-worker.ts';
import type {ContainerContext} from './running-container.ts';
import {ConnectionRefused, type PodConnection, type PodHost} from './pod-host.ts';
import {computePodStatus} from './pod-status.ts';
import {Sidecars, stopInTurn} from './sidecars.ts';
import {MountError} from './mount-error.ts';
import {prepareVolumes, refreshVolumes, removePodDirectory, volumeVersions} from './volumes.ts';

export interface PodPlace extends PodHost {
  hostIp: string;
  disk: DirectoryInode;
  takeIp: () => string;
  freeIp: (ip: string) => void;
}

/**
 * The life of one Pod on its node: volumes, network, init containers one after another, of which the sidecars stay, then
 * all containers; and its end. Every step writes the Pod's status.
 */
export class PodWorker {
  readonly pod: Pod;
  readonly initContainers: readonly ContainerWorker[];
  readonly containers: readonly ContainerWorker[];
  readonly #place: PodPlace;
  readonly #stopping = new AbortController();
  readonly #startedAt: string;
  #podIp: string | undefined;
  #sandboxProblem: string | undefined = 'no pod sandbox exists';
  #isTerminating = false;
  #isStopped = false;
  readonly #naps = new Set<AbortController>();

  constructor(pod: Pod, place: PodPlace) {
    this.pod = pod;
    this.#place = place;
    this.#startedAt = place.clock.timestamp();
    const hostname = pod.spec.hostname ?? pod.metadata.name;
    const inits = pod.spec.initContainers ?? [];
    const waitingReason = inits.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    const known = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
    const processor = place.processor.shareOf(pod.metadata.namespace ?? '');
    const create = (container: Container): ContainerWorker => {
      const before = known.find(({name}) => name === container.name);
      return new ContainerWorker(container, {waitingReason, hostname, processor, before});
    };
    this.initContainers = inits.map(create);
    this.containers = pod.spec.containers.map(create);
  }

  /** Ends when the containers have ended for good, or when the Pod is told to stop. */
  async run(): Promise<void> {
    const {clock, timings} = this.#place;
    const {signal} = this.#stopping;
    await clock.sleep(timings.acceptMs, signal);
    if (signal.aborted) return;
    this.#report();
    const volumes = await this.#mountVolumes();
    await clock.sleep(timings.sandboxMs, signal);
    if (volumes === undefined || signal.aborted) return;
    const podIp = this.#place.takeIp();
    this.#podIp = podIp;
    this.#sandboxProblem = undefined;
    const context: ContainerContext = {
      pod: this.pod,
      host: this.#place,
      volumes,
      podIp,
      report: () => this.#report(),
      announce: () => {
        this.wake();
        this.#report();
      },
      nap: (ms) => this.#nap(ms),
      signal,
    };
    const sidecars = new Sidecars(context, () => this.#report());
    for (const init of this.initContainers) {
      if (isSidecar(init.container, this.pod)) {
        if (!(await sidecars.start(init))) return;
        continue;
      }
      const exit = await init.run(context, {isInit: true});
      if (signal.aborted || exit === undefined) return;
      if (exit.exitCode !== 0) return sidecars.stop();
      this.#report();
    }
    if (this.initContainers.length > 0) await clock.sleep(timings.relistMs, signal);
    const ended = new AbortController();
    const following = this.#followVolumes(AbortSignal.any([signal, ended.signal]));
    await Promise.all(this.containers.map((container) => container.run(context, {isInit: false})));
    ended.abort();
    await following;
    if (!signal.aborted) await sidecars.stop();
  }

  /** Stops the containers and removes the Pod. @param graceMs from now on */
  async terminate(graceMs: number): Promise<void> {
    if (this.#isTerminating) return;
    this.#isTerminating = true;
    const {clock, timings, objects, store} = this.#place;
    this.#stopping.abort();
    this.#report();
    const all = [...this.initContainers, ...this.containers];
    for (const {process, container} of all) {
      if (process === undefined) continue;
      const about = {object: this.pod, fieldPath: `spec.containers{${container.name}}`};
      this.#place.event(about, 'Normal', 'Killing', `Stopping container ${container.name}`);
    }
    const hasRun = all.some(({process}) => process !== undefined);
    const begunAtMs = clock.now();
    const others = all.filter(({container}) => !isSidecar(container, this.pod));
    await Promise.all(others.map((worker) => worker.stop(this.pod, this.#place, graceMs)));
    await stopInTurn(this.initContainers.toReversed(), {
      pod: this.pod,
      host: this.#place,
      graceMs: () => Math.max(graceMs - (clock.now() - begunAtMs), Math.min(graceMs, 2 * timings.secondMs)),
    });
    if (hasRun) await clock.sleep(timings.stoppedMs);
    this.#isStopped = true;
    this.#sandboxProblem = 'pod sandbox is not ready';
    this.#report();
    if (hasRun) await clock.sleep(timings.removeMs);
    this.#release();
    const {namespace, name, uid} = this.pod.metadata;
    const stored = store.get(pods, namespace, name);
    if (stored?.metadata.uid === uid) objects.delete(pods, stored, {gracePeriodSeconds: 0});
  }

  /** Ends everything at once, when the Pod is gone from the API already. */
  abandon(): void {
    this.#stopping.abort();
    for (const {process} of [...this.initContainers, ...this.containers]) process?.kill();
    this.#release();
  }

  /** Something of the Pod has changed that its containers are not told of: the node looks at all of it. */
  wake(): void {
    for (const nap of this.#naps) nap.abort();
    this.#naps.clear();
  }

  get address(): string | undefined {
    return this.#podIp;
  }

  find(containerName: string): ContainerWorker | undefined {
    return [...this.initContainers, ...this.containers].find(({container}) => container.name === containerName);
  }

  listensOn(port: number): boolean {
    return this.#listeners().some((listener) => listener.port === port);
  }

  /**
   * @returns undefined for what is not answered in HTTP
   * @throws ConnectionRefused when no container listens there
   */
  http({port, ...request}: PodConnection): HttpResponse | undefined {
    const listener = this.#listeners().find((one) => one.port === port);
    if (listener === undefined)
      throw new ConnectionRefused(`dial tcp ${this.#podIp}:${port}: connect: connection refused`);
    return listener.answer?.(request);
  }

  /** @returns undefined for what is no Redis */
  redis(port: number, words: readonly string[]): RedisReply | undefined {
    return this.#listeners()
      .find((one) => one.port === port)
      ?.redis?.(words);
  }

  #listeners(): Listener[] {
    return [...this.containers, ...this.initContainers].flatMap(({process}) => process?.listeners?.() ?? []);
  }

  async #mountVolumes(): Promise<Map<string, DirectoryInode> | undefined> {
    const {clock, timings, disk, disks, store, event} = this.#place;
    const {signal} = this.#stopping;
    for (let pauseMs = timings.relistMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 120 * timings.secondMs)) {
      try {
        return prepareVolumes({disk, disks, store, now: () => clock.now()}, this.pod);
      } catch (error) {
        if (!(error instanceof MountError)) throw error;
        event({object: this.pod}, 'Warning', 'FailedMount', error.message);
        await clock.sleep(pauseMs, signal);
      }
    }
    return undefined;
  }

  /** Looks again and again whether what is mounted from the API has changed there. */
  async #followVolumes(signal: AbortSignal): Promise<void> {
    const {clock, timings, disk, disks, store} = this.#place;
    const host = {disk, disks, store, now: () => clock.now()};
    let versions = volumeVersions(host, this.pod);
    if (versions === '') return;
    for (;;) {
      await clock.sleep(timings.resyncMs, signal);
      if (signal.aborted) return;
      const current = volumeVersions(host, this.pod);
      if (current === versions) continue;
      versions = current;
      try {
        refreshVolumes(host, this.pod);
      } catch (error) {
        // it keeps what it has
        if (!(error instanceof MountError)) throw error;
      }
    }
  }

  async #nap(ms: number): Promise<void> {
    const woken = new AbortController();
    this.#naps.add(woken);
    await this.#place.clock.sleep(ms, AbortSignal.any([this.#stopping.signal, woken.signal]));
    this.#naps.delete(woken);
  }

  #release(): void {
    if (this.#podIp !== undefined) this.#place.freeIp(this.#podIp);
    this.#podIp = undefined;
    for (const worker of [...this.initContainers, ...this.containers]) worker.release();
    removePodDirectory(this.#place.disk, this.pod);
  }

  #report(): void {
    const {objects, hostIp, clock} = this.#place;
    objects.change<Pod>(
      pods,
      this.pod,
      (pod) => {
        pod.status = computePodStatus(
          pod,
          {
            hostIp,
            podIp: this.#podIp,
            sandboxProblem: this.#sandboxProblem,
            isStopped: this.#isStopped,
            startedAt: this.#startedAt,
            initContainers: this.initContainers.map(({status}) => status),
            containers: this.containers.map(({status}) => status),
          },
          clock.timestamp(),
        );
      },
      {subresource: 'status'},
    );
  }
}

import {createHash} from 'node:crypto';
import {DiskSpace} from '../machine/disk-space.ts';
import {makeDirectories, newDirectory, newFile, type DirectoryInode} from '../machine/inode.ts';
import type {Pod} from '../objects/pod.ts';
import {LogSpace} from './log-space.ts';
import type {PodHost} from './pod-host.ts';
import {ImageStore, type StoredImage} from './image-store.ts';
import {PodWorker} from './pod-worker.ts';

/** How much can be written on a node, which is all held in memory and saved as one text. */
const maxDiskBytes = 64 * 1024 * 1024;

/** What is the same on all nodes. */
export type ClusterHost = Omit<PodHost, 'pulledImages' | 'diskSpace' | 'logSpace' | 'digest'>;

export interface KubeletOptions {
  nodeName: string;
  /** The node's place in the cluster: it decides its addresses. */
  index: number;
  host: ClusterHost;
  /** The node's disk as it was saved; a new one when left out. */
  disk?: DirectoryInode | undefined;
  /** The images that it had, likewise. */
  images?: readonly StoredImage[] | undefined;
  log: (line: string) => void;
}

/** One node: its disk, its addresses and the Pods that it runs. */
export class Kubelet {
  readonly nodeName: string;
  readonly hostIp: string;
  readonly podCidr: string;
  readonly disk: DirectoryInode;
  readonly images: ImageStore;
  isStopped = false;
  readonly #workers = new Map<string, PodWorker>();
  readonly #usedIps = new Set<string>();
  #lastIp = 1;
  readonly index: number;
  readonly #host: PodHost;
  readonly #log: (line: string) => void;

  constructor({nodeName, index, host, disk, images, log}: KubeletOptions) {
    this.nodeName = nodeName;
    this.index = index;
    this.hostIp = `172.18.${Math.floor((index + 2) / 254)}.${((index + 2) % 254) + 1}`;
    this.podCidr = `10.244.${index}.0/24`;
    this.#log = log;
    const digest = (image: string): string => createHash('sha256').update(image).digest('hex');
    this.images = new ImageStore(digest, images);
    const diskSpace = new DiskSpace(maxDiskBytes);
    this.#host = {...host, pulledImages: this.images, diskSpace, logSpace: new LogSpace(), digest};
    this.disk = disk ?? newDirectory(host.clock.now());
    diskSpace.add(this.disk);
    for (const path of ['/etc', '/home', '/opt', '/root', '/tmp', '/usr', '/var/lib/kubelet/pods', '/var/log']) {
      makeDirectories(this.disk, path, host.clock.now());
    }
    makeDirectories(this.disk, '/etc', host.clock.now()).entries.set(
      'hostname',
      newFile(`${nodeName}\n`, host.clock.now()),
    );
  }

  /** Brings a Pod of this node to what the API says of it now. */
  sync(pod: Pod): void {
    if (this.isStopped) return;
    const {uid, deletionTimestamp, deletionGracePeriodSeconds = 0} = pod.metadata;
    const known = this.#workers.get(uid);
    if (deletionTimestamp !== undefined) {
      const worker = known ?? this.#start(pod, false);
      const graceMs = deletionGracePeriodSeconds * this.#host.timings.secondMs;
      void worker.terminate(graceMs).catch((error: unknown) => this.#fail(pod, error));
      return;
    }
    if (known === undefined && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed')
      this.#start(pod, true);
  }

  /** The Pod is gone from the API. */
  forget(pod: Pod): void {
    this.#workers.get(pod.metadata.uid)?.abandon();
    this.#workers.delete(pod.metadata.uid);
  }

  find(podUid: string): PodWorker | undefined {
    return this.#workers.get(podUid);
  }

  close(): void {
    for (const worker of this.#workers.values()) worker.abandon();
    this.#workers.clear();
  }

  #start(pod: Pod, runs: boolean): PodWorker {
    const worker = new PodWorker(pod, {
      ...this.#host,
      hostIp: this.hostIp,
      disk: this.disk,
      takeIp: () => this.#takeIp(),
      freeIp: (ip) => this.#usedIps.delete(ip),
    });
    this.#workers.set(pod.metadata.uid, worker);
    if (runs) void worker.run().catch((error: unknown) => this.#fail(pod, error));
    return worker;
  }

  #fail(pod: Pod, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log(`kubelet ${this.nodeName}, Pod ${pod.metadata.namespace}/${pod.metadata.name}: ${text}`);
  }

  /** Addresses go round, so that a new Pod does not at once get the address of one that just ended. */
  #takeIp(): string {
    for (let tries = 0; tries < 253; tries++) {
      this.#lastIp = this.#lastIp >= 254 ? 2 : this.#lastIp + 1;
      const ip = `10.244.${this.index}.${this.#lastIp}`;
      if (!this.#usedIps.has(ip)) {
        this.#usedIps.add(ip);
        return ip;
      }
    }
    throw new Error(`no free Pod address on ${this.nodeName}`);
  }
}

import type {Clock} from '../clock.ts';
import type {DiskSpace} from '../machine/disk-space.ts';
import type {ImageRegistry} from '../machine/images/image-registry.ts';
import type {HttpRequest} from '../machine/protocols/http-message.ts';
import type {NetworkAccess} from '../machine/process.ts';
import type {Processor} from '../machine/processor/processor.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import type {Objects} from '../store/objects.ts';
import type {Store} from '../store/store.ts';
import type {LogSpace} from './log-space.ts';
import type {PersistentDisks} from '../machine/persistent-disks.ts';
import type {ImageStore} from './image-store.ts';
import type {Timings} from '../timings.ts';

/** What a Pod's containers find on the node that runs them. */
export interface PodHost {
  clock: Clock;
  timings: Timings;
  store: Store;
  objects: Objects;
  images: ImageRegistry;
  /** What a Pod can ask of others. */
  networkOf: (pod: Pod) => NetworkAccess;
  /** What containers compute with. */
  processor: Processor;
  /** What provisioned volumes hold. */
  disks: PersistentDisks;
  pulledImages: ImageStore;
  /** What its disk and its containers' files, and what their logs may take. */
  diskSpace: DiskSpace;
  logSpace: LogSpace;
  digest: (image: string) => string;
  event: (about: {object: KubeObject; fieldPath?: string}, type: string, reason: string, message: string) => void;
}

/** A connection to a port that nobody listens on. */
export class ConnectionRefused extends Error {}

export interface PodConnection extends HttpRequest {
  port: number;
}

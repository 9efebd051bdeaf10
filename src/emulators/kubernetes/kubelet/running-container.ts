import type {DirectoryInode} from '../machine/inode.ts';
import type {Image} from '../machine/images/image.ts';
import type {MountedFileSystem} from '../machine/mounted-file-system.ts';
import type {NetworkAccess, Process} from '../machine/process.ts';
import type {ProcessorShare} from '../machine/processor/processor.ts';
import type {Container, ContainerStatus, Pod} from '../objects/pod.ts';
import type {PodHost} from './pod-host.ts';

/** What a container has around it: its Pod, the node, and who hears of it. */
export interface ContainerContext {
  pod: Pod;
  host: PodHost;
  volumes: ReadonlyMap<string, DirectoryInode>;
  podIp: string;
  /** Writes the Pod's status, of which the container's status is a part. */
  report: () => void;
  /** Writes it too, since a container began or ended: the node looks at the whole Pod. */
  announce: () => void;
  /** Sleeps until the node looks at the Pod again: when it is time, or when something else of the Pod changes. */
  nap: (ms: number) => Promise<void>;
  signal: AbortSignal;
}

/** A container as those see it who work beside its own program: probes and `exec`. */
export interface RunningContainer {
  readonly container: Container;
  status: ContainerStatus;
  /** The container's files while it exists. */
  readonly files: MountedFileSystem | undefined;
  readonly process: Process | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly network: NetworkAccess | undefined;
  /** What the containers of its namespace have of the processor. */
  readonly processor: ProcessorShare;
  readonly hostname: string;
  /** What it was made of, while it exists. */
  readonly image: Image | undefined;
}

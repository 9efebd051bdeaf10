import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod, Volume} from '../objects/pod.ts';
import {lookUp, makeDirectories, newDirectory, newFile, type DirectoryInode} from '../machine/inode.ts';
import {hostPathProvisioner, isBound, storageAnnotations} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {persistentVolumes} from '../resources/persistent-volumes.ts';
import type {Store} from '../store/store.ts';
import type {PersistentDisks} from '../machine/persistent-disks.ts';
import {MountError, missing} from './mount-error.ts';
import {partFiles, partVersion, writtenByKubelet} from './volume-content.ts';

export interface VolumeHost {
  disk: DirectoryInode;
  store: Store;
  disks: PersistentDisks;
  now: () => number;
}

/** Where the kubelet keeps a Pod's own volumes on the node. */
function podDirectory(pod: KubeObject): string {
  return `/var/lib/kubelet/pods/${pod.metadata.uid}/volumes`;
}

/** Whether containers can write to none of a volume, whatever they say. */
export function isReadOnly(pod: Pod, name: string): boolean {
  const volume = pod.spec.volumes?.find((one) => one.name === name);
  return isWrittenByKubelet(pod, name) || volume?.persistentVolumeClaim?.readOnly === true;
}

/** Whether a volume's content comes from the API, which makes it read-only to containers. */
function isWrittenByKubelet({spec}: Pod, name: string): boolean {
  const volume = spec.volumes?.find((one) => one.name === name);
  return volume !== undefined && writtenByKubelet(volume) !== undefined;
}

/**
 * The directory on the node that stands behind each of a Pod's volumes.
 * @throws MountError
 */
export function prepareVolumes(host: VolumeHost, pod: Pod): Map<string, DirectoryInode> {
  return new Map((pod.spec.volumes ?? []).map((volume) => [volume.name, prepareVolume(host, pod, volume)]));
}

/** What the content of a Pod's volumes that comes from the API is at; empty if it has none. */
export function volumeVersions({store}: Pick<VolumeHost, 'store'>, pod: Pod): string {
  return (pod.spec.volumes ?? [])
    .flatMap((volume) => writtenByKubelet(volume)?.parts ?? [])
    .map((part) => partVersion(store, pod, part))
    .join();
}

/**
 * Brings what has changed in the API into a running Pod's volumes, as they are mounted. What is gone stays as it was.
 * @throws MountError
 */
export function refreshVolumes(host: VolumeHost, pod: Pod): void {
  for (const volume of pod.spec.volumes ?? []) {
    if (isWrittenByKubelet(pod, volume.name)) prepareVolume(host, pod, volume);
  }
}

function prepareVolume(host: VolumeHost, pod: Pod, volume: Volume): DirectoryInode {
  const own = (kind: string): DirectoryInode =>
    makeDirectories(host.disk, `${podDirectory(pod)}/kubernetes.io~${kind}/${volume.name}`, host.now());
  if (volume.hostPath !== undefined) return hostDirectory(host, volume.name, volume.hostPath);
  if (volume.emptyDir !== undefined) return own('empty-dir');
  const written = writtenByKubelet(volume);
  if (written !== undefined) {
    const files = written.parts.flatMap((part) => [...partFiles(host.store, pod, {volume: volume.name, part})]);
    return fill(own(written.folder), files, host.now());
  }
  if (volume.persistentVolumeClaim !== undefined)
    return claimedDirectory(host, pod, {volume: volume.name, claimName: volume.persistentVolumeClaim.claimName ?? ''});
  const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'unknown';
  throw new MountError(`this emulated cluster cannot mount volumes of type ${kind}`);
}

function claimedDirectory(
  host: VolumeHost,
  {metadata}: Pod,
  {volume, claimName}: {volume: string; claimName: string},
): DirectoryInode {
  const claim = host.store.get(persistentVolumeClaims, metadata.namespace, claimName);
  const found =
    claim !== undefined && isBound(claim)
      ? host.store.get(persistentVolumes, undefined, claim.spec.volumeName ?? '')
      : undefined;
  if (found === undefined) throw missing(volume, 'persistentvolumeclaim', claimName);
  const isProvisioned = found.metadata.annotations?.[storageAnnotations.provisionedBy] === hostPathProvisioner;
  if (isProvisioned) return host.disks.find(found.metadata.uid, host.now());
  if (found.spec.hostPath !== undefined) return hostDirectory(host, found.metadata.name, found.spec.hostPath);
  throw new MountError(`this emulated cluster cannot mount the volume ${found.metadata.name}`);
}

function hostDirectory(
  {disk, now}: VolumeHost,
  name: string,
  {path, type = ''}: {path: string; type?: string},
): DirectoryInode {
  const found = lookUp(disk, path);
  if (found?.kind === 'directory') {
    if (type === 'File' || type === 'FileOrCreate') throw wrongType(name, path, 'file');
    return found;
  }
  if (type === 'DirectoryOrCreate' || (type === '' && found === undefined)) return makeDirectories(disk, path, now());
  if (type === 'Directory' || type === '') throw wrongType(name, path, 'directory');
  throw new MountError(
    `MountVolume.SetUp failed for volume "${name}" : this emulated cluster mounts directories alone, not hostPath type ${type}`,
  );
}

function wrongType(name: string, path: string, kind: string): MountError {
  return new MountError(
    `MountVolume.SetUp failed for volume "${name}" : hostPath type check failed: ${path} is not a ${kind}`,
  );
}

function fill(
  directory: DirectoryInode,
  files: readonly (readonly [string, Uint8Array])[],
  nowMs: number,
): DirectoryInode {
  const fresh = newDirectory(nowMs);
  for (const [path, bytes] of files) {
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? fresh : makeDirectories(fresh, path.slice(0, slash), nowMs);
    parent.entries.set(path.slice(slash + 1), newFile(bytes, nowMs));
  }
  // all at once, and only once all of it is there
  directory.entries.clear();
  for (const [name, entry] of fresh.entries) directory.entries.set(name, entry);
  return directory;
}

/** Forgets what a Pod kept on the node. */
export function removePodDirectory(disk: DirectoryInode, pod: KubeObject): void {
  const parent = lookUp(disk, '/var/lib/kubelet/pods') ?? newDirectory(0);
  if (parent.kind === 'directory') parent.entries.delete(pod.metadata.uid);
}

import type {KubeObject} from '../objects/kube-object.ts';
import type {ConfigMap, Secret} from '../objects/cluster-objects.ts';
import type {KeyToPath, Pod, Volume} from '../objects/pod.ts';
import {lookUp, makeDirectories, newDirectory, newFile, type DirectoryInode} from '../machine/inode.ts';
import {hostPathProvisioner, isBound, storageAnnotations} from '../objects/storage.ts';
import {configMaps} from '../resources/config-maps.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {persistentVolumes} from '../resources/persistent-volumes.ts';
import {secrets} from '../resources/secrets.ts';
import type {Store} from '../store/store.ts';
import type {PersistentDisks} from '../machine/persistent-disks.ts';
import {currentPod, fieldText, resourceText} from './downward-api.ts';

/** A volume that cannot be mounted (yet); the text is the kubelet's. */
export class MountError extends Error {}

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
  return volume?.configMap !== undefined || volume?.secret !== undefined || volume?.downwardAPI !== undefined;
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
  const {
    spec,
    metadata: {namespace},
  } = pod;
  const isTold = (spec.volumes ?? []).some(({downwardAPI}) => downwardAPI !== undefined);
  const {labels, annotations} = currentPod(store, pod).metadata;
  const sources = (spec.volumes ?? []).flatMap(({configMap, secret}) => {
    if (configMap !== undefined) return [store.get(configMaps, namespace, configMap.name ?? '')];
    return secret === undefined ? [] : [store.get(secrets, namespace, secret.secretName ?? '')];
  });
  return [
    ...sources.map((source) => `${source?.metadata.uid}@${source?.metadata.resourceVersion}`),
    ...(isTold ? [JSON.stringify([labels, annotations])] : []),
  ].join();
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
  if (volume.configMap !== undefined) {
    const {name = '', items, optional = false} = volume.configMap;
    const found = host.store.get(configMaps, pod.metadata.namespace, name);
    if (found === undefined && !optional) throw missing(volume.name, 'configmap', name);
    return fill(own('configmap'), {files: configMapFiles(found), items, nowMs: host.now()});
  }
  if (volume.secret !== undefined) {
    const {secretName = '', items, optional = false} = volume.secret;
    const found = host.store.get(secrets, pod.metadata.namespace, secretName);
    if (found === undefined && !optional) throw missing(volume.name, 'secret', secretName);
    return fill(own('secret'), {files: secretFiles(found), items, nowMs: host.now()});
  }
  if (volume.downwardAPI !== undefined) {
    const {items = []} = volume.downwardAPI;
    const files = new Map(items.map((item) => [item.path, Buffer.from(toldText(host.store, pod, item))]));
    const nowMs = host.now();
    return fill(own('downward-api'), {files, items: items.map(({path}) => ({key: path, path})), nowMs});
  }
  if (volume.persistentVolumeClaim !== undefined)
    return claimedDirectory(host, pod, {volume: volume.name, claimName: volume.persistentVolumeClaim.claimName ?? ''});
  const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'unknown';
  throw new MountError(`this emulated cluster cannot mount volumes of type ${kind}`);
}

type Told = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number];

function toldText(store: Store, pod: Pod, {fieldRef, resourceFieldRef}: Told): string {
  const current = currentPod(store, pod);
  if (fieldRef !== undefined) return fieldText(current, fieldRef);
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const container = containers.find(({name}) => name === resourceFieldRef?.containerName);
  if (container === undefined || resourceFieldRef === undefined) {
    throw new MountError(`container ${resourceFieldRef?.containerName ?? ''} not found`);
  }
  return resourceText(store, pod, container, resourceFieldRef);
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

function missing(volume: string, kind: string, name: string): MountError {
  return new MountError(`MountVolume.SetUp failed for volume "${volume}" : ${kind} "${name}" not found`);
}

function configMapFiles(configMap: ConfigMap | undefined): Map<string, Uint8Array> {
  const texts = Object.entries(configMap?.data ?? {}).map(([key, text]) => [key, Buffer.from(text)] as const);
  const binary = Object.entries(configMap?.binaryData ?? {}).map(
    ([key, data]) => [key, Buffer.from(data, 'base64')] as const,
  );
  return new Map([...texts, ...binary]);
}

function secretFiles(secret: Secret | undefined): Map<string, Uint8Array> {
  return new Map(Object.entries(secret?.data ?? {}).map(([key, data]) => [key, Buffer.from(data, 'base64')]));
}

function fill(
  directory: DirectoryInode,
  {files, items, nowMs}: {files: Map<string, Uint8Array>; items: KeyToPath[] | undefined; nowMs: number},
): DirectoryInode {
  const fresh = newDirectory(nowMs);
  const wanted = items ?? [...files.keys()].map((key) => ({key, path: key}));
  for (const {key, path} of wanted) {
    const bytes = files.get(key);
    if (bytes === undefined) throw new MountError(`references non-existent config key: ${key}`);
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

import type {ConfigMap, Secret} from '../objects/cluster-objects.ts';
import type {KeyedSource, OwnSource, Pod, Volume, VolumeProjection} from '../objects/pod.ts';
import {configMaps} from '../resources/config-maps.ts';
import {secrets} from '../resources/secrets.ts';
import type {Store} from '../store/store.ts';
import {currentPod, fieldText, resourceText} from './downward-api.ts';
import {MountError, missing} from './mount-error.ts';

type Files = ReadonlyMap<string, Uint8Array>;

interface WrittenVolume {
  /** The folder of those of its kind. */
  readonly folder: string;
  readonly parts: readonly VolumeProjection[];
}

/** What the kubelet writes into a volume; undefined where containers write. */
export function writtenByKubelet({configMap, secret, downwardAPI, projected}: Volume): WrittenVolume | undefined {
  if (configMap !== undefined) return {folder: 'configmap', parts: [{configMap}]};
  if (secret !== undefined) {
    const {secretName = '', ...rest} = secret;
    return {folder: 'secret', parts: [{secret: {name: secretName, ...rest}}]};
  }
  if (downwardAPI !== undefined) return {folder: 'downward-api', parts: [{downwardAPI}]};
  return projected && {folder: 'projected', parts: projected.sources ?? []};
}

/** What that content is at. */
export function partVersion(store: Store, pod: Pod, {configMap, secret, downwardAPI}: VolumeProjection): string {
  const {namespace} = pod.metadata;
  if (downwardAPI !== undefined) {
    const {labels, annotations} = currentPod(store, pod).metadata;
    return JSON.stringify([labels, annotations]);
  }
  const source =
    configMap === undefined
      ? store.get(secrets, namespace, secret?.name ?? '')
      : store.get(configMaps, namespace, configMap.name ?? '');
  return `${source?.metadata.uid}@${source?.metadata.resourceVersion}`;
}

/**
 * The files of one part, by their path.
 * @throws MountError
 */
export function partFiles(store: Store, pod: Pod, {volume, part}: {volume: string; part: VolumeProjection}): Files {
  const {configMap, secret, downwardAPI} = part;
  const {namespace} = pod.metadata;
  if (configMap !== undefined) {
    const found = store.get(configMaps, namespace, configMap.name ?? '');
    return keyedFiles(found && configMapFiles(found), configMap, {volume, kind: 'configmap'});
  }
  if (secret !== undefined) {
    const found = store.get(secrets, namespace, secret.name ?? '');
    return keyedFiles(found && secretFiles(found), secret, {volume, kind: 'secret'});
  }
  if (downwardAPI === undefined) {
    const [kind = 'nothing'] = Object.keys(part);
    throw new MountError(`this emulated cluster cannot mount ${kind} in a projected volume`);
  }
  return new Map((downwardAPI.items ?? []).map((item) => [item.path, Buffer.from(ownText(store, pod, item))]));
}

function keyedFiles(
  files: Files | undefined,
  {name = '', items, optional = false}: KeyedSource,
  {volume, kind}: {volume: string; kind: string},
): Files {
  if (files === undefined && !optional) throw missing(volume, kind, name);
  if (items === undefined) return files ?? new Map();
  return new Map(
    items.flatMap(({key, path}): [string, Uint8Array][] => {
      const bytes = files?.get(key);
      if (bytes !== undefined) return [[path, bytes]];
      if (optional) return [];
      throw new MountError(`references non-existent config key: ${key}`);
    }),
  );
}

function configMapFiles({data, binaryData}: ConfigMap): Files {
  return new Map([
    ...Object.entries(data ?? {}).map(([key, text]) => [key, Buffer.from(text)] as const),
    ...Object.entries(binaryData ?? {}).map(([key, text]) => [key, Buffer.from(text, 'base64')] as const),
  ]);
}

function secretFiles({data}: Secret): Files {
  return new Map(Object.entries(data ?? {}).map(([key, text]) => [key, Buffer.from(text, 'base64')]));
}

function ownText(
  store: Store,
  pod: Pod,
  {fieldRef, resourceFieldRef}: NonNullable<OwnSource['items']>[number],
): string {
  const current = currentPod(store, pod);
  if (fieldRef !== undefined) return fieldText(current, fieldRef);
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const container = containers.find(({name}) => name === resourceFieldRef?.containerName);
  if (container === undefined || resourceFieldRef === undefined) {
    throw new MountError(`container ${resourceFieldRef?.containerName ?? ''} not found`);
  }
  return resourceText(store, pod, container, resourceFieldRef);
}

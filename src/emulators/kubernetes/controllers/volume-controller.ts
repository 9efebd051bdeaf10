import {randomUUID} from 'node:crypto';
import type {PersistentDisks} from '../machine/persistent-disks.ts';
import {keyOf, splitKey} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';
import {
  hostPathProvisioner,
  isBound,
  provisionerFinalizer,
  storageAnnotations,
  volumeFinalizer,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
} from '../objects/storage.ts';
import {persistentVolumeClaims} from '../resources/persistent-volume-claims.ts';
import {persistentVolumes} from '../resources/persistent-volumes.ts';
import {pods} from '../resources/pods.ts';
import {storageClasses} from '../resources/storage-classes.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {bestVolumeFor, claimNamesOf, classOf, waitsForConsumer} from './volume-binding.ts';

const source = {component: 'persistentvolume-controller'};
/** Those that found no volume are looked at again, as they are told again. */
const resyncSeconds = 15;
/** How long it takes from a claim to its volume. */
const provisionSeconds = 0.2;

interface VolumeParts extends ControllerParts {
  disks: PersistentDisks;
}

/**
 * Binds claims to volumes, makes volumes for those whose class has the cluster's provisioner, and takes back those of
 * claims that are gone. Keys of claims have a namespace, those of volumes none.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export function runVolumeController(parts: VolumeParts): Controller {
  const binder = new VolumeBinder(parts, (key, seconds) => {
    parts.clock.after(seconds * parts.timings.secondMs, () => controller.add(key));
  });
  const controller = runController(parts, {
    name: 'persistentvolume-controller',
    keysOf: (event) => keysOf(parts, event),
    reconcile: (key) => {
      if (key.includes('/')) binder.reconcileClaim(key);
      else binder.reconcileVolume(key);
    },
  });
  for (const object of [...parts.store.list(persistentVolumeClaims), ...parts.store.list(persistentVolumes)])
    controller.add(keyOf(object));
  return controller;
}

function keysOf({store}: ControllerParts, {resource, type, object}: StoreEvent): string[] {
  if (resource === persistentVolumes) {
    const pending = store.list(persistentVolumeClaims).filter((claim) => !isBound(claim) || type === 'DELETED');
    return [keyOf(object), ...pending.map(keyOf)];
  }
  if (resource === persistentVolumeClaims) {
    // An event of this resource carries a claim.
    const {volumeName = ''} = (object as PersistentVolumeClaim).spec;
    return [keyOf(object), ...(volumeName === '' ? [] : [volumeName])];
  }
  if (resource === storageClasses)
    return store
      .list(persistentVolumeClaims)
      .filter((claim) => !isBound(claim))
      .map(keyOf);
  if (resource !== pods || type !== 'ADDED') return [];
  return claimNamesOf(object as Pod).map((name) => `${object.metadata.namespace}/${name}`);
}

class VolumeBinder {
  readonly #parts: VolumeParts;
  readonly #later: (key: string, seconds: number) => void;
  /** Claims whose volume is being made. */
  readonly #provisioning = new Map<string, number>();

  constructor(parts: VolumeParts, later: (key: string, seconds: number) => void) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcileClaim(key: string): void {
    const {store} = this.#parts;
    const {namespace, name} = splitKey(key);
    const claim = store.get(persistentVolumeClaims, namespace, name);
    if (claim === undefined) return;
    if (isBound(claim)) {
      if (store.get(persistentVolumes, undefined, claim.spec.volumeName ?? '') === undefined) this.#lose(claim);
      return;
    }
    if (claim.metadata.deletionTimestamp !== undefined || claim.status.phase === 'Lost') return;
    const found = bestVolumeFor(store, claim);
    if (waitsForConsumer(store, claim)) this.#tellWhatItWaitsFor(claim);
    else if (found !== undefined) this.#bind(claim, found);
    else if ((claim.spec.volumeName ?? '') === '') this.#provide(claim);
  }

  reconcileVolume(name: string): void {
    const {store} = this.#parts;
    const volume = store.get(persistentVolumes, undefined, name);
    if (volume === undefined) return;
    const {claimRef} = volume.spec;
    if (claimRef === undefined) {
      this.#setPhase(volume, 'Available');
      this.#releaseDeleted(volume);
      return;
    }
    const claim = store.get(persistentVolumeClaims, claimRef.namespace, claimRef.name ?? '');
    // one that was chosen by hand waits for its claim
    if (claimRef.uid === undefined) this.#setPhase(volume, 'Available');
    else if (claim?.metadata.uid === claimRef.uid) return;
    else {
      this.#setPhase(volume, 'Released');
      if (volume.spec.persistentVolumeReclaimPolicy === 'Delete') this.#erase(volume);
    }
    this.#releaseDeleted(volume);
  }

  #provide(claim: PersistentVolumeClaim): void {
    const {store, clock, timings} = this.#parts;
    const {storageClassName = '', volumeMode} = claim.spec;
    const key = keyOf(claim);
    const again = (entry: {type?: string; reason: string; message: string}): void => {
      this.#event(claim, entry);
      this.#later(key, resyncSeconds);
    };
    if (storageClassName === '') {
      const message = 'no persistent volumes available for this claim and no storage class is set';
      return again({reason: 'FailedBinding', message});
    }
    const storageClass = classOf(store, claim);
    if (storageClass === undefined) {
      const message = `storageclass.storage.k8s.io "${storageClassName}" not found`;
      return again({type: 'Warning', reason: 'ProvisioningFailed', message});
    }
    const {provisioner = ''} = storageClass;
    if (provisioner !== hostPathProvisioner) {
      if (provisioner !== 'kubernetes.io/no-provisioner') this.#annotate(claim, provisioner);
      const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
      return again({reason: 'ExternalProvisioning', message});
    }
    if (volumeMode === 'Block') {
      const message = `Failed to provision volume with StorageClass "${storageClassName}": ${provisioner} does not support block volume provisioning`;
      return again({type: 'Warning', reason: 'ProvisioningFailed', message});
    }
    this.#annotate(claim, provisioner);
    const dueMs = this.#provisioning.get(claim.metadata.uid);
    if (dueMs === undefined) {
      this.#provisioning.set(claim.metadata.uid, clock.now() + provisionSeconds * timings.secondMs);
      this.#later(key, provisionSeconds);
    } else if (clock.now() >= dueMs) {
      this.#provisioning.delete(claim.metadata.uid);
      this.#provision(claim, storageClass);
    }
  }

  #provision(claim: PersistentVolumeClaim, {metadata, provisioner, reclaimPolicy}: StorageClass): void {
    const {objects} = this.#parts;
    const {accessModes, resources, volumeMode} = claim.spec;
    const name = `pvc-${claim.metadata.uid}`;
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name,
        annotations: {
          [storageAnnotations.createdBy]: 'hostpath-dynamic-provisioner',
          [storageAnnotations.boundByController]: 'yes',
          [storageAnnotations.provisionedBy]: provisioner,
        },
        ...(reclaimPolicy === 'Delete' ? {finalizers: [provisionerFinalizer]} : {}),
      },
      spec: {
        capacity: {storage: resources?.requests?.['storage'] ?? '0'},
        hostPath: {path: `/tmp/hostpath_pv/${randomUUID()}`, type: ''},
        accessModes,
        claimRef: referenceTo(claim),
        persistentVolumeReclaimPolicy: reclaimPolicy,
        storageClassName: metadata.name,
        volumeMode,
      },
      status: {phase: 'Pending'},
    };
    // The rest of the metadata is what creating it fills in.
    const created = objects.create(persistentVolumes, volume as unknown as PersistentVolume);
    const message = `Successfully provisioned volume ${name} using ${provisioner}`;
    this.#event(claim, {reason: 'ProvisioningSucceeded', message});
    this.#bind(claim, created);
  }

  #bind(claim: PersistentVolumeClaim, volume: PersistentVolume): void {
    const {objects} = this.#parts;
    const isChosen = (claim.spec.volumeName ?? '') !== '';
    objects.change<PersistentVolume>(persistentVolumes, volume, ({metadata, spec}) => {
      if (spec.claimRef?.uid !== undefined) return;
      const isForIt = spec.claimRef !== undefined;
      spec.claimRef = referenceTo(claim);
      if (!isForIt) metadata.annotations = {...metadata.annotations, [storageAnnotations.boundByController]: 'yes'};
    });
    this.#setPhase(volume, 'Bound');
    objects.change<PersistentVolumeClaim>(persistentVolumeClaims, claim, ({metadata, spec}) => {
      spec.volumeName = volume.metadata.name;
      metadata.annotations = {
        ...metadata.annotations,
        [storageAnnotations.bindCompleted]: 'yes',
        ...(isChosen ? {} : {[storageAnnotations.boundByController]: 'yes'}),
      };
    });
    objects.change<PersistentVolumeClaim>(
      persistentVolumeClaims,
      claim,
      ({status}) => {
        status.phase = 'Bound';
        const {accessModes, capacity} = volume.spec;
        Object.assign(status, {accessModes, capacity});
      },
      {subresource: 'status'},
    );
  }

  #lose(claim: PersistentVolumeClaim): void {
    const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
    this.#event(claim, {type: 'Warning', reason: 'ClaimLost', message});
    this.#parts.objects.change<PersistentVolumeClaim>(
      persistentVolumeClaims,
      claim,
      ({status}) => {
        status.phase = 'Lost';
        delete status.accessModes;
        delete status.capacity;
      },
      {subresource: 'status'},
    );
  }

  #tellWhatItWaitsFor(claim: PersistentVolumeClaim): void {
    const {namespace, name} = claim.metadata;
    const waiting = this.#parts.store
      .list(pods, namespace)
      .filter((pod) => claimNamesOf(pod).includes(name) && pod.spec.nodeName === undefined)
      .map(({metadata}) => metadata.name);
    const [first] = waiting;
    this.#later(keyOf(claim), resyncSeconds);
    if (first === undefined) {
      const message = 'waiting for first consumer to be created before binding';
      return this.#event(claim, {reason: 'WaitForFirstConsumer', message});
    }
    const which = waiting.length === 1 ? `pod ${first}` : `pods ${waiting.join(',')}`;
    this.#event(claim, {reason: 'WaitForPodScheduled', message: `waiting for ${which} to be scheduled`});
  }

  #annotate(claim: PersistentVolumeClaim, provisioner: string): void {
    this.#parts.objects.change<PersistentVolumeClaim>(persistentVolumeClaims, claim, ({metadata}) => {
      const {provisioner: key, provisionerBeta} = storageAnnotations;
      metadata.annotations = {...metadata.annotations, [provisionerBeta]: provisioner, [key]: provisioner};
    });
  }

  #setPhase(volume: PersistentVolume, phase: string): void {
    const {objects, clock} = this.#parts;
    objects.change<PersistentVolume>(
      persistentVolumes,
      volume,
      ({status}) => {
        if (status.phase === phase) return;
        status.phase = phase;
        status.lastPhaseTransitionTime = clock.timestamp();
      },
      {subresource: 'status'},
    );
  }

  /** What it holds goes, and then the volume. */
  #erase(volume: PersistentVolume): void {
    const {store, objects, disks} = this.#parts;
    if (volume.metadata.annotations?.[storageAnnotations.provisionedBy] !== hostPathProvisioner) return;
    disks.remove(volume.metadata.uid);
    const stored = store.get(persistentVolumes, undefined, volume.metadata.name);
    if (stored !== undefined && stored.metadata.deletionTimestamp === undefined)
      objects.delete(persistentVolumes, stored);
    this.#withoutFinalizer(volume, provisionerFinalizer);
  }

  /** A volume that is deleted goes when no claim has it. */
  #releaseDeleted(volume: PersistentVolume): void {
    const stored = this.#parts.store.get(persistentVolumes, undefined, volume.metadata.name);
    if (stored?.metadata.deletionTimestamp !== undefined) this.#withoutFinalizer(stored, volumeFinalizer);
  }

  #withoutFinalizer(volume: PersistentVolume, finalizer: string): void {
    this.#parts.objects.change<PersistentVolume>(persistentVolumes, volume, ({metadata}) => {
      metadata.finalizers = (metadata.finalizers ?? []).filter((one) => one !== finalizer);
    });
  }

  #event(claim: PersistentVolumeClaim, {type = 'Normal', ...entry}: {type?: string; reason: string; message: string}) {
    this.#parts.recorder.record(source, {object: claim}, {type, ...entry});
  }
}

function referenceTo({metadata}: PersistentVolumeClaim): NonNullable<PersistentVolume['spec']['claimRef']> {
  const {namespace, name, uid, resourceVersion} = metadata;
  return {
    kind: 'PersistentVolumeClaim',
    apiVersion: 'v1',
    name,
    uid,
    resourceVersion,
    ...(namespace === undefined ? {} : {namespace}),
  };
}

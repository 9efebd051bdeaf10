import type {Condition, KubeObject, LabelSelector} from './kube-object.ts';

export interface ClaimSpec {
  accessModes?: string[];
  selector?: LabelSelector;
  resources?: {requests?: Record<string, string>; limits?: Record<string, string>};
  volumeName?: string;
  storageClassName?: string;
  volumeMode?: string;
  volumeAttributesClassName?: string;
}

export interface PersistentVolumeClaim extends KubeObject {
  spec: ClaimSpec;
  status: {
    phase?: string;
    accessModes?: string[];
    capacity?: Record<string, string>;
    conditions?: Condition[];
  };
}

interface ClaimReference {
  kind?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  apiVersion?: string;
  resourceVersion?: string;
}

export interface PersistentVolume extends KubeObject {
  spec: {
    capacity?: Record<string, string>;
    accessModes?: string[];
    hostPath?: {path: string; type?: string};
    claimRef?: ClaimReference;
    persistentVolumeReclaimPolicy?: string;
    storageClassName?: string;
    volumeMode?: string;
    volumeAttributesClassName?: string;
  };
  status: {phase?: string; message?: string; reason?: string; lastPhaseTransitionTime?: string};
}

export interface StorageClass extends KubeObject {
  provisioner?: string;
  parameters?: Record<string, string>;
  reclaimPolicy?: string;
  mountOptions?: string[];
  allowVolumeExpansion?: boolean;
  volumeBindingMode?: string;
}

/** What the cluster's own provisioner writes into the annotations of claims and volumes, and reads there. */
export const storageAnnotations = {
  isDefaultClass: 'storageclass.kubernetes.io/is-default-class',
  bindCompleted: 'pv.kubernetes.io/bind-completed',
  boundByController: 'pv.kubernetes.io/bound-by-controller',
  provisionedBy: 'pv.kubernetes.io/provisioned-by',
  createdBy: 'kubernetes.io/createdby',
  provisioner: 'volume.kubernetes.io/storage-provisioner',
  provisionerBeta: 'volume.beta.kubernetes.io/storage-provisioner',
  selectedNode: 'volume.kubernetes.io/selected-node',
} as const;

/** What keeps a claim while a Pod uses it, and a volume while a claim does. */
export const claimFinalizer = 'kubernetes.io/pvc-protection';
export const volumeFinalizer = 'kubernetes.io/pv-protection';
/** … and a volume until what it holds was removed. */
export const provisionerFinalizer = 'kubernetes.io/pv-controller';

/** The one provisioner that this cluster has. */
export const hostPathProvisioner = 'kubernetes.io/host-path';

export function isBound({spec, status}: PersistentVolumeClaim): boolean {
  return status.phase === 'Bound' && (spec.volumeName ?? '') !== '';
}

/** The class that claims without one are given: of several the newest. */
export function defaultClassOf(classes: readonly StorageClass[]): StorageClass | undefined {
  return classes
    .filter(({metadata}) => metadata.annotations?.[storageAnnotations.isDefaultClass] === 'true')
    .sort(
      ({metadata: a}, {metadata: b}) =>
        b.creationTimestamp.localeCompare(a.creationTimestamp) || a.name.localeCompare(b.name),
    )[0];
}

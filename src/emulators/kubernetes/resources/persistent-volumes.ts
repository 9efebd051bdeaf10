import type {PersistentVolume} from '../objects/storage.ts';
import {any, kind, list, map, object, objectReference, optionalTime, quantity, string} from '../schema/schema.ts';
import {fieldError, type FieldError} from '../status-error.ts';
import {formatAccessModes} from './access-modes.ts';
import {validateAccessModes} from './claim-validation.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

/** Sources that are kept as they are: none of this cluster's nodes could mount them. */
const otherSources = ['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc'].concat(
  ['flexVolume', 'flocker', 'gcePersistentDisk', 'glusterfs', 'iscsi', 'local', 'nfs', 'photonPersistentDisk'],
  ['portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
);

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-v1/ */
export const persistentVolumes = defineType<PersistentVolume>({
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  kind: 'PersistentVolume',
  shortNames: ['pv'],
  namespaced: false,
  subresources: [{name: 'status', kind: 'PersistentVolume', verbs: ['get', 'patch', 'update']}],
  schema: kind('PersistentVolume', {
    spec: object('PersistentVolumeSpec', {
      capacity: map(quantity),
      accessModes: list(string),
      hostPath: object('HostPathVolumeSource', {path: string, type: string}, ['path']),
      claimRef: objectReference,
      persistentVolumeReclaimPolicy: string,
      storageClassName: string,
      mountOptions: list(string),
      volumeMode: string,
      nodeAffinity: any,
      volumeAttributesClassName: string,
      ...Object.fromEntries(otherSources.map((source) => [source, any])),
    }),
    status: object('PersistentVolumeStatus', {
      phase: string,
      message: string,
      reason: string,
      lastPhaseTransitionTime: optionalTime,
    }),
  }),
  columns: [
    nameColumn,
    column('Capacity'),
    column('Access Modes'),
    column('Reclaim Policy'),
    column('Status'),
    column('Claim'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    column('Reason'),
    ageColumn,
    column('VolumeMode', {priority: 1}),
  ],
  row: (volume, nowMs) => {
    const {metadata, spec, status} = volume;
    const {claimRef} = spec;
    return [
      metadata.name,
      spec.capacity?.['storage'] ?? '0',
      formatAccessModes(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? '',
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
      claimRef === undefined ? '' : `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}`,
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? '<unset>',
      status.reason ?? '',
      age(volume, nowMs),
      spec.volumeMode ?? '<unset>',
    ];
  },
  hasStatus: true,
  answersDeleted: true,
  setDefaults: (volume) => {
    volume.spec ??= {};
    volume.spec.persistentVolumeReclaimPolicy ??= 'Retain';
    volume.spec.volumeMode ??= 'Filesystem';
    if (volume.spec.hostPath !== undefined) volume.spec.hostPath.type ??= '';
    volume.status ??= {};
    volume.status.phase ??= 'Pending';
  },
  validate: ({spec}) => validateVolume(spec),
});

function validateVolume(spec: PersistentVolume['spec']): FieldError[] {
  const {accessModes = [], capacity = {}} = spec;
  const hasSource = ['hostPath', ...otherSources].some((source) => source in spec);
  return [
    ...(accessModes.length === 0 ? [fieldError.required('spec.accessModes')] : []),
    ...validateAccessModes(accessModes, 'spec.accessModes'),
    ...(Object.keys(capacity).length === 0
      ? [
          fieldError.required('spec.capacity'),
          fieldError.notSupported('spec.capacity', spec.capacity ?? null, ['storage']),
        ]
      : []),
    ...(hasSource ? [] : [fieldError.required('spec', 'must specify a volume type')]),
  ];
}

import type {PersistentVolumeClaim} from '../objects/storage.ts';
import {kind} from '../schema/schema.ts';
import {formatAccessModes} from './access-modes.ts';
import {claimSpec, claimStatus} from './claim-schema.ts';
import {validateClaimSpec, validateClaimUpdate} from './claim-validation.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/ */
export const persistentVolumeClaims = defineType<PersistentVolumeClaim>({
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  kind: 'PersistentVolumeClaim',
  shortNames: ['pvc'],
  subresources: [{name: 'status', kind: 'PersistentVolumeClaim', verbs: ['get', 'patch', 'update']}],
  schema: kind('PersistentVolumeClaim', {spec: claimSpec, status: claimStatus}),
  columns: [
    nameColumn,
    column('Status'),
    column('Volume'),
    column('Capacity'),
    column('Access Modes'),
    column('StorageClass'),
    column('VolumeAttributesClass'),
    ageColumn,
    column('VolumeMode', {priority: 1}),
  ],
  row: (claim, nowMs) => {
    const {metadata, spec, status} = claim;
    const hasVolume = (spec.volumeName ?? '') !== '';
    return [
      metadata.name,
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
      spec.volumeName ?? '',
      hasVolume ? (status.capacity?.['storage'] ?? '0') : '',
      hasVolume ? formatAccessModes(status.accessModes) : '',
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? '<unset>',
      age(claim, nowMs),
      spec.volumeMode ?? '<unset>',
    ];
  },
  hasStatus: true,
  answersDeleted: true,
  setDefaults: (claim) => {
    claim.spec ??= {};
    claim.spec.volumeMode ??= 'Filesystem';
    claim.status ??= {};
    claim.status.phase ??= 'Pending';
  },
  validate: ({spec}) => validateClaimSpec(spec, 'spec'),
  validateUpdate: validateClaimUpdate,
});

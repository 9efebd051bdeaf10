import {defaultClassOf, type StorageClass} from '../objects/storage.ts';
import {any, boolean, kind, list, map, string} from '../schema/schema.ts';
import {isEqual} from '../json.ts';
import {fieldError} from '../status-error.ts';
import {age, ageColumn, column, nameColumn, type Cell} from './column.ts';
import {defineType} from './resource-type.ts';

const reclaimPolicies = ['Delete', 'Retain'];
const bindingModes = ['Immediate', 'WaitForFirstConsumer'];

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/storage-class-v1/ */
export const storageClasses = defineType<StorageClass>({
  group: 'storage.k8s.io',
  plural: 'storageclasses',
  singular: 'storageclass',
  kind: 'StorageClass',
  shortNames: ['sc'],
  namespaced: false,
  schema: kind('StorageClass', {
    provisioner: string,
    parameters: map(string),
    reclaimPolicy: string,
    mountOptions: list(string),
    allowVolumeExpansion: boolean,
    volumeBindingMode: string,
    allowedTopologies: list(any),
  }),
  columns: [
    nameColumn,
    column('Provisioner'),
    column('ReclaimPolicy'),
    column('VolumeBindingMode'),
    column('AllowVolumeExpansion'),
    ageColumn,
  ],
  row: rowOf,
  answersDeleted: true,
  setDefaults: (storageClass) => {
    storageClass.reclaimPolicy ??= 'Delete';
    storageClass.volumeBindingMode ??= 'Immediate';
  },
  validate: ({provisioner = '', reclaimPolicy = '', volumeBindingMode = ''}) => [
    ...(provisioner === '' ? [fieldError.required('provisioner')] : []),
    ...(reclaimPolicies.includes(reclaimPolicy)
      ? []
      : [fieldError.notSupported('reclaimPolicy', reclaimPolicy, reclaimPolicies)]),
    ...(bindingModes.includes(volumeBindingMode)
      ? []
      : [fieldError.notSupported('volumeBindingMode', volumeBindingMode, bindingModes)]),
  ],
  validateUpdate: (storageClass, old) => [
    ...(isEqual(storageClass.parameters, old.parameters)
      ? []
      : [fieldError.forbidden('parameters', 'updates to parameters are forbidden.')]),
    ...(storageClass.provisioner === old.provisioner
      ? []
      : [fieldError.forbidden('provisioner', 'updates to provisioner are forbidden.')]),
    ...(storageClass.reclaimPolicy === old.reclaimPolicy
      ? []
      : [fieldError.forbidden('reclaimPolicy', 'updates to reclaimPolicy are forbidden.')]),
    ...(storageClass.volumeBindingMode === old.volumeBindingMode
      ? []
      : [fieldError.invalid('volumeBindingMode', storageClass.volumeBindingMode, 'field is immutable')]),
  ],
});

function rowOf(storageClass: StorageClass, nowMs: number, listed: readonly StorageClass[]): Cell[] {
  const {metadata, provisioner = '', reclaimPolicy = '', volumeBindingMode = ''} = storageClass;
  return [
    // which is the default is said in lists alone
    defaultClassOf(listed) === storageClass ? `${metadata.name} (default)` : metadata.name,
    provisioner,
    reclaimPolicy,
    volumeBindingMode,
    storageClass.allowVolumeExpansion ?? false,
    age(storageClass, nowMs),
  ];
}

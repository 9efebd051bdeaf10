import {atomicObject, conditions, labelSelector, list, map, object, quantity, string} from '../schema/schema.ts';

const dataSource = {apiGroup: string, kind: string, name: string};

export const claimSpec = object('PersistentVolumeClaimSpec', {
  accessModes: list(string),
  selector: labelSelector,
  resources: object('VolumeResourceRequirements', {limits: map(quantity), requests: map(quantity)}),
  volumeName: string,
  storageClassName: string,
  volumeMode: string,
  dataSource: atomicObject('TypedLocalObjectReference', dataSource, ['kind', 'name']),
  dataSourceRef: object('TypedObjectReference', {...dataSource, namespace: string}, ['kind', 'name']),
  volumeAttributesClassName: string,
});

export const claimStatus = object('PersistentVolumeClaimStatus', {
  phase: string,
  accessModes: list(string),
  capacity: map(quantity),
  conditions: conditions('PersistentVolumeClaimCondition', {times: ['lastProbeTime']}),
  allocatedResources: map(quantity),
  allocatedResourceStatuses: map(string),
  currentVolumeAttributesClassName: string,
  modifyVolumeStatus: object('ModifyVolumeStatus', {targetVolumeAttributesClassName: string, status: string}, [
    'status',
  ]),
});

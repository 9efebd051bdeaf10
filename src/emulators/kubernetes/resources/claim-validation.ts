import {isEqual} from '../json.ts';
import type {ClaimSpec, PersistentVolumeClaim} from '../objects/storage.ts';
import {parseQuantity} from '../schema/quantity.ts';
import {fieldError, type FieldError} from '../status-error.ts';
import {subdomainName} from './names.ts';
import {validateLabelSelector} from './workload-validation.ts';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const volumeModes = ['Block', 'Filesystem'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export function validateClaimSpec(spec: ClaimSpec, path: string): FieldError[] {
  const {selector, storageClassName = '', volumeMode, volumeAttributesClassName = ''} = spec;
  const named = (field: string, name: string): FieldError[] =>
    name === '' ? [] : subdomainName(name).map((why) => fieldError.invalid(`${path}.${field}`, name, why));
  return [
    ...(spec.accessModes === undefined || spec.accessModes.length === 0
      ? [fieldError.required(`${path}.accessModes`, 'at least 1 access mode is required')]
      : []),
    ...(selector === undefined ? [] : validateLabelSelector(selector, `${path}.selector`)),
    ...validateAccessModes(spec.accessModes ?? [], `${path}.accessModes`),
    ...validateStorage(spec.resources?.requests?.['storage'], `${path}.resources[storage]`),
    ...named('storageClassName', storageClassName),
    ...(volumeMode === undefined || volumeModes.includes(volumeMode)
      ? []
      : [fieldError.notSupported(`${path}.volumeMode`, volumeMode, volumeModes)]),
    ...named('volumeAttributesClassName', volumeAttributesClassName),
  ];
}

export function validateAccessModes(modes: readonly string[], field: string): FieldError[] {
  const known = modes.filter((mode) => accessModes.includes(mode));
  const isMixed = known.includes('ReadWriteOncePod') && known.some((mode) => mode !== 'ReadWriteOncePod');
  return [
    ...modes
      .filter((mode) => !accessModes.includes(mode))
      .map((mode) => fieldError.notSupported(field, mode, accessModes)),
    ...(isMixed ? [fieldError.forbidden(field, 'may not use ReadWriteOncePod with other access modes')] : []),
  ];
}

function validateStorage(amount: string | undefined, field: string): FieldError[] {
  if (amount === undefined) return [fieldError.required(field)];
  return parseQuantity(amount) > 0 ? [] : [fieldError.invalid(field, amount, 'must be greater than zero')];
}

/** Once it is there only its size can be changed, while it is bound, and no volume shrinks. */
export function validateClaimUpdate(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): FieldError[] {
  const storageOf = ({spec}: PersistentVolumeClaim): string => spec.resources?.requests?.['storage'] ?? '0';
  const [size, oldSize] = [storageOf(claim), storageOf(old)];
  const statusSize = old.status.capacity?.['storage'] ?? '0';
  const isShrunk = parseQuantity(size) < parseQuantity(oldSize) && parseQuantity(size) <= parseQuantity(statusSize);
  return [
    ...(isEqual(fixedOf(claim, old), fixedOf(old, old)) ? [] : [fieldError.forbidden('spec', immutableText)]),
    ...(isShrunk
      ? [fieldError.forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity')]
      : []),
    ...(claim.spec.volumeMode === old.spec.volumeMode
      ? []
      : [fieldError.invalid('volumeMode', claim.spec.volumeMode, 'field is immutable')]),
  ];
}

/** A real server shows behind it how the two differ, in Go. */
const immutableText =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

/** What of a spec may not change; which volume it has may be said once. */
function fixedOf({spec}: PersistentVolumeClaim, old: PersistentVolumeClaim): object {
  const {volumeName, resources, volumeAttributesClassName, ...rest} = spec;
  const isBound = old.status.phase === 'Bound';
  return {
    ...rest,
    ...((old.spec.volumeName ?? '') === '' ? {} : {volumeName}),
    ...(isBound ? {} : {resources, volumeAttributesClassName}),
  };
}

import {fieldError, type FieldError} from '../api/status-error.ts';
import type {ObjectMeta, OwnerReference} from '../objects/kube-object.ts';
import {labelValue, qualifiedName, type NameRule} from './names.ts';

const STANDARD_FINALIZERS = new Set(['foregroundDeletion', 'kubernetes', 'orphan']);

/** What is wrong with the name of a new object and with the rest of its metadata. */
export function validateNewMetadata(metadata: ObjectMeta, nameRule: NameRule): FieldError[] {
  const {name, generateName = ''} = metadata;
  // What is appended to a prefix may not be the end of a name by itself.
  const prefix = generateName.replace(/[-.]$/, 'a');
  return [
    ...(generateName === '' ? [] : named('metadata.generateName', generateName, nameRule(prefix))),
    ...(name === ''
      ? [fieldError.required('metadata.name', 'name or generateName is required')]
      : named('metadata.name', name, nameRule(name))),
    ...validateMetadata(metadata),
  ];
}

/** What is wrong with metadata that any write may change. */
export function validateMetadata(metadata: ObjectMeta): FieldError[] {
  const {annotations = {}, finalizers = [], ownerReferences = []} = metadata;
  return [
    ...validateLabels('metadata.labels', metadata.labels),
    ...validateAnnotations('metadata.annotations', annotations),
    ...ownerReferences.flatMap(validateOwner),
    ...finalizers.flatMap(validateFinalizer),
  ];
}

export function validateLabels(field: string, labels: Readonly<Record<string, string>> = {}): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) =>
    named(field, key, qualifiedName(key)).concat(named(field, value, labelValue(value))),
  );
}

export function validateAnnotations(field: string, annotations: Readonly<Record<string, string>>): FieldError[] {
  return Object.keys(annotations).flatMap((key) => named(field, key, qualifiedName(key.toLowerCase())));
}

/** What no write may change. A time is shown as Go prints it. */
export function validateSameMetadata(metadata: ObjectMeta, old: ObjectMeta): FieldError[] {
  const {deletionTimestamp} = metadata;
  if (deletionTimestamp === undefined || old.deletionTimestamp !== undefined) return [];
  const shown = deletionTimestamp.replace('T', ' ').replace('Z', ' +0000 UTC');
  const message = `Invalid value: ${shown}: field is immutable`;
  return [{field: 'metadata.deletionTimestamp', reason: 'FieldValueInvalid', message}];
}

function validateOwner(owner: Partial<OwnerReference>): FieldError[] {
  const texts = {apiVersion: 'version', kind: 'kind', name: 'name', uid: 'uid'} as const;
  return (['apiVersion', 'kind', 'name', 'uid'] as const).flatMap((part) =>
    (owner[part] ?? '') === ''
      ? [fieldError.invalid(`metadata.ownerReferences.${part}`, '', `${texts[part]} must not be empty`)]
      : [],
  );
}

function validateFinalizer(finalizer: string, at: number): FieldError[] {
  const field = `metadata.finalizers[${at}]`;
  const errors = named(field, finalizer, qualifiedName(finalizer));
  if (errors.length > 0 || finalizer.includes('/') || STANDARD_FINALIZERS.has(finalizer)) return errors;
  return named(field, finalizer, ['name is neither a standard finalizer name nor is it fully qualified']);
}

function named(field: string, value: string, whys: readonly string[]): FieldError[] {
  return whys.map((why) => fieldError.invalid(field, value, why));
}

import {fieldError, type FieldError} from '../status-error.ts';
import type {ObjectMeta, OwnerReference} from '../objects/kube-object.ts';
import {labelValue, qualifiedName, type NameRule} from './names.ts';

const standardFinalizers = new Set(['foregroundDeletion', 'kubernetes', 'orphan']);
const maxAnnotationsBytes = 256 * 1024;

/** What is wrong with the name of a new object and with the rest of its metadata. */
export function validateNewMetadata(metadata: ObjectMeta, nameRule: NameRule): FieldError[] {
  const {name, generateName = '', finalizers = []} = metadata;
  // What is appended to a prefix may not be the end of a name by itself.
  const prefix = generateName.replace(/[-.]$/, 'a');
  return [
    ...(generateName === '' ? [] : named('metadata.generateName', generateName, nameRule(prefix))),
    ...(name === ''
      ? [fieldError.required('metadata.name', 'name or generateName is required')]
      : named('metadata.name', name, nameRule(name))),
    ...validateMetadata(metadata),
    ...finalizers.flatMap((finalizer) => named('metadata.finalizers', finalizer, qualifiedName(finalizer))),
    ...validateFinalizers(metadata),
  ];
}

/** Whoever makes up a finalizer names it after a domain. */
export function validateFinalizers({finalizers = []}: ObjectMeta): FieldError[] {
  return finalizers.flatMap((finalizer, at) => {
    if (finalizer.includes('/') || standardFinalizers.has(finalizer)) return [];
    const why = 'name is neither a standard finalizer name nor is it fully qualified';
    return [fieldError.invalid(`metadata.finalizers[${at}]`, finalizer, why)];
  });
}

/** What is wrong with metadata that any write may change. */
export function validateMetadata(metadata: ObjectMeta): FieldError[] {
  const {annotations = {}, ownerReferences = []} = metadata;
  return [
    ...validateLabels('metadata.labels', metadata.labels),
    ...validateAnnotations('metadata.annotations', annotations),
    ...ownerReferences.flatMap(validateOwner),
  ];
}

export function validateLabels(field: string, labels: Readonly<Record<string, string>> = {}): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) =>
    named(field, key, qualifiedName(key)).concat(named(field, value, labelValue(value))),
  );
}

export function validateAnnotations(field: string, annotations: Readonly<Record<string, string>>): FieldError[] {
  const bytes = Object.entries(annotations).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  return [
    ...Object.keys(annotations).flatMap((key) => named(field, key, qualifiedName(key.toLowerCase()))),
    ...(bytes > maxAnnotationsBytes ? [fieldError.tooLong(field, maxAnnotationsBytes)] : []),
  ];
}

/** What no write may change. */
export function validateSameMetadata(metadata: ObjectMeta, old: ObjectMeta): FieldError[] {
  const {deletionTimestamp} = metadata;
  if (deletionTimestamp === undefined || old.deletionTimestamp !== undefined) return [];
  return [fieldError.invalid('metadata.deletionTimestamp', deletionTimestamp, 'field is immutable')];
}

function validateOwner(owner: Partial<OwnerReference>, at: number): FieldError[] {
  return (['apiVersion', 'kind', 'name', 'uid'] as const).flatMap((part) =>
    (owner[part] ?? '') === ''
      ? [fieldError.required(`metadata.ownerReferences[${at}].${part}`, 'must not be empty')]
      : [],
  );
}

function named(field: string, value: string, whys: readonly string[]): FieldError[] {
  return whys.map((why) => fieldError.invalid(field, value, why));
}

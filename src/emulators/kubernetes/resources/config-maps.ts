import {isDeepStrictEqual} from 'node:util';
import {fieldError, type FieldError} from '../status-error.ts';
import type {ConfigMap} from '../objects/cluster-objects.ts';
import {boolean, bytes, kind, map, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {dataKey} from './names.ts';
import {defineType} from './resource-type.ts';

export const configMaps = defineType<ConfigMap>({
  plural: 'configmaps',
  singular: 'configmap',
  kind: 'ConfigMap',
  shortNames: ['cm'],
  schema: kind('ConfigMap', {immutable: boolean, data: map(string), binaryData: map(bytes)}),
  columns: [
    nameColumn,
    column('Data', {
      description:
        "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_'" +
        " or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in " +
        'Data must not overlap with the keys in the BinaryData field, this is enforced during validation ' +
        'process.',
    }),
    ageColumn,
  ],
  row: (object, nowMs) => {
    const count = Object.keys(object.data ?? {}).length + Object.keys(object.binaryData ?? {}).length;
    return [object.metadata.name, count, age(object, nowMs)];
  },
  validate: validateConfigMap,
  validateUpdate: validateImmutable,
});

function validateConfigMap({data = {}, binaryData = {}}: ConfigMap): FieldError[] {
  const validateKeys = (part: string, keys: readonly string[]): FieldError[] =>
    keys.flatMap((key) => [
      ...dataKey(key).map((why) => fieldError.invalid(`${part}[${key}]`, key, why)),
      ...(part === 'data' && key in binaryData
        ? [fieldError.invalid(`${part}[${key}]`, key, 'duplicate of key present in binaryData')]
        : []),
    ]);
  return [...validateKeys('data', Object.keys(data)), ...validateKeys('binaryData', Object.keys(binaryData))];
}

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable */
function validateImmutable(object: ConfigMap, old: ConfigMap): FieldError[] {
  if (old.immutable !== true) return [];
  const changed = [
    ...(object.immutable === true ? [] : ['immutable']),
    ...(isDeepStrictEqual(object.data ?? {}, old.data ?? {}) ? [] : ['data']),
    ...(isDeepStrictEqual(object.binaryData ?? {}, old.binaryData ?? {}) ? [] : ['binaryData']),
  ];
  return changed.map((field) => fieldError.forbidden(field, 'field is immutable when `immutable` is set'));
}

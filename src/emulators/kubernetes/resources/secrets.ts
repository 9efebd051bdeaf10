import {fieldError} from '../api/status-error.ts';
import type {Secret} from '../objects/cluster-objects.ts';
import {boolean, kind, map, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {dataKey} from './names.ts';
import {defineType} from './resource-type.ts';

export const secrets = defineType<Secret>({
  plural: 'secrets',
  singular: 'secret',
  kind: 'Secret',
  schema: kind('Secret', {immutable: boolean, data: map(string), stringData: map(string), type: string}),
  columns: [nameColumn, column('Type'), column('Data'), ageColumn],
  row: (secret, nowMs) => [
    secret.metadata.name,
    secret.type ?? 'Opaque',
    Object.keys(secret.data ?? {}).length,
    age(secret, nowMs),
  ],
  setDefaults: (secret: Secret & {stringData?: Record<string, string>}) => {
    secret.type ??= 'Opaque';
    const {stringData = {}} = secret;
    delete secret.stringData;
    const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
    if (encoded.length > 0) secret.data = {...secret.data, ...Object.fromEntries(encoded)};
  },
  validate: ({data = {}}) =>
    Object.keys(data).flatMap((key) => dataKey(key).map((why) => fieldError.invalid(`data[${key}]`, key, why))),
  selectableFields: ['type'],
});

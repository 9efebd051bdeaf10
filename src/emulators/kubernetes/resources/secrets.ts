import {fieldError} from '../status-error.ts';
import type {Secret} from '../objects/cluster-objects.ts';
import {boolean, bytes, kind, map, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {dataKey} from './names.ts';
import {defineType} from './resource-type.ts';

const tokenType = 'kubernetes.io/service-account-token';
const account = 'kubernetes.io/service-account.name';
/** Keys that Secrets of these types cannot lack. */
const needed: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
]);

export const secrets = defineType<Secret>({
  plural: 'secrets',
  singular: 'secret',
  kind: 'Secret',
  schema: kind('Secret', {immutable: boolean, data: map(bytes), stringData: map(string), type: string}),
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
  validate: ({metadata, type = 'Opaque', data = {}}) => [
    ...Object.keys(data).flatMap((key) => dataKey(key).map((why) => fieldError.invalid(`data[${key}]`, key, why))),
    ...(needed.get(type) ?? []).filter((key) => !(key in data)).map((key) => fieldError.required(`data[${key}]`)),
    // One of the two is enough.
    ...(type === 'kubernetes.io/basic-auth' && !('username' in data) && !('password' in data)
      ? ['username', 'password'].map((key) => fieldError.required(`data[${key}]`))
      : []),
    ...(type === tokenType && (metadata.annotations?.[account] ?? '') === ''
      ? [fieldError.required(`metadata.annotations[${account}]`)]
      : []),
  ],
  selectableFields: ['type'],
});

import {goJsonText} from '#src/kubernetes/go-text.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

interface GeneratedSecret {
  readonly name: string;
  /** What the keys hold, as it was typed or stands in files. */
  readonly data: ReadonlyMap<string, string>;
  readonly type?: string | undefined;
}

/** What `kubectl create secret` makes of what was read. */
export function generateSecret({name, data, type}: GeneratedSecret): JsonObject {
  const encoded = [...data].map(([key, value]) => [key, base64(value)] as const);
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: generateMetadata({name}),
    ...(encoded.length === 0 ? {} : {data: Object.fromEntries(encoded)}),
    ...(type === undefined ? {} : {type}),
  };
}

interface Registry {
  readonly server: string;
  readonly username: string;
  readonly password: string;
  readonly email: string;
}

/** What a Secret for a registry holds, as `kubectl create secret docker-registry` writes it. */
export function registryConfiguration({server, username, password, email}: Registry): string {
  const fields = [
    ['username', username],
    ['password', password],
    ['email', email],
    ['auth', base64(`${username}:${password}`)],
  ].flatMap(([key = '', value = '']) => (value === '' ? [] : [`${goJsonText(key)}:${goJsonText(value)}`]));
  return `{"auths":{${goJsonText(server)}:{${fields.join(',')}}}}`;
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

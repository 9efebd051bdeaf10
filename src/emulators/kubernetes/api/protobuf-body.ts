import type {Json, JsonObject} from '../json.ts';
import {notImplemented, StatusError} from './status-error.ts';

/**
 * Bodies in Kubernetes' protobuf, which `kubectl create TYPE` sends from 1.32 on: as much of it as those objects hold. The
 * numbers are those of the fields in the API's generated.proto files.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const MAGIC = Buffer.from('k8s\0');

type Shape =
  | 'string'
  | 'bytes'
  /** Left out when it is 0, as a client sends it for what nobody set. */
  | 'integer'
  /** Where 0 means something. */
  | 'count'
  /** Left out when it is false, likewise. */
  | 'boolean'
  | 'time'
  | 'quantity'
  | 'intOrString'
  | {readonly list: Shape}
  | {readonly map: Shape}
  | {readonly [field: number]: readonly [name: string, shape: Shape]};

const texts: Shape = {map: 'string'};
const names: Shape = {list: 'string'};

const metadata: Shape = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  4: ['selfLink', 'string'],
  5: ['uid', 'string'],
  6: ['resourceVersion', 'string'],
  7: ['generation', 'integer'],
  8: ['creationTimestamp', 'time'],
  11: ['labels', texts],
  12: ['annotations', texts],
  14: ['finalizers', names],
};
const containerPort: Shape = {
  1: ['name', 'string'],
  2: ['hostPort', 'integer'],
  3: ['containerPort', 'integer'],
  4: ['protocol', 'string'],
  5: ['hostIP', 'string'],
};
const resources: Shape = {1: ['limits', {map: 'quantity'}], 2: ['requests', {map: 'quantity'}]};
const container: Shape = {
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', names],
  4: ['args', names],
  5: ['workingDir', 'string'],
  6: ['ports', {list: containerPort}],
  8: ['resources', resources],
  13: ['terminationMessagePath', 'string'],
  14: ['imagePullPolicy', 'string'],
  16: ['stdin', 'boolean'],
  17: ['stdinOnce', 'boolean'],
  18: ['tty', 'boolean'],
  20: ['terminationMessagePolicy', 'string'],
};
const podSpec: Shape = {
  2: ['containers', {list: container}],
  3: ['restartPolicy', 'string'],
  6: ['dnsPolicy', 'string'],
  8: ['serviceAccountName', 'string'],
  9: ['serviceAccount', 'string'],
  10: ['nodeName', 'string'],
  11: ['hostNetwork', 'boolean'],
  12: ['hostPID', 'boolean'],
  13: ['hostIPC', 'boolean'],
  16: ['hostname', 'string'],
  17: ['subdomain', 'string'],
  19: ['schedulerName', 'string'],
  24: ['priorityClassName', 'string'],
};
const podTemplate: Shape = {1: ['metadata', metadata], 2: ['spec', podSpec]};
const rule: Shape = {
  1: ['verbs', names],
  2: ['apiGroups', names],
  3: ['resources', names],
  4: ['resourceNames', names],
  5: ['nonResourceURLs', names],
};
const subject: Shape = {
  1: ['kind', 'string'],
  2: ['apiGroup', 'string'],
  3: ['name', 'string'],
  4: ['namespace', 'string'],
};
const role: Shape = {1: ['metadata', metadata], 2: ['rules', {list: rule}]};
const binding: Shape = {
  1: ['metadata', metadata],
  2: ['subjects', {list: subject}],
  3: ['roleRef', {1: ['apiGroup', 'string'], 2: ['kind', 'string'], 3: ['name', 'string']}],
};
const servicePort: Shape = {
  1: ['name', 'string'],
  2: ['protocol', 'string'],
  3: ['port', 'integer'],
  4: ['targetPort', 'intOrString'],
  5: ['nodePort', 'integer'],
};
/** What a client leaves empty, and the server writes. */
const ignored: Shape = {};

const KINDS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['v1/Namespace', {1: ['metadata', metadata], 2: ['spec', {1: ['finalizers', names]}], 3: ['status', ignored]}],
  [
    'v1/ConfigMap',
    {1: ['metadata', metadata], 2: ['data', texts], 3: ['binaryData', {map: 'bytes'}], 4: ['immutable', 'boolean']},
  ],
  [
    'v1/Secret',
    {
      1: ['metadata', metadata],
      2: ['data', {map: 'bytes'}],
      3: ['type', 'string'],
      4: ['stringData', texts],
      5: ['immutable', 'boolean'],
    },
  ],
  ['v1/ServiceAccount', {1: ['metadata', metadata], 4: ['automountServiceAccountToken', 'boolean']}],
  [
    'v1/Service',
    {
      1: ['metadata', metadata],
      2: [
        'spec',
        {
          1: ['ports', {list: servicePort}],
          2: ['selector', texts],
          3: ['clusterIP', 'string'],
          4: ['type', 'string'],
          5: ['externalIPs', names],
          7: ['sessionAffinity', 'string'],
          8: ['loadBalancerIP', 'string'],
          10: ['externalName', 'string'],
          11: ['externalTrafficPolicy', 'string'],
          12: ['healthCheckNodePort', 'integer'],
          13: ['publishNotReadyAddresses', 'boolean'],
          18: ['clusterIPs', names],
        },
      ],
      3: ['status', ignored],
    },
  ],
  [
    'v1/ResourceQuota',
    {
      1: ['metadata', metadata],
      2: ['spec', {1: ['hard', {map: 'quantity'}], 2: ['scopes', names]}],
      3: ['status', ignored],
    },
  ],
  [
    'apps/v1/Deployment',
    {
      1: ['metadata', metadata],
      2: [
        'spec',
        {
          1: ['replicas', 'count'],
          2: ['selector', {1: ['matchLabels', texts]}],
          3: ['template', podTemplate],
          4: ['strategy', {1: ['type', 'string']}],
          5: ['minReadySeconds', 'integer'],
          6: ['revisionHistoryLimit', 'integer'],
          7: ['paused', 'boolean'],
        },
      ],
      3: ['status', ignored],
    },
  ],
  ['rbac.authorization.k8s.io/v1/Role', role],
  ['rbac.authorization.k8s.io/v1/ClusterRole', role],
  ['rbac.authorization.k8s.io/v1/RoleBinding', binding],
  ['rbac.authorization.k8s.io/v1/ClusterRoleBinding', binding],
]);

interface Field {
  readonly number: number;
  readonly value: Buffer | bigint;
}

export const isProtobuf = (body: Buffer): boolean => body.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * The object in an envelope of Kubernetes' protobuf, as its JSON.
 * @throws StatusError 400 for what is cut off, 501 for a kind or a field that is not read here
 */
export function decodeProtobuf(body: Buffer): JsonObject {
  const envelope = fieldsOf(body.subarray(MAGIC.length));
  const typeMeta = fieldsOf(bytesOf(envelope, 1));
  const apiVersion = bytesOf(typeMeta, 1).toString('utf8');
  const kind = bytesOf(typeMeta, 2).toString('utf8');
  const shape = KINDS.get(`${apiVersion}/${kind}`);
  if (shape === undefined) throw notImplemented(`${kind} in ${PROTOBUF}`);
  const object = decodeMessage(bytesOf(envelope, 2), shape, kind);
  return {apiVersion, kind, ...object};
}

function bytesOf(fields: readonly Field[], number: number): Buffer {
  const value = fields.find((field) => field.number === number)?.value;
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function decodeMessage(body: Buffer, shape: Shape, at: string): JsonObject {
  const decoded = new Map<string, Json>();
  const known = new Map(typeof shape === 'object' ? Object.entries(shape) : []);
  for (const {number, value} of fieldsOf(body)) {
    const entry: unknown = known.get(String(number));
    if (!Array.isArray(entry)) {
      if (shape === ignored) continue;
      throw notImplemented(`field ${number} of ${at} in ${PROTOBUF}`);
    }
    // what stands at a number is a name with its shape, by the type above
    const [name, inner] = entry as [string, Shape];
    if (typeof inner === 'object' && 'list' in inner) {
      const before = decoded.get(name);
      const item = decodeValue(value, inner.list, name);
      decoded.set(name, [...(Array.isArray(before) ? before : []), item ?? '']);
    } else if (typeof inner === 'object' && 'map' in inner) {
      const before = decoded.get(name);
      const [key, item] = decodeEntry(value, inner.map, name);
      decoded.set(name, {...(before as JsonObject | undefined), [key]: item});
    } else {
      const item = decodeValue(value, inner, name);
      if (item !== undefined) decoded.set(name, item);
    }
  }
  return Object.fromEntries(decoded);
}

function decodeEntry(value: Buffer | bigint, shape: Shape, at: string): [string, Json] {
  const fields = fieldsOf(Buffer.isBuffer(value) ? value : Buffer.alloc(0));
  return [bytesOf(fields, 1).toString('utf8'), decodeValue(bytesOf(fields, 2), shape, at) ?? ''];
}

/** Undefined for what a client sends empty and JSON leaves out. */
function decodeValue(value: Buffer | bigint, shape: Shape, at: string): Json | undefined {
  if (shape === 'boolean') return value === 1n ? true : undefined;
  if (shape === 'integer' || shape === 'count') {
    const number = Number(BigInt.asIntN(64, BigInt(Buffer.isBuffer(value) ? 0 : value)));
    return number === 0 && shape === 'integer' ? undefined : number;
  }
  const bytes = Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  switch (shape) {
    case 'string':
      return bytes.length === 0 ? undefined : bytes.toString('utf8');
    case 'bytes':
      return bytes.toString('base64');
    case 'quantity':
      return bytesOf(fieldsOf(bytes), 1).toString('utf8');
    case 'time': {
      const seconds = fieldsOf(bytes).find(({number}) => number === 1)?.value;
      return typeof seconds === 'bigint' && seconds > 0n ? new Date(Number(seconds) * 1_000).toISOString() : undefined;
    }
    case 'intOrString': {
      const fields = fieldsOf(bytes);
      const isText = fields.find(({number}) => number === 1)?.value === 1n;
      const number = fields.find((field) => field.number === 2)?.value;
      return isText ? bytesOf(fields, 3).toString('utf8') : Number(typeof number === 'bigint' ? number : 0);
    }
    default:
      return decodeMessage(bytes, shape, at);
  }
}

/** @see https://protobuf.dev/programming-guides/encoding/ */
function fieldsOf(body: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = body[at];
      if (byte === undefined) break;
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw cutOff();
  };
  const take = (length: number): Buffer => {
    if (at + length > body.length) throw cutOff();
    at += length;
    return body.subarray(at - length, at);
  };
  while (at < body.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    switch (tag & 7n) {
      case 0n:
        fields.push({number, value: varint()});
        break;
      case 1n:
        fields.push({number, value: take(8)});
        break;
      case 2n:
        fields.push({number, value: take(Number(varint()))});
        break;
      case 5n:
        fields.push({number, value: take(4)});
        break;
      default:
        throw cutOff();
    }
  }
  return fields;
}

const cutOff = (): StatusError =>
  new StatusError(400, 'BadRequest', 'the body of the request is no whole protobuf message');

import type {Json, JsonObject} from '../json.ts';
import {ignored, protobufKinds, type Shape} from './protobuf-kinds.ts';
import {notImplemented, StatusError} from '../status-error.ts';

/**
 * Bodies in Kubernetes' protobuf, which kubectl sends where it knows a type: as much of it as those objects hold.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */
export const protobuf = 'application/vnd.kubernetes.protobuf';

const magic = Buffer.from('k8s\0');

interface Field {
  readonly number: number;
  readonly value: Buffer | bigint;
}

export const isProtobuf = (body: Buffer): boolean => body.subarray(0, magic.length).equals(magic);

/**
 * The object in an envelope of Kubernetes' protobuf, as its JSON.
 * @throws StatusError 400 for what is cut off, 501 for a kind or a field that is not read here
 */
export function decodeProtobuf(body: Buffer): JsonObject {
  const envelope = fieldsOf(body.subarray(magic.length));
  const typeMeta = fieldsOf(bytesOf(envelope, 1));
  const apiVersion = bytesOf(typeMeta, 1).toString('utf8');
  const kind = bytesOf(typeMeta, 2).toString('utf8');
  const shape = protobufKinds.get(`${apiVersion}/${kind}`);
  if (shape === undefined) throw notImplemented(`${kind} in ${protobuf}`);
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
      throw notImplemented(`field ${number} of ${at} in ${protobuf}`);
    }
    // what stands at a number is a name with its shape, by the type above
    const [name, inner] = entry as [string, Shape];
    if (typeof inner === 'object' && 'list' in inner) {
      const before = decoded.get(name);
      const item = decodeValue(value, inner.list, name);
      decoded.set(name, [...(Array.isArray(before) ? before : []), item ?? '']);
    } else if (typeof inner === 'object' && 'inline' in inner) {
      const beside = decodeMessage(Buffer.isBuffer(value) ? value : Buffer.alloc(0), inner.inline, at);
      for (const [key, item] of Object.entries(beside)) decoded.set(key, item);
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

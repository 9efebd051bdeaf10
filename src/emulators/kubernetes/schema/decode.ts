import {isObject, type Json, type JsonObject} from '../json.ts';
import {canonicalQuantity, QuantityError} from './quantity.ts';
import type {ObjectSchema, Schema} from './schema.ts';

export interface Decoded {
  value: JsonObject;
  /** Paths such as `spec.template.spec.contaners[0].foo`, in the order in which they were met. */
  unknownFields: string[];
  /** Go's own sentence for the first value of a wrong type, or the words for the first quantity that is none. */
  mismatch: string | undefined;
}

const goTypes = {
  string: 'string',
  integer: 'int32',
  long: 'int64',
  boolean: 'bool',
  'int-or-string': 'intstr.IntOrString',
  time: 'v1.Time',
  'optional-time': 'v1.Time',
} as const;

/** Reads a body by its schema: unknown fields are dropped and reported, nulls dropped, a wrong type ends it. */
export function decode(schema: ObjectSchema, body: JsonObject): Decoded {
  const decoder = new Decoder();
  const value = decoder.object(schema, body, '');
  // A part such as `spec` that is left out is an empty one, as in Go; what merges as one value would be changed by it.
  for (const [name, field] of Object.entries(schema.fields)) {
    if (field.kind === 'object' && !field.isAtomic && name !== 'metadata') value[name] ??= {};
  }
  return {value, unknownFields: decoder.unknownFields, mismatch: decoder.mismatch};
}

class Decoder {
  readonly unknownFields: string[] = [];
  mismatch: string | undefined;

  object(schema: ObjectSchema, body: JsonObject, path: string): JsonObject {
    const result: JsonObject = {};
    for (const [name, value] of Object.entries(body)) {
      const field = schema.fields[name];
      const fieldPath = path === '' ? name : `${path}.${name}`;
      if (field === undefined) this.unknownFields.push(fieldPath);
      else if (value !== null) result[name] = this.#value(field, value, {path: fieldPath, owner: schema.name});
    }
    for (const name of schema.always) result[name] ??= emptyOf(schema.fields[name]);
    return result;
  }

  #value(schema: Schema, value: Json, at: {path: string; owner: string}): Json {
    switch (schema.kind) {
      case 'any':
        return value;
      case 'object':
        return isObject(value) ? this.object(schema, value, at.path) : this.#wrong(value, at, `v1.${schema.name}`);
      case 'map':
        return isObject(value) ? this.#map(schema.values, value, at) : this.#wrong(value, at, 'map[string]string');
      case 'list':
        return Array.isArray(value)
          ? this.#list(schema.items, value, at)
          : this.#wrong(value, at, goList(schema.items));
      case 'quantity':
        return this.#quantity(value);
      case 'bytes':
        return this.#bytes(value, at);
      default:
        return this.#scalar(schema.kind, value, at);
    }
  }

  #map(values: Schema, value: JsonObject, at: {path: string; owner: string}): JsonObject {
    const result: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (item !== null)
        result[key] = this.#value(values, item, {
          path: isNamed(values) ? `${at.path}.${key}` : at.path,
          owner: at.owner,
        });
    }
    return result;
  }

  #list(items: Schema, value: Json[], at: {path: string; owner: string}): Json[] {
    return value.map((item, index) =>
      item === null ? emptyOf(items) : this.#value(items, item, {path: `${at.path}[${index}]`, owner: at.owner}),
    );
  }

  #scalar(kind: keyof typeof goTypes, value: Json, at: {path: string; owner: string}): Json {
    if (!isScalar(kind, value)) return this.#wrong(value, at, goTypes[kind]);
    if ((kind === 'time' || kind === 'optional-time') && !isTime(value)) {
      this.mismatch ??= `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse it`;
    }
    return value;
  }

  #quantity(value: Json): Json {
    try {
      return canonicalQuantity(typeof value === 'string' ? value.trim() : JSON.stringify(value));
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      this.mismatch ??= error.message;
      return value;
    }
  }

  #bytes(value: Json, at: {path: string; owner: string}): Json {
    if (typeof value !== 'string') return this.#wrong(value, at, '[]uint8');
    const wrongAt = /[^A-Za-z0-9+/=\r\n]/.exec(value)?.index ?? (isPadded(value) ? -1 : value.length);
    if (wrongAt >= 0) this.mismatch ??= `illegal base64 data at input byte ${wrongAt}`;
    return value;
  }

  #wrong(value: Json, at: {path: string; owner: string}, expected: string): Json {
    const path = at.path.replaceAll(/\[\d+\]/g, '');
    this.mismatch ??= `json: cannot unmarshal ${goKind(value)} into Go struct field ${at.owner}.${path} of type ${expected}`;
    return value;
  }
}

function isTime(value: Json): boolean {
  const isWritten =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  return isWritten && !Number.isNaN(Date.parse(value));
}

/** What stands for nothing, as in Go. */
function emptyOf(schema: Schema | undefined): Json {
  switch (schema?.kind) {
    case 'object':
      return Object.fromEntries(schema.always.map((name) => [name, emptyOf(schema.fields[name])]));
    case 'map':
      return {};
    case 'list':
      return [];
    case 'integer':
    case 'long':
    case 'int-or-string':
      return 0;
    case 'boolean':
      return false;
    case 'quantity':
      return '0';
    case 'any':
    case undefined:
      return null;
    default:
      return '';
  }
}

function isPadded(text: string): boolean {
  return text.replaceAll(/[\r\n]/g, '').length % 4 === 0;
}

/** What is wrong with a plain value of a map is told of the map. */
function isNamed(values: Schema): boolean {
  return values.kind === 'object';
}

function isScalar(kind: keyof typeof goTypes, value: Json): boolean {
  switch (kind) {
    case 'string':
    case 'time':
    case 'optional-time':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'long':
      return typeof value === 'number' && Number.isInteger(value);
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
  }
}

function goKind(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' && !Number.isInteger(value)) return `number ${value}`;
  return typeof value;
}

function goList(items: Schema): string {
  if (items.kind === 'object') return `[]v1.${items.name}`;
  return items.kind in goTypes ? `[]${goTypes[items.kind as keyof typeof goTypes]}` : '[]interface {}';
}

import * as fc from 'fast-check';
import {isObject, type Json, type JsonObject} from '#src/emulators/kubernetes/json.ts';
import type {Schema} from '#src/emulators/kubernetes/schema/schema.ts';

/** What is hardly meant anywhere: of another type, empty, far too much, or a name with a meaning of its own. */
const oddValues: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  65_536,
  2 ** 31,
  1e21,
  '',
  ' ',
  '-',
  'é',
  '50%',
  '-1%',
  'x'.repeat(300),
  '__proto__',
  'constructor',
  [],
  [null],
  [[]],
  [''],
  {},
  {'': ''},
  {a: null},
  {constructor: {prototype: 1}},
  {$patch: 'delete'},
  [{$patch: 'replace'}],
];
/** What is right in many places, so that what comes after the first look is reached too. */
const texts = [
  'web',
  'main',
  'http',
  'Always',
  'Never',
  'In',
  'Exists',
  'Gt',
  'RollingUpdate',
  'Recreate',
  'OnDelete',
  'ExternalName',
  'ClusterIP',
  'None',
  'TCP',
  'NoExecute',
  'Pod',
  'Container',
  'Ingress',
  '10.0.0.1',
  '10.0.0.0/8',
  '100m',
  '1Gi',
  '2024-01-01T00:00:00Z',
  '/etc',
  'kubernetes.io/hostname',
  '$(A)',
];

/** One change of a value; the place is counted through all of its parts. */
export interface Mutation {
  readonly place: number;
  readonly how: 'remove' | 'replace' | 'add' | 'repeat' | 'empty';
  readonly seed: number;
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    place: fc.nat(10_000),
    how: fc.constantFrom('remove', 'replace', 'add', 'add', 'repeat', 'empty'),
    seed: fc.nat(2 ** 31 - 1),
  }),
  {minLength: 1, maxLength: 3},
);

/** The value with all of the changes made, one after the other. */
export function mutated(schema: Schema, value: JsonObject, changes: readonly Mutation[]): JsonObject {
  const result = structuredClone(value);
  for (const change of changes) mutate(schema, result, change);
  return result;
}

interface Place {
  parent: JsonObject | Json[];
  key: string | number;
  schema: Schema | undefined;
}

function mutate(schema: Schema, value: JsonObject, {place, how, seed}: Mutation): void {
  const places = placesIn(value, schema);
  const chosen = places[place % places.length];
  if (chosen === undefined) return;
  const random = randomFrom(seed);
  const {parent, key, schema: own} = chosen;
  const known = Array.isArray(parent) ? parent[Number(key)] : parent[key];
  const set = (next: Json): void => {
    if (Array.isArray(parent)) parent[Number(key)] = next;
    else parent[key] = next;
  };
  if (how === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  } else if (how === 'replace') set(random() < 0.35 ? oddValue(random) : sample(own, random));
  else if (how === 'empty') set(Array.isArray(known) ? [] : {});
  else if (how === 'repeat' && Array.isArray(parent)) parent.push(structuredClone(known ?? null));
  else if (Array.isArray(known) && own?.kind === 'list') known.push(sample(own.items, random));
  else if (isObject(known) && own?.kind === 'object') {
    const [name, field] = pick(Object.entries(own.fields), random);
    known[name] = random() < 0.15 ? oddValue(random) : sample(field, random);
  } else if (isObject(known)) known[pick(texts, random)] = oddValue(random);
}

function placesIn(value: JsonObject | Json[], schema: Schema | undefined): Place[] {
  return Object.entries(value).flatMap(([key, child]): Place[] => {
    const own = schemaOf(schema, key);
    const place = {parent: value, key, schema: own};
    return isObject(child) || Array.isArray(child) ? [place, ...placesIn(child, own)] : [place];
  });
}

function schemaOf(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.kind === 'object') return Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
  if (schema?.kind === 'map') return schema.values;
  return schema?.kind === 'list' ? schema.items : undefined;
}

/** A value as the schema wants it, with some of its fields. */
function sample(schema: Schema | undefined, random: () => number, depth = 0): Json {
  switch (schema?.kind) {
    case 'string':
      return pick(texts, random);
    case 'integer':
    case 'long':
      return pick([0, 1, 2, 80, -1, 65_535, 2 ** 31 - 1], random);
    case 'boolean':
      return random() < 0.5;
    case 'quantity':
      return pick(['0', '1', '10m', '64Mi', '1e3', '-1', 5], random);
    case 'int-or-string':
      return pick([0, 1, '25%', '100%', 'http', '0%'], random);
    case 'time':
    case 'optional-time':
      return pick(['2024-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'yesterday'], random);
    case 'bytes':
      return pick(['', 'YQ==', 'not base64'], random);
    case 'map':
      return {[pick(texts, random)]: sample(schema.values, random, depth + 1)};
    case 'list':
      return Array.from({length: Math.floor(random() * 3)}, () => sample(schema.items, random, depth + 1));
    case 'object': {
      const share = depth > 3 ? 0.1 : 0.4;
      const fields = Object.entries(schema.fields).filter(() => random() < share);
      return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, random, depth + 1)]));
    }
    default:
      return oddValue(random);
  }
}

export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

/** One of its own: later changes reach into it. */
function oddValue(random: () => number): Json {
  return structuredClone(pick(oddValues, random));
}

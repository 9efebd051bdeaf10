import * as fc from 'fast-check';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {attacks, type Place} from './attacks.ts';
import {honestObject} from './honest-objects.ts';

const anyJson = fc.oneof(
  fc.jsonValue({depthSize: 'xsmall', stringUnit: 'grapheme'}),
  fc.constantFrom<JsonValue>(null, true, 'true', 0, -1, 1e300, '', [], {}, [null], [[]], {'': null}, 'node-2', '/'),
) as fc.Arbitrary<JsonValue>;

type Path = readonly (string | number)[];

/** One change to an object: what is set, put into a list, replaced or taken away, and roughly where. */
export type Change =
  | {
      readonly kind: 'attack';
      readonly attack: (typeof attacks)[number];
      readonly at: number;
      readonly anywhere: boolean;
    }
  | {readonly kind: 'replace'; readonly value: JsonValue; readonly at: number}
  | {readonly kind: 'remove'; readonly at: number}
  | {readonly kind: 'repeat'; readonly at: number};

export const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('attack' as const),
      attack: fc.constantFrom(...attacks),
      at: fc.nat({max: 1000}),
      anywhere: fc.integer({min: 0, max: 4}).map((one) => one === 0),
    }),
  },
  fc.record({kind: fc.constant('replace' as const), value: anyJson, at: fc.nat({max: 1000})}),
  fc.record({kind: fc.constant('remove' as const), at: fc.nat({max: 1000})}),
  fc.record({kind: fc.constant('repeat' as const), at: fc.nat({max: 1000})}),
);

/** Where in an object something would have its effect. */
const places: Readonly<Record<Place, RegExp>> = {
  root: /^$/,
  metadata: /(^|\.)metadata$/,
  spec: /^spec$/,
  claim: /volumeClaimTemplates\.\d+\.spec$/,
  podSpec: /(^|template\.)spec$/,
  container: /(^|\.)(containers|initContainers|ephemeralContainers)\.\d+$/,
  volume: /\.volumes\.\d+$/,
  mount: /\.volumeMounts\.\d+$/,
  port: /\.ports\.\d+$/,
  probe: /Probe$/,
  handler: /(httpGet|tcpSocket)$/,
  env: /\.env\.\d+$/,
  rule: /^rules\.\d+$/,
  roleRef: /^roleRef$/,
  quota: /^spec$/,
  limit: /^spec\.limits\.\d+$/,
  subject: /^subjects\.\d+$/,
};

/** Every mapping and list in a value, the value itself first. */
function* nodesOf(value: JsonValue, path: Path = []): Generator<{path: Path; value: JsonValue}> {
  yield {path, value};
  if (isJsonList(value)) for (const [index, item] of value.entries()) yield* nodesOf(item, [...path, index]);
  if (isJsonObject(value)) for (const [key, item] of Object.entries(value)) yield* nodesOf(item, [...path, key]);
}

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(1, items.length)];

/** Where a change has its effect in an object, and what will stand there; undefined when there is no such place. */
export function placeOf(root: JsonValue, change: Change): {path: Path; value: JsonValue | undefined} | undefined {
  const nodes = [...nodesOf(root)];
  if (change.kind === 'attack') {
    const [place, attack] = change.attack;
    const mappings = nodes.filter(({value}) => isJsonObject(value));
    const natural = mappings.filter(
      // the spec of what makes Pods is none of a Pod's
      ({path, value}) =>
        places[place].test(path.join('.')) && !(place === 'podSpec' && Object.hasOwn(Object(value), 'template')),
    );
    const found = pick(change.anywhere || natural.length === 0 ? mappings : natural, change.at);
    if (found === undefined || !isJsonObject(found.value)) return undefined;
    return {path: found.path, value: {...found.value, ...attack}};
  }
  if (change.kind === 'repeat') {
    const lists = nodes.filter(({value}) => isJsonList(value) && value.length > 0);
    const found = pick(lists, change.at);
    if (found === undefined || !isJsonList(found.value)) return undefined;
    return {path: found.path, value: [...found.value, ...found.value]};
  }
  const found = pick(nodes.slice(1), change.at);
  if (found === undefined) return undefined;
  return {path: found.path, value: change.kind === 'replace' ? change.value : undefined};
}

/** A copy of `root` with the value at `path` replaced; `undefined` takes it away. */
function withValueAt(root: JsonValue, path: Path, value: JsonValue | undefined): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isJsonList(root)) {
    return root.flatMap((item, index) => {
      if (index !== step) return [item];
      const changed = withValueAt(item, rest, value);
      return changed === undefined ? [] : [changed];
    });
  }
  if (!isJsonObject(root)) return root;
  return Object.fromEntries(
    Object.entries(root).flatMap(([key, item]): [string, JsonValue][] => {
      if (key !== step) return [[key, item]];
      const changed = withValueAt(item, rest, value);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}

export function applyChange(root: JsonObject, change: Change): JsonObject {
  const place = placeOf(root, change);
  const changed = place === undefined ? root : withValueAt(root, place.path, place.value);
  return isJsonObject(changed) ? changed : root;
}

/** An object that learners may apply, with up to three changes that are mostly attacks. */
export const hostileObject: fc.Arbitrary<JsonObject> = fc
  .tuple(honestObject, fc.array(change, {maxLength: 3}))
  .map(([object, changes]) => changes.reduce(applyChange, object));

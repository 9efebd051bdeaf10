import type {FieldPath} from '../yaml/field-path.ts';
import {formatFieldPath} from '../yaml/field-path.ts';
import type {FieldRule, FieldRules} from '#src/kinds/fields/field-rules.ts';
import {words} from '#src/words/words.ts';

/** Where a field may stand: keys from the root, `*` for the items of a list. */
type Place = readonly string[];

/**
 * In words where a field belongs that stands in the wrong place at `path`: of all places in an object of these rules the
 * nearest. Undefined if it has none.
 */
export function placeFor(key: string, rules: FieldRules, path: FieldPath): string | undefined {
  return nearestPlace([...placesOf(key, rules, [])], path);
}

/** The same of the places that are around it, or below where it stands. */
export function placeNear(key: string, rules: FieldRules, path: FieldPath): string | undefined {
  const places = [...placesOf(key, rules, [])];
  return nearestPlace(
    places.filter((place) => inCommon(place, path) === Math.min(place.length, path.length)),
    path,
  );
}

function nearestPlace(places: Place[], path: FieldPath): string | undefined {
  const [nearest] = places.sort(
    (one, other) => inCommon(other, path) - inCommon(one, path) || one.length - other.length,
  );
  if (nearest === undefined) return undefined;
  if (nearest.length === 0) return words().policy.belongsAtTop;
  const isItem = nearest.at(-1) === '*';
  const shown = formatFieldPath((isItem ? nearest.slice(0, -1) : nearest).filter((step) => step !== '*'));
  return isItem ? words().policy.belongsInItem({path: shown}) : words().policy.belongsIn({path: shown});
}

/** Whether a field may stand at a path in an object of these rules. */
export function hasPlace(rules: FieldRules, path: FieldPath): boolean {
  let rule: FieldRule | undefined = {kind: 'fields', fields: rules};
  for (const step of path) {
    if (rule?.kind === 'list' && typeof step === 'number') rule = rule.of;
    else if (rule?.kind === 'fields' && Object.hasOwn(rule.fields, step)) rule = rule.fields[step];
    else return false;
  }
  return rule !== undefined && rule.kind !== 'forbidden';
}

function* placesOf(key: string, rules: FieldRules, at: Place): Generator<Place> {
  const own = Object.hasOwn(rules, key) ? rules[key] : undefined;
  if (own !== undefined && own.kind !== 'forbidden' && own.kind !== 'written by the cluster') yield at;
  for (const [name, rule] of Object.entries(rules)) yield* placesBelow(key, rule, [...at, name]);
}

function* placesBelow(key: string, rule: FieldRule, at: Place): Generator<Place> {
  if (rule.kind === 'fields') yield* placesOf(key, rule.fields, at);
  else if (rule.kind === 'list') yield* placesBelow(key, rule.of, [...at, '*']);
}

function inCommon(place: Place, path: FieldPath): number {
  const end = place.findIndex(
    (step, index) => step !== path[index] && !(step === '*' && typeof path[index] === 'number'),
  );
  return end === -1 ? place.length : end;
}

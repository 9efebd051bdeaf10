import type {FieldPath} from '../yaml/field-path.ts';
import {isJsonList, isJsonObject, printable, type JsonValue} from '#src/kubernetes/json.ts';
import {forgottenSpace} from '../yaml/yaml-problems.ts';
import {words} from '#src/words/words.ts';

const longestQuoted = 40;

/** What to write where one value belongs, and a number, true, a list or a mapping stands. */
export function single(value: JsonValue, path: FieldPath): string {
  if (isJsonObject(value) && path.at(-1) === 'matchLabels') {
    return words().policy.mistyped.labelsOfSelector;
  }
  if (isJsonObject(value)) return words().policy.mistyped.oneNotMapping;
  if (isJsonList(value)) return words().policy.mistyped.oneNotList;
  return words().policy.mistyped.quoted({value: printable(value)});
}

/** What to write where a number belongs. */
export function number(value: JsonValue): string {
  return typeof value === 'string' && /^\d+$/u.test(value)
    ? words().policy.mistyped.unquoted({value})
    : words().policy.mistyped.wholeNumber;
}

/** What to write where a list belongs. */
export function list(value: JsonValue): string {
  if (isJsonObject(value)) return words().policy.mistyped.dashes;
  if (typeof value !== 'string') return words().policy.mistyped.itemLines;
  const isPlain = value.length <= longestQuoted && /^[\w ./:=-]+$/u.test(value);
  return (
    forgottenSpace(value) ??
    (isPlain
      ? words().policy.mistyped.itemsQuoted({list: JSON.stringify(value.split(/ +/u))})
      : words().policy.mistyped.itemsInBrackets)
  );
}

/** What to write where a mapping belongs. */
export function mapping(value: JsonValue): string {
  if (isJsonList(value)) return words().policy.mistyped.keysWithoutDash;
  const forgotten = typeof value === 'string' ? forgottenSpace(value) : undefined;
  return forgotten ?? words().policy.mistyped.keysBelow;
}

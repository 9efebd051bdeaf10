import type {FieldPath} from '../yaml/field-path.ts';
import {isJsonList, isJsonObject, omitKeys, type JsonValue} from '#src/kubernetes/json.ts';

interface Update {
  /** Keys from the root; `*` stands for every item of a list. What does not exist is passed over. */
  readonly at: readonly string[];
  /** The value in place of the one found at `path`; `undefined` takes the field away (list items stay). */
  readonly to: (value: JsonValue, path: FieldPath) => JsonValue | undefined;
}

/** A copy of `root` with every value at `at` replaced. */
export function updateAt<Root extends JsonValue>(root: Root, update: Update): Root;
export function updateAt(root: JsonValue, update: Update): JsonValue {
  return updateBelow(root, update, []) ?? root;
}

function updateBelow(value: JsonValue, update: Update, path: FieldPath): JsonValue | undefined {
  const step = update.at[path.length];
  if (step === undefined) return update.to(value, path);
  if (step === '*') {
    if (!isJsonList(value)) return value;
    return value.map((item, index) => updateBelow(item, update, [...path, index]) ?? item);
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value;
  const field = value[step];
  if (field === undefined) return value;
  const updated = updateBelow(field, update, [...path, step]);
  return updated === undefined ? omitKeys(value, [step]) : {...value, [step]: updated};
}

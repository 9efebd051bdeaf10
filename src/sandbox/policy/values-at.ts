import type {FieldPath} from '../yaml/field-path.ts';
import {isJsonList, isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';

interface FoundValue {
  readonly value: JsonValue;
  readonly path: FieldPath;
}

/** Every value at `at` (keys from the root; `*` stands for every item of a list), in order. */
export function valuesAt(root: JsonValue, at: readonly string[]): readonly FoundValue[] {
  return at.reduce<readonly FoundValue[]>(
    (found, step) => found.flatMap((value) => below(value, step)),
    [{value: root, path: []}],
  );
}

function below({value, path}: FoundValue, step: string): readonly FoundValue[] {
  if (step === '*') {
    return isJsonList(value) ? value.map((item, index) => ({value: item, path: [...path, index]})) : [];
  }
  const field = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return field === undefined ? [] : [{value: field, path: [...path, step]}];
}

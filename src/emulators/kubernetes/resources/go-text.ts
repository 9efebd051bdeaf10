import type {FieldError} from '../api/status-error.ts';
import {isObject, type Json} from '../json.ts';
import type {LabelSelector} from '../objects/kube-object.ts';

/** An error about a value that is no plain text: such values are shown as Go prints them. */
export function invalidInGo(field: string, value: string, detail: string): FieldError {
  return {field, reason: 'FieldValueInvalid', message: `Invalid value: ${value}: ${detail}`};
}

/** A value as Go prints it when nobody says how: `map[spec:map[replicas:3]]`. */
export function goValue(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}:${goValue(item)}`);
  return `map[${entries.sort().join(' ')}]`;
}

export function goMap(map: Readonly<Record<string, string>> | undefined): string {
  if (map === undefined || Object.keys(map).length === 0) return 'map[string]string(nil)';
  const entries = Object.entries(map).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `map[string]string{${entries.sort().join(', ')}}`;
}

export function goStrings(values: readonly string[]): string {
  return `[]string{${values.map((one) => JSON.stringify(one)).join(', ')}}`;
}

export function goSelector({matchLabels, matchExpressions = []}: LabelSelector): string {
  const texts = matchExpressions.map(({key, operator, values}) => {
    const list = values === undefined ? '[]string(nil)' : goStrings(values);
    return `v1.LabelSelectorRequirement{Key:"${key}", Operator:"${operator}", Values:${list}}`;
  });
  const expressions = texts.length === 0 ? '(nil)' : `{${texts.join(', ')}}`;
  return `v1.LabelSelector{MatchLabels:${goMap(matchLabels)}, MatchExpressions:[]v1.LabelSelectorRequirement${expressions}}`;
}

export function goIntOrString(value: number | string): string {
  const isNumber = typeof value === 'number';
  const [type, number, text] = isNumber ? [0, value, ''] : [1, 0, value];
  return `intstr.IntOrString{Type:${type}, IntVal:${number}, StrVal:${JSON.stringify(text)}}`;
}

import type {FieldError} from '../api/status-error.ts';
import type {LabelSelector} from '../objects/kube-object.ts';

/** An error about a value that is no plain text: such values are shown as Go prints them. */
export function invalidInGo(field: string, value: string, detail: string): FieldError {
  return {field, reason: 'FieldValueInvalid', message: `Invalid value: ${value}: ${detail}`};
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

import {isObject, type Json} from '../json.ts';
import type {LabelSelector} from '../objects/kube-object.ts';

/** A value as Go prints it when nobody says how: `map[spec:map[replicas:3]]`. */
export function goValue(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}:${goValue(item)}`);
  return `map[${entries.sort().join(' ')}]`;
}

/** A map as Go's JSON has it, by its keys; an empty one is none. */
export function goMap(map: Readonly<Record<string, string>> = {}): Record<string, string> | null {
  const entries = Object.entries(map);
  return entries.length === 0 ? null : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A selector as Go's JSON has it: its fields in the order of their declaration, without the empty ones. */
export function goSelector({matchLabels, matchExpressions = []}: LabelSelector): object {
  const labels = goMap(matchLabels);
  const expressions = matchExpressions.map(({key, operator, values}) => ({
    key,
    operator,
    ...(values === undefined || values.length === 0 ? {} : {values}),
  }));
  return {
    ...(labels === null ? {} : {matchLabels: labels}),
    ...(expressions.length === 0 ? {} : {matchExpressions: expressions}),
  };
}

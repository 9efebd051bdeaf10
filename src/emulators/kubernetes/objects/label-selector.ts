import type {LabelSelector} from './kube-object.ts';

export type Labels = Readonly<Record<string, string>>;

/** One thing that labels must meet, as both ways to write a selector come to it. */
export interface Requirement {
  key: string;
  operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!exists' | '>' | '<';
  values: string[];
}

export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  const own = labels ?? {};
  if (Object.entries(selector.matchLabels ?? {}).some(([key, value]) => own[key] !== value)) return false;
  return (selector.matchExpressions ?? []).every(({key, operator, values}) =>
    isMet({key, operator: operators.get(operator) ?? 'exists', values: values ?? []}, own),
  );
}

const operators: ReadonlyMap<string, Requirement['operator']> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!exists'],
  ['Gt', '>'],
  ['Lt', '<'],
]);

/** For a node's labels, where `Gt` and `Lt` are allowed too. */
export function matchesExpression(
  {key, operator, values}: {key: string; operator: string; values?: string[]},
  labels: Labels,
): boolean {
  const known = operators.get(operator);
  return known !== undefined && isMet({key, operator: known, values: values ?? []}, labels);
}

export function isMet({key, operator, values}: Requirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case '=':
    case 'in':
      return value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!exists':
      return value === undefined;
    case '>':
      return value !== undefined && Number(value) > Number(values[0]);
    case '<':
      return value !== undefined && Number(value) < Number(values[0]);
  }
}

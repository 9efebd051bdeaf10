import {badRequest} from '../api/status-error.ts';
import {isObject} from '../json.ts';
import type {KubeObject, LabelSelector} from '../objects/kube-object.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {readLabelSelector, type Requirement} from './label-selector-syntax.ts';

export type Labels = Readonly<Record<string, string>>;

/** Whether an object is meant; `undefined` stands for all. */
export type Selection = ((object: KubeObject) => boolean) | undefined;

/** @throws StatusError 400 for a text that is no label selector. */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const requirements = readLabelSelector(text);
  return (labels) => requirements.every((requirement) => isMet(requirement, labels));
}

export function matchesLabelSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  const own = labels ?? {};
  if (Object.entries(selector.matchLabels ?? {}).some(([key, value]) => own[key] !== value)) return false;
  return (selector.matchExpressions ?? []).every(({key, operator, values}) =>
    isMet({key, operator: OPERATORS.get(operator) ?? 'exists', values: values ?? []}, own),
  );
}

const OPERATORS: ReadonlyMap<string, Requirement['operator']> = new Map([
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
  const known = OPERATORS.get(operator);
  return known !== undefined && isMet({key, operator: known, values: values ?? []}, labels);
}

/** @throws StatusError 400 for a field that this type cannot be selected by. */
export function parseFieldSelector(type: ResourceType, text: string): (object: KubeObject) => boolean {
  const terms = text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^([^=!]+)(!=|==|=)(.*)$/.exec(term);
      if (match === null) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const [, field = '', operator, value = ''] = match;
      return {read: fieldReader(type, field), isEqual: operator !== '!=', value};
    });
  return (object) => terms.every(({read, isEqual, value}) => (read(object) === value) === isEqual);
}

function fieldReader(type: ResourceType, field: string): (object: KubeObject) => string {
  if (field === 'metadata.name') return (object) => object.metadata.name;
  if (field === 'metadata.namespace' && type.namespaced) return (object) => object.metadata.namespace ?? '';
  if (!type.selectableFields.includes(field)) throw badRequest(`field label not supported: ${field}`);
  const path = field.split('.');
  return (object) => {
    let value: unknown = object;
    for (const step of path) value = isObject(value) ? value[step] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
}

function isMet({key, operator, values}: Requirement, labels: Labels): boolean {
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

import {fieldError, type FieldError} from '../status-error.ts';
import type {NodeSelectorTerm, PodSpec} from '../objects/pod.ts';
import {qualifiedName} from './names.ts';

type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number];

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

/** What is wrong with where a Pod wants to run. */
export function validateAffinity({affinity}: PodSpec, path: string): FieldError[] {
  const ofNodes = affinity?.nodeAffinity?.[required];
  const field = `${path}.affinity.nodeAffinity.${required}.nodeSelectorTerms`;
  return [
    ...(ofNodes === undefined ? [] : validateTerms(ofNodes.nodeSelectorTerms ?? [], field)),
    ...validateTopologies(affinity, path),
  ];
}

function validateTerms(terms: readonly NodeSelectorTerm[], field: string): FieldError[] {
  if (terms.length === 0) return [fieldError.required(field, 'must have at least one node selector term')];
  return terms.flatMap(({matchExpressions = []}, at) =>
    matchExpressions.flatMap((expression, index) =>
      validateRequirement(expression, `${field}[${at}].matchExpressions[${index}]`),
    ),
  );
}

function validateRequirement({operator, key, values = []}: Requirement, field: string): FieldError[] {
  const ofKey = qualifiedName(key).map((why) => fieldError.invalid(`${field}.key`, key, why));
  return [...validateValues(operator, values, field), ...ofKey];
}

function validateValues(operator: string, values: readonly string[], field: string): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length > 0) return [];
      return [fieldError.required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      if (values.length === 0) return [];
      return [
        fieldError.forbidden(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
      ];
    case 'Gt':
    case 'Lt':
      if (values.length === 1) return [];
      return [fieldError.required(`${field}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")];
    default:
      return [fieldError.invalid(`${field}.operator`, operator, 'not a valid selector operator')];
  }
}

function validateTopologies(affinity: PodSpec['affinity'], path: string): FieldError[] {
  const groups = ['podAffinity', 'podAntiAffinity'] as const;
  return groups.flatMap((group) =>
    (affinity?.[group]?.[required] ?? []).flatMap((term, at) => {
      const field = `${path}.affinity.${group}.${required}[${at}].topologyKey`;
      return (term.topologyKey ?? '') === '' ? [fieldError.required(field, 'can not be empty')] : [];
    }),
  );
}

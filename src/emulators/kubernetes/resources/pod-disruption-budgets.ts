import type {PodDisruptionBudget} from '../objects/pod-disruption-budget.ts';
import {conditions, integer, intOrString, kind, labelSelector, map, object, string, time} from '../schema/schema.ts';
import {fieldError, type FieldError} from '../status-error.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {pathSegmentName} from './names.ts';
import {defineType} from './resource-type.ts';
import {validateAtMostAll, validateIntOrPercent, validateLabelSelector} from './workload-validation.ts';

const evictionPolicies = ['AlwaysAllow', 'IfHealthyBudget'];

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/ */
export const podDisruptionBudgets = defineType<PodDisruptionBudget>({
  group: 'policy',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  kind: 'PodDisruptionBudget',
  shortNames: ['pdb'],
  subresources: [{name: 'status', kind: 'PodDisruptionBudget', verbs: ['get', 'patch', 'update']}],
  schema: kind('PodDisruptionBudget', {
    spec: object('PodDisruptionBudgetSpec', {
      minAvailable: intOrString,
      selector: labelSelector,
      maxUnavailable: intOrString,
      unhealthyPodEvictionPolicy: string,
    }),
    status: object(
      'PodDisruptionBudgetStatus',
      {
        observedGeneration: integer,
        disruptedPods: map(time),
        disruptionsAllowed: integer,
        currentHealthy: integer,
        desiredHealthy: integer,
        expectedPods: integer,
        conditions: conditions('Condition', {isOfGeneration: true}),
      },
      ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'],
    ),
  }),
  columns: [
    nameColumn,
    column('Min Available', {description: 'The minimum number of pods that must be available.'}),
    column('Max Unavailable', {description: 'The maximum number of pods that may be unavailable.'}),
    column('Allowed Disruptions', {
      type: 'integer',
      description: 'Calculated number of pods that may be disrupted at this time.',
    }),
    ageColumn,
  ],
  row: ({spec, status, ...budget}, nowMs) => [
    budget.metadata.name,
    String(spec.minAvailable ?? 'N/A'),
    String(spec.maxUnavailable ?? 'N/A'),
    status.disruptionsAllowed ?? 0,
    age(budget, nowMs),
  ],
  nameRule: pathSegmentName,
  needsVersion: true,
  hasGeneration: true,
  hasStatus: true,
  setDefaults: (budget) => {
    const none = {currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0};
    budget.status = {...none, ...budget.status};
  },
  validate: validateBudget,
});

function validateBudget({spec}: PodDisruptionBudget): FieldError[] {
  const {minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy} = spec;
  const bound = (field: string, value: number | string | undefined): FieldError[] =>
    value === undefined ? [] : [...validateIntOrPercent(field, value), ...validateAtMostAll(field, value)];
  const shown = {
    MinAvailable: minAvailable,
    Selector: selector ?? null,
    MaxUnavailable: maxUnavailable,
    UnhealthyPodEvictionPolicy: policy ?? null,
  };
  return [
    ...(minAvailable !== undefined && maxUnavailable !== undefined
      ? [fieldError.invalid('spec', shown, 'minAvailable and maxUnavailable cannot be both set')]
      : []),
    ...bound('spec.minAvailable', minAvailable),
    ...bound('spec.maxUnavailable', maxUnavailable),
    ...(policy === undefined || evictionPolicies.includes(policy)
      ? []
      : [fieldError.notSupported('spec.unhealthyPodEvictionPolicy', policy, evictionPolicies)]),
    ...(selector === undefined ? [] : validateLabelSelector(selector)),
  ];
}

import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricValue,
  ScalingRules,
} from '../objects/horizontal-pod-autoscaler.ts';
import {parseQuantity} from '../schema/quantity.ts';
import {fieldError, type FieldError} from '../status-error.ts';

const metricTypes = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
const targetTypes = new Set(['Utilization', 'Value', 'AverageValue']);
const selectPolicies = ['Disabled', 'Max', 'Min'];
const policyTypes = ['Percent', 'Pods'];
const longestWindowSeconds = 3600;
const longestPeriodSeconds = 1800;

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go */
export function validateAutoscaler({spec}: HorizontalPodAutoscaler): FieldError[] {
  const {minReplicas, metrics = [], behavior} = spec;
  // what was not given counts as none
  const maxReplicas = 'maxReplicas' in spec ? spec.maxReplicas : 0;
  const ref = spec.scaleTargetRef ?? {};
  return [
    ...(minReplicas !== undefined && minReplicas < 0
      ? [fieldError.invalid('spec.minReplicas', minReplicas, 'must be greater than or equal to 0')]
      : []),
    ...(maxReplicas < 0 ? [fieldError.invalid('spec.maxReplicas', maxReplicas, 'must be greater than 0')] : []),
    ...(maxReplicas < (minReplicas ?? 1)
      ? [fieldError.invalid('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')]
      : []),
    ...(['kind', 'name'] as const).flatMap((field) => validateSegment(`spec.scaleTargetRef.${field}`, ref[field])),
    ...validateGroup(ref),
    ...metrics.flatMap((metric, at) => validateMetric(metric, `spec.metrics[${at}]`)),
    ...validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp'),
    ...validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown'),
    ...(maxReplicas === 0 ? [fieldError.required('spec.maxReplicas')] : []),
  ];
}

/** Of the core group ReplicationControllers alone can be scaled. */
function validateGroup({apiVersion = '', kind}: {apiVersion?: string; kind?: string}): FieldError[] {
  if (apiVersion.includes('/') || kind === 'ReplicationController') return [];
  return [fieldError.invalid('spec.scaleTargetRef.apiVersion', apiVersion, 'apiVersion must specify API group')];
}

function validateSegment(field: string, text: string | undefined): FieldError[] {
  if (text === undefined || text === '') return [fieldError.required(field)];
  if (text === '.' || text === '..') return [fieldError.invalid(field, text, `may not be '${text}'`)];
  const wrong = ['/', '%'].filter((character) => text.includes(character));
  return wrong.map((character) => fieldError.invalid(field, text, `may not contain '${character}'`));
}

function validateMetric(metric: MetricSpec, path: string): FieldError[] {
  const {type, resource, containerResource} = metric;
  const sources = ['object', 'external', 'pods', 'resource', 'containerResource'] as const;
  const there = sources.filter((source) => metric[source] !== undefined);
  const expected = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const [first] = there;
  const errors: FieldError[] = [];
  if (type === '') errors.push(fieldError.required(`${path}.type`, 'must specify a metric source type'));
  if (!metricTypes.includes(type)) errors.push(fieldError.notSupported(`${path}.type`, type, metricTypes));
  if (first === 'resource' && resource !== undefined) errors.push(...validateSource(resource, `${path}.resource`));
  if (first === 'containerResource' && containerResource !== undefined) {
    const at = `${path}.containerResource`;
    if (!containerResource.container) errors.push(fieldError.required(`${at}.container`, 'must specify a container'));
    errors.push(...validateSource(containerResource, at));
  }
  if (metricTypes.includes(type) && !there.some((source) => source === expected)) {
    errors.push(fieldError.required(`${path}.${expected}`, 'must populate information for the given metric source'));
  }
  if (there.length !== 1) {
    for (const source of there) {
      if (source === expected) continue;
      errors.push(fieldError.forbidden(`${path}.${source}`, 'must populate the given metric source only'));
    }
  }
  return errors;
}

function validateSource({name, target}: {name: string; target?: MetricValue}, path: string): FieldError[] {
  const {averageUtilization, averageValue} = target ?? {};
  return [
    ...(name === '' ? [fieldError.required(`${path}.name`, 'must specify a resource name')] : []),
    ...validateTarget(target ?? {}, `${path}.target`),
    ...(averageUtilization === undefined && averageValue === undefined
      ? [
          fieldError.required(
            `${path}.target.averageUtilization`,
            'must set either a target raw value or a target utilization',
          ),
        ]
      : []),
    ...(averageUtilization !== undefined && averageValue !== undefined
      ? [
          fieldError.forbidden(
            `${path}.target.averageValue`,
            'may not set both a target raw value and a target utilization',
          ),
        ]
      : []),
  ];
}

function validateTarget({type = '', value, averageValue, averageUtilization}: MetricValue, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (type === '') errors.push(fieldError.required(`${path}.type`, 'must specify a metric target type'));
  if (!targetTypes.has(type)) {
    errors.push(fieldError.invalid(`${path}.type`, type, 'must be either Utilization, Value, or AverageValue'));
  }
  for (const [field, amount] of Object.entries({value, averageValue})) {
    if (amount !== undefined && !(parseQuantity(amount) > 0)) {
      errors.push(fieldError.invalid(`${path}.${field}`, amount, 'must be positive'));
    }
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    errors.push(fieldError.invalid(`${path}.averageUtilization`, averageUtilization, 'must be greater than 0'));
  }
  return errors;
}

function validateRules(rules: ScalingRules | undefined, path: string): FieldError[] {
  if (rules === undefined) return [];
  const {stabilizationWindowSeconds: window, selectPolicy, policies = [], tolerance} = rules;
  const errors: FieldError[] = [];
  const at = (field: string): string => `${path}.${field}`;
  if (window !== undefined && window < 0) {
    errors.push(fieldError.invalid(at('stabilizationWindowSeconds'), window, 'must be greater than or equal to zero'));
  }
  if (window !== undefined && window > longestWindowSeconds) {
    const detail = `must be less than or equal to ${longestWindowSeconds}`;
    errors.push(fieldError.invalid(at('stabilizationWindowSeconds'), window, detail));
  }
  if (selectPolicy !== undefined && !selectPolicies.includes(selectPolicy)) {
    errors.push(fieldError.notSupported(at('selectPolicy'), selectPolicy, selectPolicies));
  }
  if (policies.length === 0) errors.push(fieldError.required(at('policies'), 'must specify at least one Policy'));
  for (const [index, {type, value, periodSeconds}] of policies.entries()) {
    const policy = at(`policies[${index}]`);
    if (!policyTypes.includes(type)) errors.push(fieldError.notSupported(`${policy}.type`, type, policyTypes));
    if (value <= 0) errors.push(fieldError.invalid(`${policy}.value`, value, 'must be greater than zero'));
    if (periodSeconds <= 0) {
      errors.push(fieldError.invalid(`${policy}.periodSeconds`, periodSeconds, 'must be greater than zero'));
    }
    if (periodSeconds > longestPeriodSeconds) {
      const detail = `must be less than or equal to ${longestPeriodSeconds}`;
      errors.push(fieldError.invalid(`${policy}.periodSeconds`, periodSeconds, detail));
    }
  }
  if (tolerance !== undefined && parseQuantity(tolerance) < 0) {
    errors.push(fieldError.invalid(at('tolerance'), tolerance, 'must be greater or equal to 0'));
  }
  return errors;
}

import {fieldError, type FieldError} from '../status-error.ts';
import type {Container} from '../objects/pod.ts';
import {parseQuantity} from '../schema/quantity.ts';
import {qualifiedName} from './names.ts';

const ofContainers = new Set(['cpu', 'ephemeral-storage', 'memory']);
/** Objects that a quota counts. */
const counted = new Set([
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
  'services.loadbalancers',
  'services.nodeports',
]);

/**
 * What is wrong with a container's requests and limits.
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export function validateContainerResources(
  {limits = {}, requests = {}}: NonNullable<Container['resources']>,
  field: string,
): FieldError[] {
  const errors = Object.entries(limits).flatMap(([name, amount]) =>
    validateContainerAmount(name, amount, `${field}.limits[${name}]`),
  );
  for (const [name, amount] of Object.entries(requests)) {
    errors.push(
      ...validateContainerAmount(name, amount, `${field}.requests[${name}]`),
      ...validateRequest(name, {request: amount, limit: limits[name]}, field),
    );
  }
  return errors;
}

/** What is wrong with an amount of something, whoever limits it. */
export function validateAmount(name: string, amount: string, field: string): FieldError[] {
  if (parseQuantity(amount) < 0) return [fieldError.invalid(field, amount, 'must be greater than or equal to 0')];
  const isWhole = Number.isInteger(parseQuantity(amount));
  return isWhole || !isCounted(name) ? [] : [fieldError.invalid(field, amount, 'must be an integer')];
}

function validateContainerAmount(name: string, amount: string, field: string): FieldError[] {
  return [...validateContainerResourceName(name, field), ...validateAmount(name, amount, field)];
}

export function validateContainerResourceName(name: string, field: string): FieldError[] {
  const malformed = qualifiedName(name);
  if (malformed.length > 0) return malformed.map((why) => fieldError.invalid(field, name, why));
  if (name.includes('/') || ofContainers.has(name) || name.startsWith('hugepages-')) return [];
  return [
    ...(counted.has(name)
      ? []
      : [fieldError.invalid(field, name, 'must be a standard resource type or fully qualified')]),
    fieldError.invalid(field, name, 'must be a standard resource for containers'),
  ];
}

function validateRequest(
  name: string,
  {request, limit}: {request: string; limit: string | undefined},
  field: string,
): FieldError[] {
  // What is no resource of a container is told of alone.
  if (validateContainerResourceName(name, field).length > 0) return [];
  const canExceed = ofContainers.has(name);
  if (limit === undefined) {
    const why = 'Limit must be set for non overcommitable resources';
    return canExceed ? [] : [fieldError.required(`${field}.limits`, why)];
  }
  const surplus = parseQuantity(request) - parseQuantity(limit);
  if (surplus !== 0 && !canExceed) {
    return [fieldError.invalid(`${field}.requests`, request, `must be equal to ${name} limit`)];
  }
  if (surplus <= 0) return [];
  return [fieldError.invalid(`${field}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`)];
}

function isCounted(name: string): boolean {
  return counted.has(name) || name.startsWith('count/') || (name.includes('/') && !name.includes('kubernetes.io/'));
}

/** Whether it is one of those that quotas know by themselves. */
export function isStandardOfQuota(name: string): boolean {
  const bare = name.replace(/^(requests|limits)\./, '');
  const isKnown = ofContainers.has(bare) || counted.has(name) || name === 'requests.storage';
  return isKnown || /^(requests\.)?hugepages-/.test(name);
}

/** What a quota can limit: what containers take and what is counted, each also as what is asked for or allowed. */
export function validateQuotaResource(name: string, field: string): FieldError[] {
  const malformed = qualifiedName(name);
  if (malformed.length > 0) return malformed.map((why) => fieldError.invalid(field, name, why));
  if (name.includes('/') || isStandardOfQuota(name)) return [];
  return [
    fieldError.invalid(field, name, 'must be a standard resource type or fully qualified'),
    fieldError.invalid(field, name, 'must be a standard resource for quota'),
  ];
}

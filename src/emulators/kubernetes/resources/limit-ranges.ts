import {randomUUID} from 'node:crypto';
import {fieldError, type FieldError} from '../status-error.ts';
import type {LimitRange} from '../objects/cluster-objects.ts';
import {parseQuantity} from '../schema/quantity.ts';
import {kind, list, map, object, quantity, string} from '../schema/schema.ts';
import {column, nameColumn} from './column.ts';
import {qualifiedName} from './names.ts';
import {validateContainerResourceName} from './resource-amounts.ts';
import {defineType} from './resource-type.ts';

type Limit = NonNullable<LimitRange['spec']['limits']>[number];
type Amounts = 'min' | 'max' | 'default' | 'defaultRequest';

const parts = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;
const types = new Set(['Container', 'PersistentVolumeClaim', 'Pod']);
const texts = {min: 'min', max: 'max', default: 'default', defaultRequest: 'default request'} as const;
/** No amount on the left may be above the one on the right; `at` is the field that is blamed, `shown` whose value. */
const order: readonly {low: Amounts; high: Amounts; at: Amounts; shown?: Amounts}[] = [
  {low: 'min', high: 'max', at: 'min'},
  {low: 'min', high: 'defaultRequest', at: 'defaultRequest'},
  {low: 'defaultRequest', high: 'max', at: 'defaultRequest'},
  {low: 'defaultRequest', high: 'default', at: 'defaultRequest'},
  {low: 'min', high: 'default', at: 'default', shown: 'min'},
  {low: 'default', high: 'max', at: 'default', shown: 'max'},
];

export const limitRanges = defineType<LimitRange>({
  plural: 'limitranges',
  singular: 'limitrange',
  kind: 'LimitRange',
  shortNames: ['limits'],
  schema: kind('LimitRange', {
    spec: object('LimitRangeSpec', {
      limits: list(
        object(
          'LimitRangeItem',
          {
            type: string,
            max: map(quantity),
            min: map(quantity),
            default: map(quantity),
            defaultRequest: map(quantity),
            maxLimitRequestRatio: map(quantity),
          },
          ['type'],
        ),
      ),
    }),
  }),
  columns: [nameColumn, column('Created At', {type: 'date'})],
  row: (range) => [range.metadata.name, range.metadata.creationTimestamp],
  setDefaults: ({spec}) => {
    // Its list is the one that is never left out.
    Object.assign(spec, {limits: spec.limits ?? null});
    for (const limit of spec.limits ?? []) if (limit.type === 'Container') completeContainerLimit(limit);
  },
  // Nobody has to name one: it is never referred to.
  prepare: ({metadata}) => {
    if (metadata.name === '') metadata.name = randomUUID();
  },
  validate: ({spec}) => validateLimits(spec.limits ?? []),
});

/** The largest amount is the limit of those that name none, and that limit, or the smallest amount, is their request. */
function completeContainerLimit(limit: Limit): void {
  const defaults = {...limit.max, ...limit.default};
  const requests = {...limit.min, ...defaults, ...limit.defaultRequest};
  if (Object.keys(defaults).length > 0) limit.default = defaults;
  if (Object.keys(requests).length > 0) limit.defaultRequest = requests;
}

function validateLimits(limits: readonly Limit[]): FieldError[] {
  const isRepeated = ({type}: Limit, at: number): boolean => limits.findIndex((one) => one.type === type) < at;
  return limits.flatMap((limit, at) => {
    const errors = validateLimit(limit, `spec.limits[${at}]`);
    return isRepeated(limit, at) ? [fieldError.duplicate(`spec.limits[${at}].type`, limit.type), ...errors] : errors;
  });
}

function validateLimit(limit: Limit, field: string): FieldError[] {
  const names = new Set(
    order.flatMap(({low, high}) => [...Object.keys(limit[low] ?? {}), ...Object.keys(limit[high] ?? {})]),
  );
  return [
    ...validateType(limit.type ?? '', `${field}.type`),
    ...forbiddenForPods(limit, field),
    ...nothingForClaims(limit, field),
    ...namesOfContainers(limit, field),
    ...[...names].flatMap((name) => validateOrder(limit, name, field)),
    ...validateRatios(limit, field),
  ];
}

/** What a container cannot have cannot be limited. */
function namesOfContainers(limit: Limit, field: string): FieldError[] {
  if (limit.type !== 'Container' && limit.type !== 'Pod') return [];
  return parts.flatMap((part) =>
    Object.keys(limit[part] ?? {}).flatMap((name) => validateContainerResourceName(name, `${field}.${part}[${name}]`)),
  );
}

function nothingForClaims({type, min, max}: Limit, field: string): FieldError[] {
  if (type !== 'PersistentVolumeClaim' || min?.['storage'] !== undefined || max?.['storage'] !== undefined) return [];
  const why = 'either minimum or maximum storage value is required, but neither was provided';
  return [fieldError.required(`${field}.limits`, why)];
}

function validateRatios({maxLimitRequestRatio = {}, min, max}: Limit, field: string): FieldError[] {
  return Object.entries(maxLimitRequestRatio).flatMap(([name, ratio]) => {
    const wrong = (why: string): FieldError =>
      fieldError.invalid(`${field}.maxLimitRequestRatio[${name}]`, ratio, `ratio ${ratio} is ${why}`);
    const [least, most] = [min?.[name], max?.[name]];
    const widest = least === undefined || most === undefined ? undefined : parseQuantity(most) / parseQuantity(least);
    const tooLow = parseQuantity(ratio) < 1 ? [wrong('less than 1')] : [];
    if (widest === undefined || parseQuantity(ratio) <= widest) return tooLow;
    return tooLow.concat(wrong(`greater than max/min = ${widest.toFixed(6)}`));
  });
}

function validateOrder(limit: Limit, name: string, field: string): FieldError[] {
  return order.flatMap(({low, high, at, shown = at}) => {
    const [lower, upper] = [limit[low]?.[name], limit[high]?.[name]];
    if (lower === undefined || upper === undefined || parseQuantity(lower) <= parseQuantity(upper)) return [];
    const why = `${texts[low]} value ${lower} is greater than ${texts[high]} value ${upper}`;
    return [fieldError.invalid(`${field}.${at}[${name}]`, limit[shown]?.[name], why)];
  });
}

function validateType(type: string, field: string): FieldError[] {
  const malformed = qualifiedName(type);
  if (malformed.length > 0) return malformed.map((why) => fieldError.invalid(field, type, why));
  if (type.includes('/') || types.has(type)) return [];
  return [fieldError.invalid(field, type, 'must be a standard limit type or fully qualified')];
}

/** A Pod as a whole asks for nothing, so that nothing can be filled in. */
function forbiddenForPods(limit: Limit, field: string): FieldError[] {
  if (limit.type !== 'Pod') return [];
  const given = (['default', 'defaultRequest'] as const).filter((part) => Object.keys(limit[part] ?? {}).length > 0);
  return given.map((part) => fieldError.forbidden(`${field}.${part}`, "may not be specified when `type` is 'Pod'"));
}

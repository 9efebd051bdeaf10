import type {ResourceQuota} from '../objects/cluster-objects.ts';
import {any, kind, list, map, object, quantity, string} from '../schema/schema.ts';
import {fieldError, type FieldError} from '../status-error.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {isStandardOfQuota, validateAmount, validateQuotaResource} from './resource-amounts.ts';
import {defineType} from './resource-type.ts';

export const resourceQuotas = defineType<ResourceQuota>({
  plural: 'resourcequotas',
  singular: 'resourcequota',
  kind: 'ResourceQuota',
  shortNames: ['quota'],
  subresources: [{name: 'status', kind: 'ResourceQuota', verbs: ['get', 'patch', 'update']}],
  schema: kind('ResourceQuota', {
    spec: object('ResourceQuotaSpec', {hard: map(quantity), scopes: list(string), scopeSelector: any}),
    status: object('ResourceQuotaStatus', {hard: map(quantity), used: map(quantity)}),
  }),
  columns: [nameColumn, column('Request'), column('Limit'), ageColumn],
  row: (quota, nowMs) => {
    const {hard = {}, used = {}} = quota.status;
    const texts = Object.keys(hard)
      .sort()
      .map((name) => ({isLimit: name.startsWith('limits.'), text: `${name}: ${used[name] ?? '0'}/${hard[name]}`}));
    const join = (isLimit: boolean): string =>
      texts
        .filter((one) => one.isLimit === isLimit)
        .map(({text}) => text)
        .join(', ');
    return [quota.metadata.name, join(false), join(true), age(quota, nowMs)];
  },
  hasStatus: true,
  answersDeleted: true,
  validate: ({spec}) => [
    ...Object.entries(spec.hard ?? {}).flatMap(([name, amount]) =>
      validateQuotaResource(name, `spec.hard[${name}]`).concat(validateAmount(name, amount, `spec.hard[${name}]`)),
    ),
    ...validateScopes(spec.scopes ?? [], Object.keys(spec.hard ?? {})),
  ],
  setDefaults: (quota) => {
    quota.spec ??= {};
    quota.status ??= {};
  },
});

const exclusive = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
const knownScopes = new Set([
  ...exclusive.flat(),
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
]);

/** What of Pods can be limited for some of them alone; of those that ask for nothing, how many there are. */
const ofPods = /^(?:pods|(?:(?:requests|limits)\.)?(?:cpu|memory))$/;

function validateScopes(scopes: readonly string[], resources: readonly string[]): FieldError[] {
  const wrong = (why: string): FieldError => fieldError.invalid('spec.scopes', scopes, why);
  const isFor = (scope: string, resource: string): boolean =>
    scope === 'BestEffort' ? resource === 'pods' : ofPods.test(resource);
  const conflicts = exclusive.filter((pair) => pair.every((scope) => scopes.includes(scope)));
  return [
    ...scopes.flatMap((scope) => [
      ...(knownScopes.has(scope) ? [] : [wrong('unsupported scope')]),
      ...resources
        .filter((resource) => isStandardOfQuota(resource) && knownScopes.has(scope) && !isFor(scope, resource))
        .map(() => wrong('unsupported scope applied to resource')),
    ]),
    ...conflicts.map(() => wrong('conflicting scopes')),
  ];
}

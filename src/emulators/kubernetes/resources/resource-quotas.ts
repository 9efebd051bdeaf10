import type {ResourceQuota} from '../objects/cluster-objects.ts';
import {any, kind, list, map, object, quantity, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {validateAmount} from './resource-amounts.ts';
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
  columns: [nameColumn, ageColumn, column('Request'), column('Limit')],
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
    return [quota.metadata.name, age(quota, nowMs), join(false), join(true)];
  },
  hasStatus: true,
  answersDeleted: true,
  validate: ({spec}) =>
    Object.entries(spec.hard ?? {}).flatMap(([name, amount]) => validateAmount(name, amount, `spec.hard[${name}]`)),
  setDefaults: (quota) => {
    quota.spec ??= {};
    quota.status ??= {};
  },
});

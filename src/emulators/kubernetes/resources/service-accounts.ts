import type {ServiceAccount} from '../objects/cluster-objects.ts';
import {boolean, kind, list, listMap, localObjectReference, objectReference} from '../schema/schema.ts';
import {age, ageColumn, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

export const serviceAccounts = defineType<ServiceAccount>({
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  kind: 'ServiceAccount',
  shortNames: ['sa'],
  subresources: [{name: 'token', kind: 'TokenRequest', verbs: ['create']}],
  schema: kind('ServiceAccount', {
    secrets: listMap(['name'], objectReference),
    imagePullSecrets: list(localObjectReference),
    automountServiceAccountToken: boolean,
  }),
  columns: [nameColumn, ageColumn],
  answersDeleted: true,
  row: (account, nowMs) => [account.metadata.name, age(account, nowMs)],
});

import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

const group = 'rbac.authorization.k8s.io';
const apiVersion = `${group}/v1`;

/** What `kubectl create serviceaccount` makes. */
export function generateServiceAccount({name}: {name: string}): JsonObject {
  return {kind: 'ServiceAccount', apiVersion: 'v1', metadata: generateMetadata({name})};
}

export interface GrantedResource {
  readonly group: string;
  /** `pods`, or `pods/log` for a part of them. */
  readonly resource: string;
}

interface GeneratedRole {
  readonly name: string;
  readonly verbs: readonly string[];
  readonly resources: readonly GrantedResource[];
  readonly resourceNames: readonly string[];
}

/** What `kubectl create role` makes of its flags: a rule for each group. */
export function generateRole({name, verbs, resources, resourceNames}: GeneratedRole): JsonObject {
  const byGroup = Map.groupBy(resources, (resource) => resource.group);
  const rules = [...byGroup]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([apiGroup, granted]) =>
      Object.assign(
        {verbs: [...verbs], apiGroups: [apiGroup], resources: granted.map(({resource}) => resource)},
        resourceNames.length === 0 ? {} : {resourceNames: [...resourceNames]},
      ),
    );
  return {kind: 'Role', apiVersion, metadata: generateMetadata({name}), rules};
}

interface GeneratedBinding {
  readonly name: string;
  readonly roleRef: {readonly kind: 'Role' | 'ClusterRole'; readonly name: string};
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly accounts: readonly {readonly namespace: string; readonly name: string}[];
}

/** What `kubectl create rolebinding` makes of its flags. */
export function generateRoleBinding({name, roleRef, users, groups, accounts}: GeneratedBinding): JsonObject {
  const subjects = [
    ...users.map((user) => ({kind: 'User', apiGroup: group, name: user})),
    ...groups.map((named) => ({kind: 'Group', apiGroup: group, name: named})),
    ...accounts.map((account) => ({kind: 'ServiceAccount', name: account.name, namespace: account.namespace})),
  ];
  return {
    kind: 'RoleBinding',
    apiVersion,
    metadata: generateMetadata({name}),
    ...(subjects.length === 0 ? {} : {subjects}),
    roleRef: {apiGroup: group, ...roleRef},
  };
}

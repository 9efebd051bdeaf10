import {fieldError, type FieldError} from '../api/status-error.ts';
import {isEqual} from '../json.ts';
import type {Role, RoleBinding} from '../objects/cluster-objects.ts';
import {any, atomicObject, kind, list, object, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType, type ResourceType} from './resource-type.ts';

const GROUP = 'rbac.authorization.k8s.io';

const rules = list(
  object('PolicyRule', {
    verbs: list(string),
    apiGroups: list(string),
    resources: list(string),
    resourceNames: list(string),
    nonResourceURLs: list(string),
  }),
);
const roleRef = atomicObject('RoleRef', {apiGroup: string, kind: string, name: string});
const subjects = list(atomicObject('Subject', {kind: string, apiGroup: string, name: string, namespace: string}));

const createdAt = column('Created At');

export const roles = defineType<Role>({
  group: GROUP,
  plural: 'roles',
  singular: 'role',
  kind: 'Role',
  schema: kind('Role', {rules}),
  columns: [nameColumn, createdAt],
  row: (role) => [role.metadata.name, role.metadata.creationTimestamp],
});

export const clusterRoles = defineType<Role>({
  ...roles,
  plural: 'clusterroles',
  singular: 'clusterrole',
  kind: 'ClusterRole',
  namespaced: false,
  schema: kind('ClusterRole', {rules, aggregationRule: any}),
});

export const roleBindings = defineType<RoleBinding>({
  group: GROUP,
  plural: 'rolebindings',
  singular: 'rolebinding',
  kind: 'RoleBinding',
  schema: kind('RoleBinding', {roleRef, subjects}),
  columns: [
    nameColumn,
    column('Role'),
    ageColumn,
    column('Users', {priority: 1}),
    column('Groups', {priority: 1}),
    column('ServiceAccounts', {priority: 1}),
  ],
  row: (binding, nowMs) => [
    binding.metadata.name,
    `${binding.roleRef.kind}/${binding.roleRef.name}`,
    age(binding, nowMs),
    subjectNames(binding, 'User'),
    subjectNames(binding, 'Group'),
    subjectNames(binding, 'ServiceAccount'),
  ],
  setDefaults: (binding) => {
    if (binding.roleRef !== undefined) binding.roleRef.apiGroup ||= GROUP;
    for (const subject of binding.subjects ?? []) {
      if (subject.kind !== 'ServiceAccount') subject.apiGroup ??= GROUP;
    }
  },
  validate: validateBinding,
  validateUpdate: (binding, old) =>
    isEqual(binding.roleRef, old.roleRef)
      ? []
      : [fieldError.invalid('roleRef', binding.roleRef, 'cannot change roleRef')],
});

export const clusterRoleBindings: ResourceType<RoleBinding> = {
  ...roleBindings,
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  kind: 'ClusterRoleBinding',
  namespaced: false,
  schema: kind('ClusterRoleBinding', {roleRef, subjects}),
};

function subjectNames({subjects = []}: RoleBinding, kind: string): string {
  return subjects
    .filter((subject) => subject.kind === kind)
    .map(({namespace, name}) => (namespace === undefined ? name : `${namespace}/${name}`))
    .join(', ');
}

function validateBinding({roleRef, subjects = []}: RoleBinding): FieldError[] {
  const errors: FieldError[] = [];
  if (roleRef?.name === undefined) errors.push(fieldError.required('roleRef.name'));
  if (roleRef !== undefined && !['Role', 'ClusterRole'].includes(roleRef.kind)) {
    errors.push(fieldError.notSupported('roleRef.kind', roleRef.kind, ['Role', 'ClusterRole']));
  }
  for (const [at, subject] of subjects.entries()) {
    if ((subject.name ?? '') === '') errors.push(fieldError.required(`subjects[${at}].name`));
    if (subject.kind === 'ServiceAccount' && (subject.namespace ?? '') === '') {
      errors.push(fieldError.required(`subjects[${at}].namespace`));
    }
  }
  return errors;
}

/** Asked, never stored. */
export const selfSubjectAccessReviews = defineType({
  group: 'authorization.k8s.io',
  plural: 'selfsubjectaccessreviews',
  singular: 'selfsubjectaccessreview',
  kind: 'SelfSubjectAccessReview',
  namespaced: false,
  verbs: ['create'],
  schema: kind('SelfSubjectAccessReview', {
    spec: object('SelfSubjectAccessReviewSpec', {
      resourceAttributes: object('ResourceAttributes', {
        namespace: string,
        verb: string,
        group: string,
        version: string,
        resource: string,
        subresource: string,
        name: string,
        fieldSelector: any,
        labelSelector: any,
      }),
      nonResourceAttributes: object('NonResourceAttributes', {path: string, verb: string}),
    }),
    status: any,
  }),
});

import {fieldError, type FieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import type {PolicyRule, Role, RoleBinding, Subject} from '../objects/cluster-objects.ts';
import {any, atomicObject, kind, list, object, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {pathSegmentName, subdomainName} from './names.ts';
import {defineType, type ResourceType} from './resource-type.ts';

/** Where a role or a binding holds. */
type Scope = 'namespace' | 'cluster';

const subjectKinds = ['ServiceAccount', 'User', 'Group'];
const rbacGroup = 'rbac.authorization.k8s.io';

const rules = list(
  object(
    'PolicyRule',
    {
      verbs: list(string),
      apiGroups: list(string),
      resources: list(string),
      resourceNames: list(string),
      nonResourceURLs: list(string),
    },
    ['verbs'],
  ),
);
const roleRef = atomicObject('RoleRef', {apiGroup: string, kind: string, name: string}, ['apiGroup', 'kind', 'name']);
const subjects = list(atomicObject('Subject', {kind: string, apiGroup: string, name: string, namespace: string}));

const createdAt = column('Created At', {type: 'date'});

export const roles = defineType<Role>({
  group: rbacGroup,
  plural: 'roles',
  singular: 'role',
  kind: 'Role',
  schema: kind('Role', {rules}),
  columns: [nameColumn, createdAt],
  row: (role) => [role.metadata.name, role.metadata.creationTimestamp],
  nameRule: pathSegmentName,
  validate: (role) => validateRules(role, 'namespace'),
});

export const clusterRoles = defineType<Role>({
  ...roles,
  plural: 'clusterroles',
  singular: 'clusterrole',
  kind: 'ClusterRole',
  namespaced: false,
  schema: kind('ClusterRole', {rules, aggregationRule: any}),
  validate: (role) => validateRules(role, 'cluster'),
});

export const roleBindings = defineType<RoleBinding>({
  group: rbacGroup,
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
    // One without a role is refused after this.
    binding.roleRef ??= {} as RoleBinding['roleRef'];
    binding.roleRef.apiGroup ||= rbacGroup;
    for (const subject of binding.subjects ?? []) {
      if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ??= rbacGroup;
    }
  },
  nameRule: pathSegmentName,
  validate: (binding) => validateBinding(binding, 'namespace'),
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
  validate: (binding) => validateBinding(binding, 'cluster'),
};

function subjectNames({subjects = []}: RoleBinding, kind: string): string {
  return subjects
    .filter((subject) => subject.kind === kind)
    .map(({namespace, name}) => (namespace === undefined ? name : `${namespace}/${name}`))
    .join(', ');
}

function validateBinding({roleRef, subjects = []}: Partial<RoleBinding>, scope: Scope): FieldError[] {
  return [
    ...validateRoleRef(roleRef, scope),
    ...subjects.flatMap((subject, at) => validateSubject(subject, scope, `subjects[${at}]`)),
  ];
}

function validateRoleRef(roleRef: Partial<RoleBinding['roleRef']> = {}, scope: Scope): FieldError[] {
  const {apiGroup = rbacGroup, kind = '', name = ''} = roleRef;
  const kinds = scope === 'cluster' ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  return [
    ...(apiGroup === rbacGroup ? [] : [fieldError.notSupported('roleRef.apiGroup', apiGroup, [rbacGroup])]),
    ...(kinds.includes(kind) ? [] : [fieldError.notSupported('roleRef.kind', kind, kinds)]),
    ...(name === '' ? [fieldError.required('roleRef.name')] : []),
    ...pathSegmentName(name).map((why) => fieldError.invalid('roleRef.name', name, why)),
  ];
}

function validateSubject(subject: Partial<Subject>, scope: Scope, field: string): FieldError[] {
  const {name = '', kind = '', apiGroup = '', namespace = ''} = subject;
  const errors = name === '' ? [fieldError.required(`${field}.name`)] : [];
  if (!subjectKinds.includes(kind)) {
    return [...errors, fieldError.notSupported(`${field}.kind`, kind, subjectKinds)];
  }
  const isAccount = kind === 'ServiceAccount';
  if (isAccount && name !== '') {
    errors.push(...subdomainName(name).map((why) => fieldError.invalid(`${field}.name`, name, why)));
  }
  const group = isAccount ? '' : rbacGroup;
  if (apiGroup !== group) errors.push(fieldError.notSupported(`${field}.apiGroup`, apiGroup, [group]));
  if (isAccount && namespace === '' && scope === 'cluster') errors.push(fieldError.required(`${field}.namespace`));
  return errors;
}

function validateRules({rules = []}: Role, scope: Scope): FieldError[] {
  return rules.flatMap((rule, at) => validateRule(rule, scope, `rules[${at}]`));
}

function validateRule(rule: Partial<PolicyRule>, scope: Scope, field: string): FieldError[] {
  const {verbs = [], nonResourceURLs = [], apiGroups = [], resources = [], resourceNames = []} = rule;
  const needed = (part: string, values: readonly string[], why: string): FieldError[] =>
    values.length === 0 ? [fieldError.required(`${field}.${part}`, why)] : [];
  const ofVerbs = needed('verbs', verbs, '');
  if (nonResourceURLs.length === 0) {
    return [
      ...ofVerbs,
      ...needed('apiGroups', apiGroups, 'resource rules must supply at least one api group'),
      ...needed('resources', resources, 'resource rules must supply at least one resource'),
    ];
  }
  const at = `${field}.nonResourceURLs`;
  if (scope === 'namespace') {
    return [...ofVerbs, fieldError.invalid(at, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs')];
  }
  const isMixed = apiGroups.length + resources.length + resourceNames.length > 0;
  const why = 'rules cannot apply to both regular resources and non-resource URLs';
  return isMixed ? [...ofVerbs, fieldError.invalid(at, nonResourceURLs, why)] : ofVerbs;
}

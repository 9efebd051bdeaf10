import type {PolicyRule, RoleBinding, Subject} from '../objects/cluster-objects.ts';
import {clusterRoleBindings, clusterRoles, roleBindings, roles} from '../resources/access-types.ts';
import type {Store} from '../store/store.ts';
import {parseServiceAccount, type Identity} from './identity.ts';

/** What somebody wants to do: to a resource, or to a path that is none. */
export interface Access {
  verb: string;
  group: string;
  /** `pods`, or `pods/exec` for a subresource. */
  resource: string;
  namespace: string | undefined;
  name: string;
}

const masters = 'system:masters';

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export class Authorizer {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  isAllowed(identity: Identity, access: Access): boolean {
    return this.#holds(identity, access.namespace, (rule) => coversAccess(rule, access));
  }

  isPathAllowed(identity: Identity, verb: string, path: string): boolean {
    return this.#holds(identity, undefined, (rule) => coversPath(rule, verb, path));
  }

  /** Whether somebody could do all that these rules allow: else granting them would be an escalation. */
  missingRules(identity: Identity, namespace: string | undefined, rules: readonly PolicyRule[]): PolicyRule[] {
    if (identity.groups.includes(masters)) return [];
    const own = this.rulesFor(identity, namespace);
    return rules.flatMap(splitRule).filter((wanted) => !own.some((rule) => includesRule(rule, wanted)));
  }

  #holds(identity: Identity, namespace: string | undefined, covers: (rule: PolicyRule) => boolean): boolean {
    return identity.groups.includes(masters) || this.rulesFor(identity, namespace).some(covers);
  }

  /** All that somebody may do, in a namespace or everywhere. */
  rulesFor(identity: Identity, namespace: string | undefined): PolicyRule[] {
    const everywhere = this.#store.list(clusterRoleBindings);
    const here = namespace === undefined ? [] : this.#store.list(roleBindings, namespace);
    return [...everywhere, ...here]
      .filter((binding) =>
        (binding.subjects ?? []).some((subject) => isSubject(identity, subject, binding.metadata.namespace)),
      )
      .flatMap((binding) => this.#rulesOf(binding));
  }

  #rulesOf({roleRef, metadata}: RoleBinding): PolicyRule[] {
    const role =
      roleRef.kind === 'ClusterRole'
        ? this.#store.get(clusterRoles, undefined, roleRef.name)
        : this.#store.get(roles, metadata.namespace, roleRef.name);
    return role?.rules ?? [];
  }
}

/** An account without a namespace is one of the binding's. */
function isSubject(identity: Identity, subject: Subject, bindingNamespace: string | undefined): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === identity.name;
    case 'Group':
      return identity.groups.includes(subject.name);
    case 'ServiceAccount': {
      const account = parseServiceAccount(identity.name);
      return account?.namespace === (subject.namespace || bindingNamespace) && account?.name === subject.name;
    }
    default:
      return false;
  }
}

function matches(allowed: readonly string[] | undefined, wanted: string): boolean {
  return allowed?.some((one) => one === '*' || one === wanted) ?? false;
}

function matchesResource(allowed: readonly string[] | undefined, wanted: string): boolean {
  const [, subresource] = wanted.split('/');
  return matches(allowed, wanted) || (subresource !== undefined && (allowed?.includes(`*/${subresource}`) ?? false));
}

function coversAccess(rule: PolicyRule, {verb, group, resource, name}: Access): boolean {
  const names = rule.resourceNames ?? [];
  const isNamed = names.length === 0 || (name !== '' && names.includes(name));
  return (
    isNamed && matches(rule.verbs, verb) && matches(rule.apiGroups, group) && matchesResource(rule.resources, resource)
  );
}

function coversPath(rule: PolicyRule, verb: string, path: string): boolean {
  const isCovered = rule.nonResourceURLs?.some(
    (url) => url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
  );
  return isCovered === true && matches(rule.verbs, verb);
}

/** One rule for every verb, group, resource and name, so that each can be held by another role. */
function splitRule(rule: PolicyRule): PolicyRule[] {
  const names: (string | undefined)[] = rule.resourceNames ?? [undefined];
  const paths = rule.verbs.flatMap((verb) =>
    (rule.nonResourceURLs ?? []).map((url) => ({verbs: [verb], nonResourceURLs: [url]})),
  );
  const resources = rule.verbs.flatMap((verb) =>
    (rule.apiGroups ?? []).flatMap((group) =>
      (rule.resources ?? []).flatMap((resource) => names.map((name) => singleRule({verb, group, resource, name}))),
    ),
  );
  return [...paths, ...resources];
}

function singleRule({
  verb,
  group,
  resource,
  name,
}: Record<'verb' | 'group' | 'resource', string> & {name: string | undefined}): PolicyRule {
  const rule = {verbs: [verb], apiGroups: [group], resources: [resource]};
  return name === undefined ? rule : {...rule, resourceNames: [name]};
}

function includesRule(rule: PolicyRule, wanted: PolicyRule): boolean {
  const [verb = ''] = wanted.verbs;
  if (!matches(rule.verbs, verb)) return false;
  const [url] = wanted.nonResourceURLs ?? [];
  if (url !== undefined) return coversPath(rule, verb, url);
  const [group = ''] = wanted.apiGroups ?? [];
  const [resource = ''] = wanted.resources ?? [];
  const [name] = wanted.resourceNames ?? [];
  const names = rule.resourceNames ?? [];
  const isNamed = names.length === 0 || (name !== undefined && names.includes(name));
  return isNamed && matches(rule.apiGroups, group) && matchesResource(rule.resources, resource);
}

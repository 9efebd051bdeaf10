import {forbidden, notFound, type ResourceName} from '../status-error.ts';
import type {PolicyRule, Role, RoleBinding} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {clusterRoleBindings, clusterRoles, roleBindings, roles} from '../resources/access-types.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {Store} from '../store/store.ts';
import type {Authorizer} from './authorizer.ts';
import type {Identity} from './identity.ts';

/**
 * Nobody may grant more than they hold, unless they were given `escalate` for the role or `bind` for what is bound.
 * @throws StatusError 403
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function preventEscalation(
  {authorizer, store, identity}: {authorizer: Authorizer; store: Store; identity: Identity},
  type: ResourceType,
  object: KubeObject,
): void {
  const {namespace, name} = object.metadata;
  const may = (verb: string, resource: string, target: string): boolean =>
    authorizer.isAllowed(identity, {verb, group: roles.group, resource, namespace, name: target});
  if (type.plural === roles.plural || type.plural === clusterRoles.plural) {
    if (may('escalate', type.plural, name)) return;
    const {rules = []} = object as Role;
    refuseMissing({identity, resource: type, name}, authorizer.missingRules(identity, namespace, rules));
  }
  if (type.plural === roleBindings.plural || type.plural === clusterRoleBindings.plural) {
    const {roleRef} = object as Partial<RoleBinding>;
    if (roleRef === undefined) return;
    const isCluster = roleRef.kind === 'ClusterRole';
    if (may('bind', isCluster ? clusterRoles.plural : roles.plural, roleRef.name)) return;
    const role = isCluster
      ? store.get(clusterRoles, undefined, roleRef.name)
      : store.get(roles, namespace, roleRef.name);
    if (role === undefined) throw notFound(isCluster ? clusterRoles : roles, roleRef.name);
    refuseMissing({identity, resource: type, name}, authorizer.missingRules(identity, namespace, role.rules ?? []));
  }
}

function refuseMissing(
  {identity, resource, name}: {identity: Identity; resource: ResourceName; name: string},
  missing: readonly PolicyRule[],
): void {
  if (missing.length === 0) return;
  const groups = identity.groups.map((group) => JSON.stringify(group)).join(' ');
  const rules = compact(missing).map(formatRule).sort().join('\n');
  const why = `user ${JSON.stringify(identity.name)} (groups=[${groups}]) is attempting to grant RBAC permissions not currently held:\n${rules}`;
  throw forbidden(resource, name, why);
}

/** All verbs that are given of one thing, in one rule. */
function compact(rules: readonly PolicyRule[]): PolicyRule[] {
  const byThing = Map.groupBy(rules, ({verbs: _verbs, ...thing}) => JSON.stringify(thing));
  return [...byThing.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{...first, verbs: [...new Set([first, ...others].flatMap(({verbs}) => verbs))]}],
  );
}

function formatRule(rule: PolicyRule): string {
  const parts = [
    ['APIGroups', rule.apiGroups],
    ['Resources', rule.resources],
    ['ResourceNames', rule.resourceNames],
    ['NonResourceURLs', rule.nonResourceURLs],
    ['Verbs', rule.verbs],
  ] as const;
  const texts = parts.flatMap(([name, values]) =>
    values === undefined ? [] : [`${name}:[${values.map((value) => JSON.stringify(value)).join(' ')}]`],
  );
  return `{${texts.join(', ')}}`;
}

/** Who sent a request. */
export interface Identity {
  name: string;
  groups: readonly string[];
}

const prefix = 'system:serviceaccount:';

export const admin: Identity = {name: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated']};

export function serviceAccountName(namespace: string, name: string): string {
  return `${prefix}${namespace}:${name}`;
}

/** The namespace and name behind `system:serviceaccount:NS:NAME`. */
export function parseServiceAccount(user: string): {namespace: string; name: string} | undefined {
  if (!user.startsWith(prefix)) return undefined;
  const [namespace, name, ...rest] = user.slice(prefix.length).split(':');
  return namespace === undefined || name === undefined || rest.length > 0 ? undefined : {namespace, name};
}

/** An identity with the groups that follow from its name, next to those it was given. */
export function identityOf(name: string, groups: readonly string[] = []): Identity {
  const account = parseServiceAccount(name);
  const own = account === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`];
  const given = groups.length > 0 ? groups : own;
  return {name, groups: [...new Set([...given, 'system:authenticated'])]};
}

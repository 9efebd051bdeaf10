import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {knownResourceTypes} from '../../find-resource-types.ts';
import {valued} from '../../flags.ts';
import {
  generateRole,
  generateRoleBinding,
  generateServiceAccount,
  type GrantedResource,
} from '../../generators/access.ts';
import {otherTypeNamed} from '../../other-type-named.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const accountExample = 'create serviceaccount NAME';
const roleExample = 'create role NAME --verb=get,list --resource=pods';
const bindingExample = 'create rolebinding NAME --role=ROLE --serviceaccount=default:ACCOUNT';
/** More than a line has room for that somebody reads. */
const most = 50;

export const serviceAccount: CreatedKind = {
  names: ['serviceaccount', 'sa', 'serviceaccounts'],
  flags: [],
  example: accountExample,
  failure: 'failed to create serviceaccount',
  make: ({typed, flags}) => {
    const name = parseNewName(typed, {example: accountExample});
    refuseCommand(flags.afterDashes);
    return generateServiceAccount({name});
  },
};

export const role: CreatedKind = {
  names: ['role', 'roles'],
  flags: [
    {...valued('verb'), suggests: ['get,list,watch', 'get,list', 'create,delete']},
    {...valued('resource'), suggests: ['pods', 'deployments', 'configmaps', 'pods/log']},
    valued('resource-name'),
  ],
  example: roleExample,
  // of a role kubectl says it as of what is in a file
  failure: undefined,
  make: makeRole,
};

function makeRole({typed, flags}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example: roleExample});
  refuseCommand(flags.afterDashes);
  const verbs = unique(flags.list('verb').map((verb) => verb.trim()));
  const resources = flags.list('resource').map(readResource);
  const said = words().verbs.create;
  const like = {next: words().lines.writeItLike({example: roleExample})};
  if (verbs.length === 0) throw new UserError('bad-input', said.verbMissing, like);
  if (resources.length === 0) throw new UserError('bad-input', said.resourceMissing, like);
  const odd = verbs.find((verb) => !/^(?:\*|[a-z]{1,40})$/u.test(verb));
  if (odd !== undefined) throw new UserError('bad-input', words().verbs.auth.noVerb({given: shown(odd)}), like);
  const isOfAll = resources.some(({resource}) => resource === '*');
  return generateRole({
    name,
    verbs: verbs.includes('*') ? ['*'] : verbs,
    resources: isOfAll ? [{group: '', resource: '*'}] : uniqueResources(resources),
    resourceNames: unique(flags.values('resource-name').filter(Boolean)),
  });
}

/** `pods`, `deploy`, `deployments.apps`, `pods/log`, `*`. @throws UserError `bad-input` for what the cluster has no type of */
function readResource(given: string): GrantedResource {
  const [type = '', ...parts] = given.trim().split('/');
  const part = parts.join('/');
  const suffix = part === '' ? '' : `/${part}`;
  if (type === '*') return {group: '', resource: `*${suffix}`};
  const [known, ...more] = knownResourceTypes(type);
  const found = more.length === 0 && known !== undefined ? known : otherTypeNamed(type);
  if (found === undefined || !/^[a-z/]*$/u.test(suffix)) {
    throw new UserError('bad-input', words().verbs.auth.noResource({given: shown(given)}), {
      next: words().lines.writeItLike({example: roleExample}),
    });
  }
  return {group: found.group, resource: `${found.plural}${suffix}`};
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

function uniqueResources(resources: readonly GrantedResource[]): readonly GrantedResource[] {
  return [...new Map(resources.map((each) => [`${each.group}/${each.resource}`, each] as const)).values()];
}

export const roleBinding: CreatedKind = {
  names: ['rolebinding', 'rolebindings'],
  flags: [
    {...valued('role'), suggests: ({known}) => known.names('roles')},
    {...valued('clusterrole'), taught: ''},
    valued('serviceaccount'),
    {...valued('user'), taught: ''},
    {...valued('group'), taught: ''},
  ],
  example: bindingExample,
  failure: 'failed to create rolebinding',
  make: makeBinding,
};

function makeBinding({typed, flags}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example: bindingExample});
  refuseCommand(flags.afterDashes);
  const role = flags.value('role') ?? '';
  const clusterRole = flags.value('clusterrole') ?? '';
  if ((role === '') === (clusterRole === '')) {
    throw new UserError('bad-input', words().verbs.create.oneRole, {
      next: words().lines.writeItLike({example: bindingExample}),
    });
  }
  const [users, groups, accounts] = ['user', 'group', 'serviceaccount'].map((flag) =>
    flags.values(flag).filter(Boolean),
  );
  for (const [flag, given] of Object.entries({user: users, group: groups, serviceaccount: accounts})) {
    if ((given?.length ?? 0) <= most) continue;
    throw new UserError('bad-input', words().verbs.create.tooManyOf({flag: `--${flag}`, most}));
  }
  return generateRoleBinding({
    name,
    roleRef: role === '' ? {kind: 'ClusterRole', name: clusterRole} : {kind: 'Role', name: role},
    users: unique(users ?? []),
    groups: unique(groups ?? []),
    accounts: (accounts ?? []).map(readAccount),
  });
}

/** `NAMESPACE:NAME` */
function readAccount(given: string): {namespace: string; name: string} {
  const [namespace = '', name = '', ...more] = given.split(':');
  if (namespace === '' || name === '' || more.length > 0) {
    throw new UserError('bad-input', words().verbs.create.account({given: shown(given)}), {
      next: words().lines.write({what: '--serviceaccount=default:NAME'}),
    });
  }
  return {namespace, name};
}

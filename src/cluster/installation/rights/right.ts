import {rights, type RightsHolder} from './rights.ts';
import {words} from '#src/words/words.ts';

/** One thing that somebody may do or not: what an access review asks. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  /** `pods`, or `pods/exec` for a subresource. */
  readonly resource: string;
  /** Of the one object that it is about; undefined: any. */
  readonly name?: string;
  /** Undefined: the whole cluster. */
  readonly namespace?: string;
}

/** All that the identity needs, one by one; with a sandbox's namespace, what it needs there and not elsewhere. */
export function neededRights(holder: RightsHolder, sandbox?: string): Right[] {
  return rights[holder].grants.flatMap(({scope, rules}) => {
    if ((scope === 'sandbox') !== (sandbox !== undefined)) return [];
    const namespace = typeof scope === 'object' ? scope.namespace : sandbox;
    return rules.flatMap(({apiGroups, resources, resourceNames = [undefined], verbs}) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) =>
          resourceNames.flatMap((name) =>
            verbs.map((verb) => ({
              verb,
              group,
              resource,
              ...(name === undefined ? {} : {name}),
              ...(namespace === undefined ? {} : {namespace}),
            })),
          ),
        ),
      ),
    );
  });
}

/** Everything: who has this has all the others. */
export const allRights: Right = {verb: '*', group: '*', resource: '*'};

/**
 * What none of the identities needs and with which any of them could reach all of the cluster: through a Pod of their own
 * or another's, what Secrets hold, as somebody else, or by giving themselves more.
 */
export const excessiveRights: readonly Right[] = [
  {verb: 'create', group: '', resource: 'pods'},
  {verb: 'create', group: '', resource: 'pods/exec'},
  {verb: 'get', group: '', resource: 'secrets'},
  {verb: 'create', group: '', resource: 'serviceaccounts/token'},
  {verb: 'get', group: '', resource: 'nodes/proxy'},
  {verb: 'impersonate', group: '', resource: 'users'},
  {verb: 'impersonate', group: '', resource: 'serviceaccounts'},
  {verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles', name: 'cluster-admin'},
  {verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'clusterroles'},
];

/** `list daemonsets.apps`, `impersonate serviceaccounts "watcher" in labrador-system`, as kubectl names resources. */
export function describeRight({verb, group, resource, name, namespace}: Right): string {
  if (verb === allRights.verb) return words().doctor.right.all;
  const [plural = '', subresource] = resource.split('/');
  const type = group === '' ? plural : `${plural}.${group}`;
  const part = subresource === undefined ? '' : `/${subresource}`;
  const which = name === undefined ? '' : ` "${name}"`;
  const right = `${verb} ${type}${part}${which}`;
  const said = words().doctor.right;
  return namespace === undefined ? said.everywhere({right}) : said.inNamespace({right, namespace});
}

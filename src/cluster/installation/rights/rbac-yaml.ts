import {Document, isMap, isScalar, visit} from 'yaml';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {systemIdentities, systemNamespace} from '#src/cluster/api/identities.ts';
import {rights, rightsHolders, type Grant, type RightsHolder, type Rule} from './rights.ts';

/** An object of deploy/rbac.yaml, and the comments above it and above its rules. */
interface Commented {
  readonly comment?: string | undefined;
  readonly object: JsonObject;
  readonly ruleComments?: readonly (string | undefined)[];
}

const rbacGroup = 'rbac.authorization.k8s.io';
const rbacVersion = `${rbacGroup}/v1`;
const labels = {'app.kubernetes.io/part-of': 'labrador'};

const notice = '# Made from src/cluster/installation/rights/rights.ts by: node scripts/write-rbac.ts\n\n';

/** The text of deploy/rbac.yaml: the bot's namespace, its identities, and the rights of each. */
export function rbacYaml(): string {
  const documents = [
    namespace,
    ...accounts(),
    ...rightsHolders.flatMap((holder) => rights[holder].grants.flatMap((grant) => grantObjects(holder, grant))),
  ];
  return `${notice}${documents.map(print).join('---\n')}`;
}

const namespace: Commented = {
  comment: 'The node agent mounts a host folder, which the level below `privileged` rejects.',
  object: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {name: systemNamespace, labels: {...labels, 'pod-security.kubernetes.io/enforce': 'privileged'}},
  },
};

function accounts(): Commented[] {
  const withoutToken = {automountServiceAccountToken: false};
  return [
    account('labrador', rights.labrador.why),
    ...systemIdentities.map((identity) => account(identity, rights[identity].why, withoutToken)),
    account('node-agent-pod', "What the node agent's Pods run as: no rights at all.", withoutToken),
  ];
}

function account(name: string, comment: string, more: JsonObject = {}): Commented {
  return {
    comment,
    object: {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace: systemNamespace, labels}, ...more},
  };
}

/** The role and its binding; of one that the provisioner binds in each sandbox the role alone. */
function grantObjects(holder: RightsHolder, {role, scope, why, rules}: Grant): Commented[] {
  const isInNamespace = typeof scope === 'object';
  const kind = isInNamespace ? 'Role' : 'ClusterRole';
  const metadata = {name: role, ...(isInNamespace ? {namespace: scope.namespace} : {}), labels};
  const roleObject: Commented = {
    comment: why,
    object: {apiVersion: rbacVersion, kind, metadata, rules: rules.map(toPolicyRule)},
    ruleComments: rules.map((rule) => rule.why),
  };
  if (scope === 'sandbox') return [roleObject];
  const binding: Commented = {
    object: {
      apiVersion: rbacVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: {apiGroup: rbacGroup, kind, name: role},
      subjects: [{kind: 'ServiceAccount', name: holder, namespace: systemNamespace}],
    },
  };
  return [roleObject, binding];
}

function toPolicyRule({apiGroups, resources, resourceNames, verbs}: Rule): JsonObject {
  return {apiGroups, resources, ...(resourceNames === undefined ? {} : {resourceNames}), verbs};
}

function print({comment, object, ruleComments = []}: Commented): string {
  const document = new Document(object, {aliasDuplicateObjects: false});
  visit(document, {
    Seq: (_key, list) => {
      if (list.items.every(isScalar)) list.flow = true;
    },
  });
  for (const [index, why] of ruleComments.entries()) {
    const rule = document.getIn(['rules', index], true);
    if (why !== undefined && isMap(rule)) rule.commentBefore = ` ${why}`;
  }
  const text = document.toString({singleQuote: true, flowCollectionPadding: false, lineWidth: 0});
  return comment === undefined ? text : `# ${comment}\n${text}`;
}

import {Document, isMap, isScalar, visit} from 'yaml';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {nodeAgentNamespace, systemIdentities, systemNamespace} from '#src/cluster/api/identities.ts';
import {rights, rightsHolders, type Grant, type RightsHolder, type Rule} from './rights.ts';

/** An object of deploy/chart/files/rbac.yaml, and the comments above it and above its rules. */
interface Commented {
  readonly comment?: string | undefined;
  readonly object: JsonObject;
  readonly ruleComments?: readonly (string | undefined)[];
}

const rbacGroup = 'rbac.authorization.k8s.io';
const rbacVersion = `${rbacGroup}/v1`;
const labels = {'app.kubernetes.io/part-of': 'labrador'};

const notice = '# Made from src/cluster/installation/rights/rights.ts by: node scripts/write-deploy.ts\n\n';

/** The text of deploy/chart/files/rbac.yaml: the bot's namespace, its identities, and the rights of each. */
export function rbacYaml(): string {
  const documents = [
    namespace('What lives here needs nothing of its node.', systemNamespace, 'restricted'),
    namespace(
      'The node agent mounts a host folder, which the levels below `privileged` reject.',
      nodeAgentNamespace,
      'privileged',
    ),
    ...accounts(),
    ...rightsHolders.flatMap((holder) => rights[holder].grants.flatMap((grant) => grantObjects(holder, grant))),
  ];
  return `${notice}${documents.map(print).join('---\n')}`;
}

/** @param level of the Pod Security Standards */
function namespace(comment: string, name: string, level: 'restricted' | 'privileged'): Commented {
  const metadata = {name, labels: {...labels, 'pod-security.kubernetes.io/enforce': level}};
  return {comment, object: {apiVersion: 'v1', kind: 'Namespace', metadata}};
}

function accounts(): Commented[] {
  const withoutToken = {automountServiceAccountToken: false};
  return [
    account({name: 'labrador', namespace: systemNamespace}, rights.labrador.why),
    ...systemIdentities.map((name) => account({name, namespace: systemNamespace}, rights[name].why, withoutToken)),
    account(
      {name: 'node-agent-pod', namespace: nodeAgentNamespace},
      "What the node agent's Pods run as: no rights at all.",
      withoutToken,
    ),
  ];
}

function account(
  named: {readonly name: string; readonly namespace: string},
  comment: string,
  more: JsonObject = {},
): Commented {
  return {comment, object: {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {...named, labels}, ...more}};
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

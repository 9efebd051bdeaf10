import {patchTypes, type ApiRequest} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';

const query = {dryRun: 'All'};
const rbac = 'rbac.authorization.k8s.io';
const access = ({namespace}: SandboxSpec, below: string): string => `/apis/${rbac}/v1/namespaces/${namespace}/${below}`;
const accounts = ({namespace}: SandboxSpec, below = ''): string =>
  `/api/v1/namespaces/${namespace}/serviceaccounts${below}`;
const ofOwnRights = {kind: 'ClusterRole', name: 'labrador-learner'};

const binding = (of: SandboxSpec, subject: JsonObject, roleRef: JsonObject = ofOwnRights): ApiRequest => ({
  method: 'POST',
  path: access(of, 'rolebindings'),
  query,
  body: {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: {name: 'a'},
    roleRef: {apiGroup: rbac, ...roleRef},
    subjects: [subject],
  },
});
const account = (namespace: string): JsonObject => ({kind: 'ServiceAccount', name: 'learner', namespace});
const ofPlatform = (kind: string, name: string): JsonObject => ({apiGroup: rbac, kind, name});
const labelled = {metadata: {labels: {a: 'b'}}};

/**
 * What RBAC would let a learner grant, since they have all of it, and the policies refuse: who is given it is none of their
 * sandbox, or the sandbox itself works by it.
 */
export const beyondGrants: readonly (readonly [string, (of: SandboxSpec) => ApiRequest])[] = [
  ['a role of the cluster', (of) => binding(of, account(of.namespace))],
  ['rights for another sandbox', (of) => binding(of, account('labrador-past-other'))],
  ['rights for the bot', (of) => binding(of, {...account('labrador-system'), name: 'labrador'})],
  ['rights for everybody', (of) => binding(of, ofPlatform('Group', 'system:authenticated'))],
  ['rights for a person', (of) => binding(of, ofPlatform('User', 'jane'))],
  [
    'an account whose token would have no name of a token',
    (of) => ({
      method: 'POST',
      path: accounts(of),
      query,
      body: {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'a'.repeat(52)}},
    }),
  ],
  [
    'their own account',
    (of) => ({method: 'PATCH', path: accounts(of, '/learner'), query, contentType: patchTypes.merge, body: labelled}),
  ],
  ['an end of their own account', (of) => ({method: 'DELETE', path: accounts(of, '/learner'), query})],
  ['an end of their own rights', (of) => ({method: 'DELETE', path: access(of, 'rolebindings/learner'), query})],
  ['an end of the bot’s way', (of) => ({method: 'DELETE', path: access(of, 'rolebindings/labrador-bot'), query})],
];

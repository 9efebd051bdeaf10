import {z} from 'zod';
import {compactRules, goList, resourceText} from '#src/kinds/role/compact-rules.ts';
import {policyRuleSchema} from '#src/kinds/role/schema.ts';
import {isTypeThat, resourceTypes} from '#src/kinds/resource-types.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {namespaceOf} from '#src/sandbox/policy/rewrite-role-binding.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {alignColumns} from '#src/views/table/align-columns.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

const apiVersion = 'authorization.k8s.io/v1';

const reviewSchema = z.object({
  status: z.object({allowed: z.boolean(), reason: z.string().optional(), evaluationError: z.string().optional()}),
});

/**
 * What `kubectl auth can-i` prints: the API server's own answer about the learner's account, or one of theirs.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/
 */
export async function auth({verb, about, as}: OperationOf<'auth'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  // asked of the account that writes them for the learner, the answer would be about all sandboxes
  if (as === undefined && 'resource' in about && isWrittenForLearners(about) && writing.has(verb)) {
    return {kind: 'done', text: 'yes', notes: []};
  }
  if ('all' in about) return listAll(context);
  const asked =
    'path' in about
      ? {nonResourceAttributes: {path: about.path, verb}}
      : {resourceAttributes: {namespace: sandbox.namespace, verb, ...about}};
  const {body} = await identities.learner(sandbox.namespace).request({
    method: 'POST',
    ...(as === undefined
      ? {
          path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          body: {apiVersion, kind: 'SelfSubjectAccessReview', spec: asked},
        }
      : ofAccount(asked, {namespace: namespaceOf(as.namespace, sandbox), name: as.name}, sandbox.namespace)),
    signal,
  });
  const {allowed, reason = '', evaluationError = ''} = reviewSchema.parse(body).status;
  const why = [reason, evaluationError].filter((text) => text !== '').map((text) => ` - ${text}`);
  return {
    kind: 'done',
    text: allowed ? 'yes' : toLearnerText(`no${why.join('')}`, sandbox),
    ...(isOfCluster(about) ? {warnings: [`resource '${about.resource}' is not namespace scoped`]} : {}),
    notes: !allowed && 'resource' in about && about.resource === 'nodes' ? [words().running.nodesAreShown] : [],
  };
}

/** What is done for learners that they have no right to do by themselves. */
const writing: ReadonlySet<string> = new Set(['create', 'patch', 'delete']);

function isWrittenForLearners(about: Extract<OperationOf<'auth'>['about'], {resource: string}>): boolean {
  const {group, resource} = about;
  return resourceTypes.some((type) => type.heldBy !== undefined && type.group === group && type.plural === resource);
}

/** The question about an account of the sandbox, with the groups that the API server gives it. Nobody is impersonated for it. */
function ofAccount(asked: object, {namespace, name}: {namespace: string; name: string}, about: string) {
  return {
    path: `/apis/authorization.k8s.io/v1/namespaces/${about}/localsubjectaccessreviews`,
    body: {
      apiVersion,
      kind: 'LocalSubjectAccessReview',
      metadata: {namespace: about},
      spec: {
        ...asked,
        user: `system:serviceaccount:${namespace}:${name}`,
        groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
      },
    },
  };
}

const rulesSchema = z.object({
  status: z.object({
    resourceRules: z.array(policyRuleSchema).nullish(),
    nonResourceRules: z.array(policyRuleSchema).nullish(),
    incomplete: z.boolean().default(false),
    evaluationError: z.string().default(''),
  }),
});

/** `kubectl auth can-i --list`. */
async function listAll({sandbox, identities, signal}: OperationContext): Promise<Outcome> {
  const {body} = await identities.learner(sandbox.namespace).request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: {apiVersion, kind: 'SelfSubjectRulesReview', spec: {namespace: sandbox.namespace}},
    signal,
  });
  const {resourceRules, nonResourceRules, incomplete, evaluationError} = rulesSchema.parse(body).status;
  const rules = compactRules([...(resourceRules ?? []), ...(nonResourceRules ?? [])]);
  const rows = rules.map((rule) => [
    resourceText(rule),
    goList(rule.nonResourceURLs),
    goList(rule.resourceNames),
    goList(rule.verbs),
  ]);
  return {
    kind: 'done',
    text: alignColumns([['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rows]).trimEnd(),
    ...(incomplete ? {warnings: [`the list may be incomplete: ${toLearnerText(evaluationError, sandbox)}`]} : {}),
    notes: [],
  };
}

/** kubectl warns that a namespace says nothing of it. */
function isOfCluster(about: OperationOf<'auth'>['about']): about is Extract<typeof about, {resource: string}> {
  if (!('resource' in about)) return false;
  const type = resourceTypes.find(({group, plural}) => group === about.group && plural === about.resource);
  return type !== undefined && !isTypeThat(type.plural, 'isNamespaced');
}

import {z} from 'zod';
import {isTypeThat, resourceTypes} from '#src/kinds/resource-types.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

const reviewSchema = z.object({
  status: z.object({allowed: z.boolean(), reason: z.string().optional(), evaluationError: z.string().optional()}),
});

/**
 * What `kubectl auth can-i` prints: the API server's own answer about the learner's account.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/
 */
export async function auth({verb, about}: OperationOf<'auth'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  // asked of the account that writes them for the learner, the answer would be about all sandboxes
  if ('resource' in about && isWrittenForLearners(about) && writing.has(verb))
    return {kind: 'done', text: 'yes', notes: []};
  const asked =
    'path' in about
      ? {nonResourceAttributes: {path: about.path, verb}}
      : {resourceAttributes: {namespace: sandbox.namespace, verb, ...about}};
  const {body} = await identities.learner(sandbox.namespace).request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: asked},
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
  return resourceTypes.some((type) => type.decidesTraffic === true && type.group === group && type.plural === resource);
}

/** kubectl warns that a namespace says nothing of it. */
function isOfCluster(about: OperationOf<'auth'>['about']): about is Extract<typeof about, {resource: string}> {
  if (!('resource' in about)) return false;
  const type = resourceTypes.find(({group, plural}) => group === about.group && plural === about.resource);
  return type !== undefined && !isTypeThat(type.plural, 'isNamespaced');
}

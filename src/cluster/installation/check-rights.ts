import {z} from 'zod';
import type {Namespace} from '#src/sandbox/sandbox.ts';
import type {ApiClient, ApiServer} from '../api/api-client.ts';
import {ApiError, ClusterUnavailableError, reasonOf} from '../api/api-error.ts';
import {identitiesOf} from '../api/identities.ts';
import {allRights, excessiveRights, neededRights, type Right} from './rights/right.ts';
import {rightsHolders, type RightsHolder} from './rights/rights.ts';
import {words} from '#src/words/words.ts';

/** What is wrong with an identity's rights. `unknown`: the API server could not be asked as that identity. */
export type RightFinding =
  | {readonly state: 'missing' | 'excessive'; readonly identity: RightsHolder; readonly right: Right}
  | {
      readonly state: 'unknown';
      readonly identity: RightsHolder;
      readonly reason: string;
      /** Whether there was no answer, rather than a refusal. */
      readonly isAway: boolean;
    };

export interface RightsQuestion {
  /** Whose rights are asked for; all, unless told otherwise. */
  readonly identities?: readonly RightsHolder[];
  /** Namespaces that are sandboxes: what is bound there alone can be asked nowhere else. */
  readonly sandboxes?: readonly Namespace[];
  /** Whether to ask for what nobody is to have, too. */
  readonly asksForMore?: boolean;
  readonly signal: AbortSignal;
}

const reviewSchema = z.looseObject({status: z.looseObject({allowed: z.boolean()})});

/**
 * Asks the API server, as each identity, for every right that the code needs and, if wanted, for those that it must not
 * have. All at once: RBAC answers from memory. An empty list: all is well.
 */
export async function checkRights(server: ApiServer, question: RightsQuestion): Promise<RightFinding[]> {
  const {identities = rightsHolders} = question;
  return (await Promise.all(identities.map(async (identity) => checkIdentity(server, identity, question)))).flat();
}

async function checkIdentity(
  server: ApiServer,
  identity: RightsHolder,
  {sandboxes = [], asksForMore = false, signal}: RightsQuestion,
): Promise<RightFinding[]> {
  const ask = async ({client, needed}: Task): Promise<RightFinding[]> => {
    const less = findingsOf('missing', identity, await missing(client, needed, signal));
    return asksForMore ? less.concat(findingsOf('excessive', identity, await excessive(client, signal))) : less;
  };
  try {
    return (await Promise.all(tasksOf(server, identity, sandboxes).map(ask))).flat();
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof ClusterUnavailableError || signal.aborted)) throw error;
    const isLate = signal.aborted || !(error instanceof Error);
    const isAway = isLate || error instanceof ClusterUnavailableError;
    return [{state: 'unknown', identity, reason: isLate ? words().doctor.late : reasonOf(error), isAway}];
  }
}

function findingsOf(state: 'missing' | 'excessive', identity: RightsHolder, rights: readonly Right[]): RightFinding[] {
  return rights.map((right) => ({state, identity, right}));
}

/** Who is asked, and for what. */
interface Task {
  readonly client: ApiClient;
  readonly needed: readonly Right[];
}

/** The learner is somebody else in each sandbox, and the bot needs one thing more there. */
function tasksOf(server: ApiServer, identity: RightsHolder, sandboxes: readonly Namespace[]): Task[] {
  const {system, learner} = identitiesOf(server);
  switch (identity) {
    case 'labrador': {
      const inSandboxes = sandboxes.flatMap((sandbox) => neededRights(identity, sandbox));
      return [{client: server.as(undefined), needed: [...neededRights(identity), ...inSandboxes]}];
    }
    case 'learner':
      return sandboxes.map((sandbox) => ({client: learner(sandbox), needed: neededRights(identity, sandbox)}));
    case 'provisioner':
    case 'labeller':
    case 'watcher':
    case 'node-agent':
      return [{client: system(identity), needed: neededRights(identity)}];
  }
}

async function missing(client: ApiClient, needed: readonly Right[], signal: AbortSignal): Promise<Right[]> {
  const answers = await Promise.all(needed.map(async (right) => isAllowed(client, right, signal)));
  return needed.filter((_right, index) => answers[index] === false);
}

async function excessive(client: ApiClient, signal: AbortSignal): Promise<Right[]> {
  if (await isAllowed(client, allRights, signal)) return [allRights];
  const answers = await Promise.all(excessiveRights.map(async (right) => isAllowed(client, right, signal)));
  return excessiveRights.filter((_right, index) => answers[index]);
}

/** Whether the client may, as the API server says. @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/ */
export async function isAllowed(client: ApiClient, right: Right, signal: AbortSignal): Promise<boolean> {
  const {verb, group, name, namespace} = right;
  const [resource, subresource] = right.resource.split('/');
  const {body} = await client.request({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {resourceAttributes: {verb, group, resource, subresource, name, namespace}},
    },
    signal,
  });
  return reviewSchema.parse(body).status.allowed;
}

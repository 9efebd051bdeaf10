import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {hasHostFolders} from '#src/sandbox/namespace/host-paths.ts';
import {UserError} from '#src/operations/user-error.ts';
import {ApiError} from '../api/api-error.ts';
import {namespaceEnd} from '../api/namespace-end.ts';
import {readOrNothing} from '../api/read-object.ts';
import type {NodeFailure} from '../node-agent/node-agent-pods.ts';
import {makeHostFolders} from '../node-agent/node-agent.ts';
import type {OperationContext} from './operation-context.ts';
import {furtherNamespaces} from './objects/own-namespaces.ts';
import {makeNamespace, waitForRights} from './sandbox/make-namespace.ts';
import {words} from '#src/words/words.ts';

/** Makes the sandbox, or brings it up to date: all of it is applied again and what is right already stays. */
export async function start(context: OperationContext): Promise<Outcome> {
  const {sandbox, showProgress} = context;
  await showProgress(words().running.making);
  try {
    const further = (await furtherNamespaces(context)).filter(({object}) => !isGoing(object));
    await makeNamespace(context, further.length);
    for (const one of further) await makeNamespace({...context, sandbox: one.sandbox}, further.length);
  } catch (error) {
    throw isEnding(error) ? await stillGoing(context) : error;
  }
  const failures = hasHostFolders(sandbox.lab) ? await prepareNodes(context) : [];
  await waitForRights(context);
  const nodes = sandbox.nodes.length === 1 ? `node ${sandbox.nodes[0]}` : `nodes ${sandbox.nodes.join(', ')}`;
  return {
    kind: 'done',
    text: `namespace/${sandbox.namespace} ready on ${nodes}`,
    notes: failures.map(({node, reason}) => words().running.folderLater({node, reason})),
  };
}

async function prepareNodes({sandbox, identities, signal, showProgress}: OperationContext): Promise<NodeFailure[]> {
  const {namespace, nodes} = sandbox;
  await showProgress(words().running.preparing({nodes: nodes.join(', ')}));
  return makeHostFolders(identities, {namespace, nodes, signal});
}

const isGoing = ({metadata}: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ for causes */
const isEnding = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.body?.details?.causes?.some(({reason}) => reason === 'NamespaceTerminating') === true;

/** The sandbox that was left before still goes: nothing new can be made in it. */
async function stillGoing({sandbox, identities, signal}: OperationContext): Promise<UserError> {
  const path = `/api/v1/namespaces/${sandbox.namespace}`;
  const {said} = namespaceEnd((await readOrNothing(identities.system('provisioner'), path, signal)) ?? {});
  const {stillGoing, stillGoingSince} = words().running;
  return new UserError('refused', said === '' ? stillGoing : stillGoingSince({reason: said}));
}

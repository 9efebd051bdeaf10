import {setTimeout as sleep} from 'node:timers/promises';
import {UserError} from '#src/operations/user-error.ts';
import {sandboxAnnotations} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {managedBy, sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {ApiError, isConflict, isNotFound} from '#src/cluster/api/api-error.ts';
import {apiPatienceMs, namespaceEnd} from '#src/cluster/api/namespace-end.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {emptySandbox} from './empty-sandbox.ts';
import {words} from '#src/words/words.ts';

const pollMs = 500;
/**
 * How long we wait for what is in the sandbox to end before its namespace is deleted around it, in ms. Some kubelets tell
 * only every 10 s what has ended.
 */
const emptyingMs = 30_000;

/** What is said of the namespace; nothing when there was none. */
export interface Removed {
  readonly line?: string;
  readonly note?: string;
  /** Whether the namespace itself says that its Pods could use folders of the node. */
  readonly hadHostFolders?: boolean;
}

/**
 * Deletes the namespace, if it is this sandbox's by its labels, and waits until it is gone, or until nothing is left in it
 * and only an API that is down keeps the cluster from saying so.
 * @throws UserError `refused` when a namespace of that name is not ours
 */
export async function removeNamespace(context: OperationContext): Promise<Removed> {
  const {sandbox, identities, signal} = context;
  const shown = sandbox.alias ?? sandbox.namespace;
  const provisioner = identities.system('provisioner');
  const path = `/api/v1/namespaces/${sandbox.namespace}`;
  const found = await readOrNothing(provisioner, path, signal);
  if (found === undefined) return {};
  const {labels = {}, annotations = {}, uid, deletionTimestamp} = found.metadata;
  const isOurs =
    labels[sandboxLabels.managedBy] === managedBy &&
    labels[sandboxLabels.workshop] === sandbox.workshop &&
    (labels[sandboxLabels.installation] ?? sandbox.installation) === sandbox.installation;
  if (!isOurs) {
    throw new UserError('refused', words().running.notOurs({namespace: sandbox.namespace}));
  }
  const hadHostFolders = (annotations[sandboxAnnotations.hostPathLeaves] ?? '') !== '';
  if (deletionTimestamp === undefined) await emptyFirst(context);
  try {
    await provisioner.request({
      method: 'DELETE',
      path,
      body: {kind: 'DeleteOptions', apiVersion: 'v1', preconditions: {uid}},
      signal,
    });
  } catch (error) {
    // under way already, or gone
    if (!isConflict(error) && !isNotFound(error)) throw error;
  }
  let emptiedAt: number | undefined;
  for (;;) {
    const current = await readOrNothing(provisioner, path, signal);
    if (current?.metadata.uid !== uid) return {line: `namespace "${shown}" deleted`, hadHostFolders};
    const {isEmptied, said} = namespaceEnd(current);
    emptiedAt = isEmptied ? (emptiedAt ?? Date.now()) : undefined;
    if (emptiedAt !== undefined && Date.now() - emptiedAt > apiPatienceMs) {
      return {
        line: `namespace "${shown}" emptied`,
        note: words().running.goesByItself({reason: said}),
        hadHostFolders,
      };
    }
    await sleep(pollMs, undefined, {signal});
  }
}

/**
 * The deletion of a namespace gives each container all the time that its Pod grants, and looks again after longer and longer
 * pauses: half a minute to two for what is gone in a second when the Pods are deleted before. Whatever does not go is
 * left to it.
 */
async function emptyFirst(context: OperationContext): Promise<void> {
  const enough = AbortSignal.timeout(emptyingMs);
  try {
    await emptySandbox({...context, signal: AbortSignal.any([context.signal, enough])}, {isForGood: true});
  } catch (error) {
    // the learner's rights went in an earlier try, or a Pod's node does not answer
    if (!enough.aborted && !(error instanceof ApiError)) throw error;
  }
}

import {setTimeout as sleep} from 'node:timers/promises';
import {UserError} from '../../operations/user-error.ts';
import type {Outcome} from '../../operations/outcome.ts';
import {managedBy, sandboxLabels} from '../../sandbox/sandbox-manifests.ts';
import {isConflict, isNotFound} from '../api-error.ts';
import {readOrNothing} from '../read-object.ts';
import {removeNodeLabels} from '../remove-node-labels.ts';
import {eraseHostFolders} from '../node-agent.ts';
import type {OperationContext} from '../operation-context.ts';

const pollMs = 500;

/**
 * Removes all of the sandbox: its labels on nodes, its namespace with everything in it, then its host folders, which
 * no Pod holds any more. What is gone already is passed over, so it can run twice.
 */
export async function leave(context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal, showProgress} = context;
  const lines = await removeNodeLabels(context);
  await showProgress('Removing your namespace and all that is in it …');
  if (await removeNamespace(context)) lines.push(`namespace "${sandbox.namespace}" deleted`);
  await showProgress('Erasing your host folders …');
  const failures = await eraseHostFolders(identities, {namespace: sandbox.namespace, nodes: sandbox.nodes, signal});
  const failedNodes = new Set(failures.map(({node}) => node));
  for (const node of sandbox.nodes) if (!failedNodes.has(node)) lines.push(`host folder on ${node} erased`);
  return {
    kind: 'done',
    text: lines.join('\n'),
    notes: failures.map(({node, reason}) => `The host folder on ${node} could not be erased: ${reason}.`),
  };
}

/**
 * Deletes the namespace, if it is this sandbox's by its labels, and waits until it is gone. False when there was none.
 * @throws UserError `refused` when a namespace of that name is not ours
 */
async function removeNamespace({sandbox, identities, signal}: OperationContext): Promise<boolean> {
  const provisioner = identities.system('provisioner');
  const path = `/api/v1/namespaces/${sandbox.namespace}`;
  const found = await readOrNothing(provisioner, path, signal);
  if (found === undefined) return false;
  const {labels = {}, uid} = found.metadata;
  if (labels[sandboxLabels.managedBy] !== managedBy || labels[sandboxLabels.workshop] !== sandbox.workshop) {
    throw new UserError('refused', `The namespace ${sandbox.namespace} does not carry this workshop's labels.`, {
      next: 'Ask a facilitator: nothing was removed.',
    });
  }
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
  while ((await readOrNothing(provisioner, path, signal))?.metadata.uid === uid)
    await sleep(pollMs, undefined, {signal});
  return true;
}

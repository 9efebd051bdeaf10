import {z} from 'zod';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {UserError} from '#src/operations/user-error.ts';
import {homeSandbox, sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {printDone} from '#src/views/table/print-done.ts';
import {words} from '#src/words/words.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import type {OperationContext} from '../operation-context.ts';
import {makeNamespace, waitForRights} from '../sandbox/make-namespace.ts';
import {furtherNamespaces} from '../objects/own-namespaces.ts';
import {makeRoom} from './shared-room.ts';

/** What was about to be made, so that a second run knows that it made it. */
const notedSchema = z.looseObject({namespace: z.string()});

/** What `kubectl create namespace` does and prints. @throws UserError for a name that is not the learner's to have */
export async function createNamespace(
  written: JsonObject,
  printing: Printing,
  context: OperationContext,
): Promise<Extract<Outcome, {kind: 'done'}>> {
  const {name} = kubernetesObjectSchema.parse(written).metadata;
  if (printing.dryRun !== 'client') await addNamespace(name, context, {isTrial: printing.dryRun === 'server'});
  const text = printDone([{type: 'namespaces', object: written, done: 'created'}], {printing, keepsOrder: true});
  return {kind: 'done', text, notes: []};
}

/**
 * Makes a further namespace of the sandbox.
 * @throws UserError `refused` for a name that is not the learner's to have, and when there is no room for one more
 * @throws ApiError `AlreadyExists`
 */
async function addNamespace(
  name: string,
  context: OperationContext,
  {isTrial}: {readonly isTrial: boolean},
): Promise<void> {
  const home = homeSandbox(context.sandbox);
  const sandbox = sandboxNamed(home, name);
  if (sandbox.alias === undefined) throw alreadyExists(name);
  const there = await furtherNamespaces(context);
  const found = there.find((other) => other.sandbox.namespace === sandbox.namespace);
  const isOurs = notedSchema.safeParse(context.memory.recall()).data?.namespace === name;
  if (found !== undefined && !isOurs) {
    throw alreadyExists(name, found.object.metadata.deletionTimestamp !== undefined);
  }
  const others = there.filter((other) => other !== found).length;
  if (others >= home.lab.namespaces) {
    throw new UserError('refused', words().namespaces.most({most: home.lab.namespaces}));
  }
  if (isTrial) return;
  await context.memory.note({namespace: name});
  await makeRoom(others, context);
  const making = {...context, sandbox};
  await makeNamespace(making, 0);
  await waitForRights(making);
}

function alreadyExists(name: string, isGoing = false): ApiError {
  const message = `${isGoing ? 'object is being deleted: ' : ''}namespaces "${name}" already exists`;
  return new ApiError(409, {kind: 'Status', reason: 'AlreadyExists', message}, '');
}

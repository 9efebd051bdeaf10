import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {UserError} from '#src/operations/user-error.ts';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {ownNamespaceKeys, storedNamespaceKeys} from '#src/sandbox/namespace/namespace-labels.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {words} from '#src/words/words.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';
import {applyFieldManager} from '../writing/whose.ts';
import {furtherNamespaces} from '../objects/own-namespaces.ts';
import {toLearnerNamespace} from '#src/sandbox/namespace/learner-namespace.ts';
import {makeNamespace, waitForRights} from '../sandbox/make-namespace.ts';
import {makeRoom} from './shared-room.ts';

/** Those that were about to be made, so that a second run knows that it made them. */
const notedSchema = z.looseObject({namespaces: z.array(z.string()).default([])});

interface WriteOptions {
  /** Whether it is only looked whether it could be. */
  readonly isTrial: boolean;
  /** Whether it must not be there yet. */
  readonly isNew: boolean;
}

interface WrittenNamespace {
  readonly what: 'created' | 'unchanged' | 'configured';
  /** Undefined where it was not there. */
  readonly before: JsonObject | undefined;
  /** As its learner knows it, or would. */
  readonly after: JsonObject;
}

/**
 * Makes a further namespace of the sandbox, with its learner's labels and annotations, or gives those to one that is there. Can
 * run twice.
 * @param written as `admitNamespace` gives it
 * @throws UserError `refused` for a name that is not the learner's to have, and when there is no room for one more
 * @throws ApiError `AlreadyExists` of one that must not be there, or is being deleted
 */
export async function writeNamespace(
  written: JsonObject,
  context: OperationContext,
  {isTrial, isNew}: WriteOptions,
): Promise<WrittenNamespace> {
  const {metadata} = kubernetesObjectSchema.parse(written);
  const sandbox = sandboxNamed(context.sandbox, metadata.name);
  const there = await furtherNamespaces(context);
  const found = there.find((other) => other.sandbox.namespace === sandbox.namespace);
  const isOurs = notedIn(context).includes(metadata.name);
  const isThere = sandbox.alias === undefined || found !== undefined;
  const isGoing = found?.object.metadata.deletionTimestamp !== undefined;
  // two names that come to the same are one namespace
  const isOther = found !== undefined && found.sandbox.alias !== sandbox.alias;
  if (isOther || (isThere && !isOurs && (isNew || isGoing))) throw alreadyExists(metadata.name, isGoing);
  if (!isThere || isOurs) {
    const others = there.filter((other) => other !== found).length;
    requireFewer(others, sandbox);
    if (isTrial) return {what: 'created', before: undefined, after: written};
    await context.memory.note({...recalled(context), namespaces: [...notedIn(context), metadata.name]});
    await makeRoom(others, context);
    const making = {...context, sandbox};
    await makeNamespace(making, 0);
    await waitForRights(making);
  }
  const {before, after} = await writeKeys(metadata, {...context, sandbox}, {isTrial});
  const what = !isThere || isOurs ? 'created' : before === after ? 'unchanged' : 'configured';
  return {
    what,
    before: what === 'created' ? undefined : toLearnerNamespace(before),
    after: toLearnerNamespace(after),
  };
}

function requireFewer(others: number, {lab}: SandboxSpec): void {
  if (others >= lab.namespaces) throw new UserError('refused', words().namespaces.most({most: lab.namespaces}));
}

/** Gives a namespace its learner's labels and annotations, as they apply them: what they applied before, and no more, goes. */
async function writeKeys(
  {labels, annotations}: Pick<KubernetesObject['metadata'], 'labels' | 'annotations'>,
  {sandbox, identities, signal}: OperationContext,
  {isTrial}: {readonly isTrial: boolean},
): Promise<{before: KubernetesObject; after: KubernetesObject}> {
  const client = identities.system('provisioner');
  const path = resourcePath('namespaces', undefined, sandbox.namespace);
  const before = await readOrNothing(client, path, signal);
  if (before === undefined) throw new Error(`there is no namespace ${sandbox.namespace}`);
  const {body} = await client.request({
    method: 'PATCH',
    path,
    query: {fieldManager: applyFieldManager, force: 'true', ...(isTrial ? {dryRun: 'All'} : {})},
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: sandbox.namespace,
        labels: storedNamespaceKeys(labels),
        annotations: storedNamespaceKeys(annotations),
      },
    },
    contentType: patchTypes.apply,
    signal,
  });
  const after = kubernetesObjectSchema.parse(body);
  return {before, after: ownKeys(before) === ownKeys(after) ? before : after};
}

/** What a learner has of one, to be compared. */
function ownKeys({metadata}: KubernetesObject): string {
  const sorted = (keys: Readonly<Record<string, string>> | undefined): unknown =>
    Object.entries(ownNamespaceKeys(keys)).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([sorted(metadata.labels), sorted(metadata.annotations)]);
}

const recalled = ({memory}: OperationContext): Readonly<Record<string, unknown>> =>
  z.looseObject({}).safeParse(memory.recall()).data ?? {};

const notedIn = ({memory}: OperationContext): readonly string[] =>
  notedSchema.safeParse(memory.recall()).data?.namespaces ?? [];

function alreadyExists(name: string, isGoing: boolean): ApiError {
  const message = `${isGoing ? 'object is being deleted: ' : ''}namespaces "${name}" already exists`;
  return new ApiError(409, {kind: 'Status', reason: 'AlreadyExists', message}, '');
}

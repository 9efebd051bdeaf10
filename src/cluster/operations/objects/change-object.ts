import {z} from 'zod';
import {isReserved, resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {admitChange, repeatChange, toEditable, type EditedObject} from '#src/sandbox/policy/admit-change.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {isConflict} from '#src/cluster/api/api-error.ts';
import {asJson, kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {followWrite, requireRoom} from '../writing/follow.ts';
import {objectNotFound} from './read-objects.ts';
import {editFieldManager, requireTheirs} from '../writing/whose.ts';
import {writerOf} from '../writing/writer-of.ts';

/** How often a change that somebody else's write overtook is made anew. */
const conflictRetries = 5;

/** The patches that were sent, or about to be, by `TYPE/NAME`, in a further namespace with that in front. */
const notedSchema = z.record(z.string(), z.record(z.string(), z.json()));

interface ObjectChange {
  readonly type: ResourceTypeName;
  readonly name: string;
  /** Whether it is only tried: here, or by the server. */
  readonly dryRun?: 'none' | 'client' | 'server';
  /**
   * Makes the new object from the one that is there, as its learner may change it. Called again when another write came in
   * between.
   */
  readonly change: (editable: JsonObject, live: KubernetesObject) => EditedObject;
}

interface ChangedObject {
  readonly isChanged: boolean;
  readonly notes: readonly string[];
  /** As it is now, or would be. */
  readonly after: JsonObject;
}

/**
 * Changes an object: reads it, admits what becomes of it, and writes the difference with the version that was read as
 * a precondition. The difference is noted before it is written, so that a second run makes the same change and not
 * one more.
 * @throws UserError `refused` for what could not be applied either
 * @throws ApiError when there is no such object, or the server refuses the change
 */
export async function changeObject(
  {type, name, change, dryRun = 'none'}: ObjectChange,
  context: OperationContext,
): Promise<ChangedObject> {
  const {sandbox, signal, memory} = context;
  if (isReserved(type, name)) throw objectNotFound(type, name);
  const key = [...(sandbox.alias === undefined ? [] : [sandbox.alias]), type, name].join('/');
  const path = resourcePath(type, sandbox.namespace, name);
  const client = writerOf(type, context);
  const noted = readNotes(context)[key];
  for (let attempt = 0; ; attempt += 1) {
    const live = kubernetesObjectSchema.parse((await client.request({path, signal})).body);
    requireTheirs(type, live);
    const object = asJson({kind: resourceType(type).kind, ...live});
    const again = attempt === 0 ? noted : undefined;
    const {patch, notes} =
      again === undefined
        ? admitChange(object, change(toEditable(object, sandbox), live), sandbox)
        : repeatChange(object, again, sandbox);
    if (patch === undefined) {
      // the run before may have ended between the two
      if (again !== undefined) await followWrite(type, context);
      return {isChanged: again !== undefined, notes, after: object};
    }
    await requireRoom(type, applyMergePatch(object, patch), context);
    if (dryRun === 'client') return {isChanged: true, notes, after: applyMergePatch(object, patch)};
    if (dryRun === 'none') await memory.note({...readNotes(context), [key]: patch});
    try {
      const {resourceVersion} = live.metadata;
      const {body} = await client.request({
        method: 'PATCH',
        path,
        query: {fieldManager: editFieldManager, ...(dryRun === 'server' ? {dryRun: 'All'} : {})},
        body: applyMergePatch(patch, {metadata: {resourceVersion}}),
        contentType: patchTypes.merge,
        signal,
      });
      const after = kubernetesObjectSchema.parse(body);
      if (dryRun === 'none') await followWrite(type, context);
      const isSameVersion = after.metadata.resourceVersion === resourceVersion;
      // a default that was spelled out changes nothing, and what is only tried has no version of its own
      return {
        isChanged: !isSameVersion || again !== undefined || dryRun === 'server',
        notes,
        after: asJson({kind: resourceType(type).kind, ...after}),
      };
    } catch (error) {
      if (!isConflict(error) || attempt === conflictRetries) throw error;
    }
  }
}

function readNotes({memory}: OperationContext): z.infer<typeof notedSchema> {
  return notedSchema.safeParse(memory.recall()).data ?? {};
}

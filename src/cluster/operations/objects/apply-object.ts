import {z} from 'zod';
import {isAppliedAlike} from '#src/kubernetes/patches/is-applied-alike.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {asJson, kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {resourceTypes, type ResourceType} from '#src/kinds/resource-types.ts';
import {requireConfined} from '#src/sandbox/policy/admit-change.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {isConflict} from '#src/cluster/api/api-error.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {followWrite, requireRoom} from '../writing/follow.ts';
import {applyFieldManager, editFieldManager, isWrittenBy, requireTheirs} from '../writing/whose.ts';
import {writerOf, type Writing} from '../writing/writer-of.ts';

/** How often an apply that somebody else's write overtook is tried with the newer version. */
const conflictRetries = 5;

interface Applied {
  readonly type: ResourceType;
  readonly what: 'created' | 'unchanged' | 'configured';
  readonly name: string;
  /** As the server has it now, or would have it. */
  readonly after: JsonObject;
}

interface ApplyOptions {
  /** Whether the server is only asked what would come of it. */
  readonly isTrial?: boolean;
  /** Whether what comes of it is of the very version that `judge` saw; of one that keeps changing it is at last of any, as kubectl's. */
  readonly isOfJudged?: boolean;
  /** Called with what is there before anything is sent. @throws ApiError if it must not be there */
  readonly judge?: (type: ResourceType, before: KubernetesObject | undefined) => Promise<void>;
}

/**
 * Applies one object that the sandbox admitted, as its learner. Can run twice.
 * @throws UserError `refused` when what others wrote into it would make it more than is admitted
 * @throws ApiError when the server refuses it
 */
export async function applyObject(
  admitted: JsonObject,
  writing: Writing,
  {isTrial = false, isOfJudged = false, judge}: ApplyOptions = {},
): Promise<Applied> {
  const {sandbox, signal} = writing;
  const object = kubernetesObjectSchema.parse(admitted);
  const type = typeOfKind(object.kind);
  const client = writerOf(type.plural, writing);
  const path = resourcePath(type.plural, sandbox.namespace, object.metadata.name);
  for (let attempt = 0; ; attempt += 1) {
    const before = await readOrNothing(client, path, signal);
    await judge?.(type, before);
    if (before !== undefined) requireTheirs(type.plural, before);
    const applied = withoutVersion(object);
    // API servers up to 1.20 refuse to apply an existing Service without the version that is to be changed
    const isLocked = object.kind === 'Service' || (isOfJudged && attempt < conflictRetries);
    const request = {
      method: 'PATCH' as const,
      path,
      body: isLocked ? withVersion(applied, before) : applied,
      contentType: patchTypes.apply,
      signal,
    };
    const trial = {...request, query: {fieldManager: applyFieldManager, force: 'true', dryRun: 'All'}};
    try {
      // what is applied will be merged into fields that were written by other means
      const merges = isWrittenBy([editFieldManager], before);
      if (merges || type.heldBy !== undefined) {
        const {body} = await client.request(trial);
        const wouldBe = asJson(z.looseObject({}).parse(body));
        if (merges) requireConfined(wouldBe, sandbox);
        await requireRoom(type.plural, wouldBe, writing);
      }
      const {status, body} = await client.request(
        isTrial ? trial : {...request, query: {fieldManager: applyFieldManager, force: 'true'}},
      );
      if (!isTrial) await followWrite(type.plural, writing);
      const after = asJson(z.looseObject({}).parse(body));
      const isCreated = status === 201 || before === undefined;
      const isSame =
        before !== undefined &&
        isAppliedAlike({applied, before: asJson(before), after, fieldManager: applyFieldManager});
      const what = isCreated ? 'created' : isSame ? 'unchanged' : 'configured';
      return {type, name: object.metadata.name, what, after};
    } catch (error) {
      if (!isConflict(error) || attempt === conflictRetries) throw error;
    }
  }
}

/** What a manifest does not say, and a schema adds. */
function withoutVersion(object: KubernetesObject): JsonObject {
  const {uid: _uid, resourceVersion: _version, ...metadata} = object.metadata;
  return asJson({...object, metadata});
}

function withVersion(applied: JsonObject, before: KubernetesObject | undefined): JsonObject {
  if (before === undefined) return applied;
  return applyMergePatch(applied, {metadata: {resourceVersion: before.metadata.resourceVersion}});
}

/** The type of a kind that the sandbox admitted. */
export function typeOfKind(kind: string | undefined): ResourceType {
  const type = resourceTypes.find((candidate) => candidate.kind === kind);
  if (type === undefined) throw new Error(`the policy admitted a kind without a type: ${kind ?? 'none'}`);
  return type;
}

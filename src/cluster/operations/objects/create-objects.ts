import {z} from 'zod';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {qualifiedPlural, type ResourceType} from '#src/kinds/resource-types.ts';
import {toLearnerObject, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {printDone, type DoneObject} from '#src/views/table/print-done.ts';
import {ApiError, isRefusal, kubectlErrorText} from '#src/cluster/api/api-error.ts';
import type {OperationContext} from '../operation-context.ts';
import {applyObject, typeOfKind} from './apply-object.ts';
import {whatNext} from './what-next.ts';

/** One object to be made. */
export interface ToCreate {
  /** As its learner wrote it, or as a line makes it. */
  readonly written: JsonObject;
  /** What is sent; undefined where it is only printed. */
  readonly admitted?: JsonObject;
  /** What was changed or left out that a learner would notice, a sentence each. */
  readonly notes: readonly string[];
  /** What is said when the server refuses it, if that is more than kubectl says of all. */
  readonly refusal?: (error: ApiError) => string;
}

interface CreateOptions {
  readonly printing: Printing;
  /** As kubectl says it of what it made: `created`. */
  readonly done: string;
  /** Whether kubectl made the objects itself, and so prints them in an order of its own. */
  readonly keepsOrder?: boolean;
}

/** What was not there when it was about to be made, by `TYPE/NAME`. */
const notedSchema = z.looseObject({absent: z.array(z.string()).default([])});

/**
 * Makes objects that are not there yet, one after the other; one that the server refuses is no reason to leave the others.
 * That one was absent is noted before it is made: a second run that finds it knows that it made it itself.
 */
export async function createObjects(
  objects: readonly ToCreate[],
  {printing, done, keepsOrder = true}: CreateOptions,
  context: OperationContext,
): Promise<Extract<Outcome, {kind: 'done' | 'failed'}>> {
  const {sandbox} = context;
  const printed: DoneObject[] = [];
  const errors: {code: string; text: string; object: JsonObject}[] = [];
  for (const {written, admitted, refusal = kubectlErrorText} of objects) {
    if (admitted === undefined) {
      printed.push({type: typeOfKind(kubernetesObjectSchema.parse(written).kind).plural, object: written, done});
      continue;
    }
    try {
      const {type, after} = await createObject(admitted, printing.dryRun === 'server', context);
      printed.push({type: type.plural, object: toLearnerObject(after, sandbox), done});
    } catch (error) {
      if (!isRefusal(error)) throw error;
      errors.push({code: error.reason, text: toLearnerText(refusal(error), sandbox), object: admitted});
    }
  }
  const notes = [...new Set(objects.flatMap((object) => object.notes))];
  const text = printDone(printed, {printing, keepsOrder});
  const card = printed.length === 0 || printing.dryRun !== 'none' ? {} : {card: {}};
  const [first] = errors;
  if (first === undefined) return {kind: 'done', text, notes, ...card};
  const message = errors.map((error) => error.text).join('\n');
  return {kind: 'failed', code: first.code, message, ...whatNext(first.code, first.object), text, notes, ...card};
}

async function createObject(
  object: JsonObject,
  isTrial: boolean,
  context: OperationContext,
): Promise<{type: ResourceType; after: JsonObject}> {
  const {memory} = context;
  return applyObject(object, context, {
    isTrial,
    judge: async (type, before) => {
      const noted = notedSchema.safeParse(memory.recall()).data ?? {absent: []};
      const {name} = z.looseObject({name: z.string()}).parse(object['metadata']);
      const key = `${type.plural}/${name}`;
      if (noted.absent.includes(key)) return;
      if (before !== undefined) throw alreadyExists(type, before);
      if (!isTrial) await memory.note({...noted, absent: [...noted.absent, key]});
    },
  });
}

/** What the server answers to who would make an object anew. */
function alreadyExists(type: ResourceType, {metadata}: KubernetesObject): ApiError {
  const leaving = metadata.deletionTimestamp === undefined ? '' : 'object is being deleted: ';
  const message = `${leaving}${qualifiedPlural(type)} "${metadata.name}" already exists`;
  return new ApiError(409, {kind: 'Status', reason: 'AlreadyExists', message}, '');
}

import {z} from 'zod';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {qualifiedPlural, type ResourceType} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {printDone, type DoneObject} from '#src/views/table/print-done.ts';
import type {TypedObject} from '#src/views/table/print-objects.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import type {OperationContext} from '../operation-context.ts';
import {applyObject, typeOfKind} from './apply-object.ts';
import {requireNamespace} from './require-namespace.ts';
import {cardOf} from './card-of.ts';
import {failureOf, type Failure} from './failure-of.ts';

/** One object to be made. */
export interface ToCreate {
  /** As its learner wrote it, or as a line makes it. */
  readonly written: JsonObject;
  /** What is sent; undefined where it is only printed. */
  readonly admitted?: JsonObject;
  /** The namespace that it goes to; undefined: the one that the line is about. */
  readonly sandbox?: SandboxSpec;
  /** How it is made, where not as all else. */
  readonly make?: (isTrial: boolean, context: OperationContext) => Promise<TypedObject>;
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

/** What was not there when it was about to be made, by `TYPE/NAME`, in a further namespace with that in front. */
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
  const printed: DoneObject[] = [];
  const failures: Failure[] = [];
  for (const {written, admitted, sandbox: said, make, refusal} of objects) {
    const sandbox = said ?? context.sandbox;
    if (admitted === undefined) {
      printed.push({type: typeOfKind(kubernetesObjectSchema.parse(written).kind).plural, object: written, done});
      continue;
    }
    try {
      const isTrial = printing.dryRun === 'server';
      const there = {...context, sandbox};
      const made = make?.(isTrial, there) ?? createObject(admitted, {isTrial, isOfFile: said !== undefined}, there);
      printed.push({...(await made), done});
    } catch (error) {
      const failure = failureOf(error, {object: admitted, sandbox, refusal});
      if (failure === undefined || (error instanceof UserError && objects.length === 1)) throw error;
      failures.push(failure);
    }
  }
  const notes = [...new Set(objects.flatMap((object) => object.notes))];
  const text = printDone(printed, {printing, keepsOrder});
  const placed = objects.flatMap(({admitted: object, sandbox}) =>
    object === undefined || sandbox === undefined ? [] : [{object, sandbox}],
  );
  const card = printed.length === 0 || printing.dryRun !== 'none' ? {} : {card: cardOf(placed, context.sandbox)};
  const [first] = failures;
  if (first === undefined) return {kind: 'done', text, notes, ...card};
  const message = failures.map((failure) => failure.message).join('\n');
  return {kind: 'failed', ...first, message, text, notes, ...card};
}

async function createObject(
  object: JsonObject,
  {isTrial, isOfFile}: {readonly isTrial: boolean; readonly isOfFile: boolean},
  context: OperationContext,
): Promise<TypedObject> {
  const {memory, sandbox} = context;
  if (isOfFile) await requireNamespace(sandbox, context);
  const {type, after} = await applyObject(object, context, {
    isTrial,
    judge: async (type, before) => {
      const noted = notedSchema.safeParse(memory.recall()).data ?? {absent: []};
      const {name} = z.looseObject({name: z.string()}).parse(object['metadata']);
      const key = [...(sandbox.alias === undefined ? [] : [sandbox.alias]), type.plural, name].join('/');
      if (noted.absent.includes(key)) return;
      if (before !== undefined) throw alreadyExists(type, before);
      if (!isTrial) await memory.note({...noted, absent: [...noted.absent, key]});
    },
  });
  return {type: type.plural, object: toLearnerObject(after, sandbox)};
}

/** What the server answers to who would make an object anew. */
function alreadyExists(type: ResourceType, {metadata}: KubernetesObject): ApiError {
  const leaving = metadata.deletionTimestamp === undefined ? '' : 'object is being deleted: ';
  const message = `${leaving}${qualifiedPlural(type)} "${metadata.name}" already exists`;
  return new ApiError(409, {kind: 'Status', reason: 'AlreadyExists', message}, '');
}

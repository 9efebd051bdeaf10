import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {qualifiedSingular, resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {goText} from '#src/kubernetes/go-text.ts';
import {findResults} from '#src/kubernetes/json-path/find-results.ts';
import {parseJsonPath} from '#src/kubernetes/json-path/parse-json-path.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {asBadInput} from '#src/operations/as-bad-input.ts';
import {UserError} from '#src/operations/user-error.ts';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {errorsText} from './errors-text.ts';
import type {OperationContext} from './operation-context.ts';
import {asSeen} from './objects/as-seen.ts';
import {isClusterWide, readClusterWide} from './objects/cluster-wide.ts';
import {objectNotFound} from './objects/read-objects.ts';
import {listObjects, resolveName} from './objects/resolve-name.ts';
import {isNotFound} from '../api/api-error.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {longestWaitSeconds, madeWay, quietMs, timedOut} from '#src/operations/wait-limits.ts';
import {words} from '#src/words/words.ts';

type Wait = OperationOf<'wait'>;
type Condition = Wait['for'];

interface Awaited {
  readonly type: ResourceTypeName;
  readonly name: string;
}

const pollMs = 500;

/** Waits for one object after the other, as kubectl does; what was met is said in either case. */
export async function wait(operation: Wait, context: OperationContext): Promise<Outcome> {
  const {timeoutSeconds} = operation;
  const deadline = Date.now() + Math.min(timeoutSeconds, longestWaitSeconds) * 1000;
  const conditions = [operation.for, ...(operation.also ?? [])];
  const is = (kind: Condition['kind']): boolean => conditions.some((condition) => condition.kind === kind);
  const waiting: Waiting = {deadline, tell: onceQuiet(context), context};
  const failed = (message: string, text: string): Outcome => ({
    kind: 'failed',
    code: 'deadline',
    message,
    next: timedOut(timeoutSeconds),
    text,
    notes: [],
  });
  if (is('create')) {
    const isThere = await waitForAny(operation, waiting);
    if (isThere === undefined) return {kind: 'done', text: '', notes: [madeWay()]};
    if (!isThere) return failed('error: timed out waiting for the condition', '');
  }
  const objects = await findObjects(operation, {mayBeGone: is('delete'), context});
  if (objects.length === 0) {
    // what is to be gone is gone
    if (is('delete')) return {kind: 'done', text: '', notes: []};
    return {kind: 'failed', code: 'NotFound', message: 'error: no matching resources found', notes: []};
  }
  const lines: string[] = [];
  const errors: string[] = [];
  for (const object of objects) {
    for (const condition of conditions) {
      const isMet = condition.kind === 'create' || (await waitForOne(object, condition, waiting));
      if (isMet === undefined) return {kind: 'done', text: lines.join('\n'), notes: [madeWay()]};
      if (!isMet) {
        const problem = timeoutSeconds === 0 ? 'condition not met for' : 'timed out waiting for the condition on';
        errors.push(`error: ${problem} ${object.type}/${object.name}`);
        break;
      }
      lines.push(`${qualifiedSingular(resourceType(object.type))}/${object.name} condition met`);
    }
  }
  const text = lines.join('\n');
  return errors.length === 0 ? {kind: 'done', text, notes: []} : failed(errorsText(errors), text);
}

interface Waiting {
  readonly deadline: number;
  readonly tell: () => Promise<void>;
  readonly context: OperationContext;
}

/** Until all that are named are there, or one that is chosen: undefined when it made way for what its learner typed next. */
async function waitForAny(operation: Wait, waiting: Waiting): Promise<boolean | undefined> {
  for (;;) {
    try {
      if ((await findObjects(operation, {mayBeGone: false, context: waiting.context})).length > 0) return true;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    const isEnded = await pause(waiting);
    if (isEnded !== undefined) return isEnded === 'late' ? false : undefined;
  }
}

/** Until it is worth looking again; or why it is not. */
async function pause({deadline, tell, context}: Waiting): Promise<'late' | 'made way' | undefined> {
  if (Date.now() >= deadline) return 'late';
  if (context.isInTheWay()) return 'made way';
  await tell();
  await sleep(Math.min(pollMs, Math.max(1, deadline - Date.now())), undefined, {signal: context.signal});
  return undefined;
}

/** Says what ends the waiting, once it takes long. */
function onceQuiet({showProgress}: OperationContext): () => Promise<void> {
  const began = Date.now();
  let isTold = false;
  return async () => {
    if (isTold || Date.now() - began < quietMs) return;
    isTold = true;
    await showProgress(words().running.waits);
  };
}

async function findObjects(
  operation: Wait,
  {mayBeGone, context}: {mayBeGone: boolean; context: OperationContext},
): Promise<Awaited[]> {
  const found: Awaited[] = [];
  for (const {type, name} of operation.resources) {
    if (name === undefined) {
      const objects = await listObjects(type, operation.selector, context);
      found.push(...objects.map(({metadata}) => ({type, name: metadata.name})));
      continue;
    }
    const awaited = {type, name: await resolveName(name, context)};
    if ((await readOne(awaited, context)) !== undefined) found.push(awaited);
    else if (!mayBeGone) throw objectNotFound(awaited.type, awaited.name);
  }
  return found;
}

async function readOne({type, name}: Awaited, context: OperationContext): Promise<KubernetesObject | undefined> {
  const {sandbox, identities, signal} = context;
  if (type === 'nodes' || type === 'namespaces') {
    return (await listObjects(type, undefined, context)).find(({metadata}) => metadata.name === name);
  }
  if (isClusterWide(type)) return readClusterWide(type, name, context);
  return readOrNothing(identities.learner(sandbox.namespace), resourcePath(type, sandbox.namespace, name), signal);
}

/** @returns undefined when it made way for what its learner typed next */
async function waitForOne(
  object: Awaited,
  condition: Exclude<Condition, {kind: 'create'}>,
  waiting: Waiting,
): Promise<boolean | undefined> {
  const {context} = waiting;
  let uid: string | undefined;
  for (;;) {
    const found = await readOne(object, context);
    // one that was made since under the same name is another
    const isGone = found === undefined || (uid !== undefined && found.metadata.uid !== uid);
    uid ??= found?.metadata.uid;
    if (
      condition.kind === 'delete'
        ? isGone
        : found !== undefined && isMet(found, {condition, type: object.type, context})
    )
      return true;
    const isEnded = await pause(waiting);
    if (isEnded !== undefined) return isEnded === 'late' ? false : undefined;
  }
}

const awaitedSchema = z.looseObject({
  metadata: z.looseObject({generation: z.number().default(0)}),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      conditions: conditionsSchema,
    })
    .prefault({}),
});

function isMet(
  object: KubernetesObject,
  {
    condition,
    type,
    context,
  }: {condition: Exclude<Condition, {kind: 'create' | 'delete'}>; type: ResourceTypeName; context: OperationContext},
): boolean {
  if (condition.kind === 'jsonpath') return isPathMet(asSeen(object, type, context), condition);
  const {metadata, status} = awaitedSchema.parse(object);
  const found = status.conditions.find(({type}) => type.toLowerCase() === condition.type.toLowerCase());
  if (found === undefined) return false;
  // what was said of an older spec says nothing of this one
  const observed = found.observedGeneration ?? status.observedGeneration ?? metadata.generation;
  return observed >= metadata.generation && found.status.toLowerCase() === condition.status.toLowerCase();
}

/** @throws UserError `bad-input` when the path leads to several values, or to one that cannot be compared */
function isPathMet(object: JsonObject, {path, equals}: Extract<Condition, {kind: 'jsonpath'}>): boolean {
  const results = asBadInput(() => findResults(parseJsonPath(path), object));
  const [found = []] = results;
  const [value] = found;
  if (found.length === 0) return false;
  if (results.length > 1) throw unlike('error: given jsonpath expression matches more than one list');
  if (found.length > 1) throw unlike('error: given jsonpath expression matches more than one value');
  if (equals === undefined) return true;
  if (typeof value === 'object' && value !== null) {
    throw unlike('error: jsonpath leads to a nested object or list which is not supported');
  }
  return goText(value ?? null).trim() === equals.trim();
}

const unlike = (message: string): UserError => new UserError('bad-input', message, {next: words().running.nameField});

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
import {toLearnerNode, toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {asJson, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from './operation-context.ts';
import {isClusterWide, readClusterWide} from './objects/cluster-wide.ts';
import {objectNotFound} from './objects/read-objects.ts';
import {listObjects, resolveName} from './objects/resolve-name.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {longestWaitSeconds, madeWay, quietMs, timedOut} from '#src/operations/wait-limits.ts';
import {words} from '#src/words/words.ts';

type Wait = OperationOf<'wait'>;

interface Awaited {
  readonly type: ResourceTypeName;
  readonly name: string;
}

const pollMs = 500;

/** Waits for one object after the other, as kubectl does; what was met is said in either case. */
export async function wait(operation: Wait, context: OperationContext): Promise<Outcome> {
  const deadline = Date.now() + Math.min(operation.timeoutSeconds, longestWaitSeconds) * 1000;
  const objects = await findObjects(operation, context);
  if (objects.length === 0) {
    // what is to be gone is gone
    if (operation.for.kind === 'delete') return {kind: 'done', text: '', notes: []};
    return {kind: 'failed', code: 'NotFound', message: 'error: no matching resources found', notes: []};
  }
  const lines: string[] = [];
  const errors: string[] = [];
  const tell = onceQuiet(context);
  for (const object of objects) {
    const isMet = await waitForOne(object, {condition: operation.for, deadline, tell, context});
    if (isMet === undefined) return {kind: 'done', text: lines.join('\n'), notes: [madeWay()]};
    if (isMet) lines.push(`${qualifiedSingular(resourceType(object.type))}/${object.name} condition met`);
    else errors.push(`error: timed out waiting for the condition on ${object.type}/${object.name}`);
  }
  const text = lines.join('\n');
  if (errors.length === 0) return {kind: 'done', text, notes: []};
  return {
    kind: 'failed',
    code: 'deadline',
    message: errors.join('\n'),
    next: timedOut(operation.timeoutSeconds),
    text,
    notes: [],
  };
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

async function findObjects(operation: Wait, context: OperationContext): Promise<Awaited[]> {
  const found: Awaited[] = [];
  for (const {type, name} of operation.resources) {
    if (name === undefined) {
      const objects = await listObjects(type, operation.selector, context);
      found.push(...objects.map(({metadata}) => ({type, name: metadata.name})));
      continue;
    }
    const awaited = {type, name: await resolveName(name, context)};
    if ((await readOne(awaited, context)) !== undefined) found.push(awaited);
    else if (operation.for.kind !== 'delete') throw objectNotFound(awaited.type, awaited.name);
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
  {
    condition,
    deadline,
    tell,
    context,
  }: {condition: Wait['for']; deadline: number; tell: () => Promise<void>; context: OperationContext},
): Promise<boolean | undefined> {
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
    if (Date.now() >= deadline) return false;
    if (context.isInTheWay()) return undefined;
    await tell();
    await sleep(Math.min(pollMs, Math.max(1, deadline - Date.now())), undefined, {signal: context.signal});
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
  }: {condition: Exclude<Wait['for'], {kind: 'delete'}>; type: ResourceTypeName; context: OperationContext},
): boolean {
  if (condition.kind === 'jsonpath') return isPathMet(asSeen(object, type, context), condition);
  const {metadata, status} = awaitedSchema.parse(object);
  const found = status.conditions.find(({type}) => type.toLowerCase() === condition.type.toLowerCase());
  if (found === undefined) return false;
  // what was said of an older spec says nothing of this one
  const observed = found.observedGeneration ?? status.observedGeneration ?? metadata.generation;
  return observed >= metadata.generation && found.status.toLowerCase() === condition.status.toLowerCase();
}

/** As its learner knows it: there is nothing more to ask for. */
function asSeen(object: KubernetesObject, type: ResourceTypeName, {sandbox}: OperationContext): JsonObject {
  const {kind} = resourceType(type);
  if (type === 'namespaces') return asJson(object);
  return type === 'nodes' ? toLearnerNode(object, sandbox) : toLearnerObject({kind, ...object}, sandbox);
}

/** @throws UserError `bad-input` when the path leads to several values, or to one that cannot be compared */
function isPathMet(object: JsonObject, {path, equals}: Extract<Wait['for'], {kind: 'jsonpath'}>): boolean {
  const found = asBadInput(() => findResults(parseJsonPath(path), object))[0] ?? [];
  const [value] = found;
  if (found.length === 0) return false;
  if (found.length > 1) throw unlike('error: given jsonpath expression matches more than one value');
  if (equals === undefined) return true;
  if (typeof value === 'object' && value !== null) {
    throw unlike('error: jsonpath leads to a nested object or list which is not supported');
  }
  return goText(value ?? null).trim() === equals.trim();
}

const unlike = (message: string): UserError => new UserError('bad-input', message, {next: words().running.nameField});

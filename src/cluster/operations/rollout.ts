import {setTimeout as sleep} from 'node:timers/promises';
import {qualifiedPlural, resourceType} from '#src/kinds/resource-types.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {printHistory, printRevision} from '#src/views/table/rollout-history.ts';
import type {Revision} from '#src/kinds/rollout.ts';
import {changeObject} from './objects/change-object.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from './operation-context.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {revisionsOf} from './objects/revisions-of.ts';
import {changeEach, withoutCard, type NamedTarget} from './change-each.ts';
import {longestWaitSeconds, madeWay, timedOut} from '#src/operations/wait-limits.ts';
import {words} from '#src/words/words.ts';

type Rollout = OperationOf<'rollout'>;
type Target = NamedTarget<Rollout['targets'][number]['type']>;

const pollMs = 500;

/** Looks at a rollout, waits for it, or changes it. */
export async function rollout(operation: Rollout, context: OperationContext): Promise<Outcome> {
  switch (operation.action) {
    case 'status':
      return changeEach(operation.targets, context, async (target) => waitForRollout(target, operation, context));
    case 'history':
      return withoutCard(
        await changeEach(operation.targets, context, async (target) => showHistory(target, operation, context)),
      );
    case 'undo':
      // it would go one revision further back: what began is not done again unasked
      if (context.memory.recall() !== undefined) return {kind: 'interrupted'};
      return changeEach(operation.targets, context, async (target) => undo(target, operation, context));
    case 'restart':
      return changeEach(operation.targets, context, async (target) => restart(target, context));
    case 'pause':
    case 'resume': {
      const isPaused = operation.action === 'pause';
      return changeEach(operation.targets, context, async (target) => setPaused(target, isPaused, context));
    }
  }
}

async function read({type, name}: Target, {identities, sandbox, signal}: OperationContext): Promise<KubernetesObject> {
  const path = resourcePath(type, sandbox.namespace, name);
  return kubernetesObjectSchema.parse((await identities.learner(sandbox.namespace).request({path, signal})).body);
}

interface Said {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

const say = (...lines: readonly string[]): Said => ({lines, notes: []});

/** @throws UserError `deadline` when it is not complete in time, with the lines so far */
async function waitForRollout(target: Target, operation: Rollout, context: OperationContext): Promise<Said> {
  const {sandbox, identities, signal, showProgress} = context;
  const asked = operation.timeoutSeconds ?? longestWaitSeconds;
  const deadline = Date.now() + Math.min(asked, longestWaitSeconds) * 1000;
  const lines: string[] = [];
  let object: KubernetesObject | undefined = await read(target, context);
  requireRevision(object, operation.revision);
  const {uid} = object.metadata;
  for (;;) {
    if (object?.metadata.uid !== uid) throw withLines(lines, 'error: object has been deleted');
    const status = resourceType(target.type).rolloutStatus(object);
    if (status.kind === 'failed') throw withLines(lines, `error: ${status.line}`);
    if (lines.at(-1) !== status.line) {
      lines.push(status.line);
      if (status.kind === 'waiting' && operation.watch)
        await showProgress([...lines, words().running.waits].join('\n'));
    }
    if (status.kind === 'complete' || !operation.watch) return say(...lines);
    if (context.isInTheWay()) return {lines, notes: [madeWay()]};
    if (Date.now() > deadline) throw withLines(lines, 'error: timed out waiting for the condition', timedOut(asked));
    await sleep(pollMs, undefined, {signal});
    const path = resourcePath(target.type, sandbox.namespace, target.name);
    object = await readOrNothing(identities.learner(sandbox.namespace), path, signal);
  }
}

function requireRevision({metadata}: KubernetesObject, wanted: number | undefined): void {
  const current = metadata.annotations?.['deployment.kubernetes.io/revision'];
  if (wanted === undefined || current === undefined || Number(current) === wanted) return;
  throw new UserError(
    'conflict',
    `error: desired revision (${wanted}) is different from the running revision (${current})`,
  );
}

function withLines(lines: readonly string[], message: string, next?: string): UserError {
  return new UserError('deadline', [...lines, message].join('\n'), next === undefined ? {} : {next});
}

async function showHistory(target: Target, {revision}: Rollout, context: OperationContext): Promise<Said> {
  const revisions = await revisionsOf(target.type, await read(target, context), context);
  if (revision === undefined) return say(printHistory(target.shown, revisions));
  const found = revisions.find((candidate) => candidate.revision === revision);
  if (found === undefined) {
    throw new UserError('not-found', 'error: unable to find the specified revision', {
      next: words().running.type({line: `kubectl rollout history ${target.shown}`}),
    });
  }
  return say(printRevision(target.shown, found));
}

async function undo(target: Target, {revision}: Rollout, context: OperationContext): Promise<Said> {
  const live = await read(target, context);
  if (isPaused(live)) {
    throw new UserError(
      'conflict',
      `error: you cannot rollback a paused ${resourceType(target.type).singular}; resume it first with 'kubectl rollout resume' and try again`,
      {next: words().running.type({line: `kubectl rollout resume ${target.shown}`})},
    );
  }
  const {chosen, current} = chooseRevision(await revisionsOf(target.type, live, context), revision, target);
  if (chosen === current) return say(skipped(target, chosen));
  const {isChanged, notes} = await changeObject(
    {
      ...target,
      change: (object) => ({
        object: withTemplate(object, chosen, target),
        positions: withoutLines(revisionName(chosen)),
      }),
    },
    context,
  );
  return {lines: [isChanged ? `${target.shown} rolled back` : skipped(target, chosen)], notes};
}

const revisionName = ({revision}: Revision): string => words().policy.source.revision({revision});

const skipped = ({shown}: Target, {revision}: Revision): string =>
  `${shown} skipped rollback (current template already matches revision ${revision})`;

/** The revision that was asked for, or the one before the newest, which is the current one. */
function chooseRevision(
  revisions: readonly Revision[],
  wanted: number | undefined,
  {type, name, shown}: Target,
): {chosen: Revision; current: Revision | undefined} {
  const current = revisions.at(-1);
  const chosen = wanted === undefined ? revisions.at(-2) : revisions.find(({revision}) => revision === wanted);
  if (chosen !== undefined) return {chosen, current};
  const message =
    wanted === undefined
      ? `error: no rollout history found for ${resourceType(type).singular} "${name}"`
      : `error: unable to find specified revision ${wanted} in history`;
  throw new UserError('not-found', message, {next: words().running.type({line: `kubectl rollout history ${shown}`})});
}

/** ReplicaSets say why they were made; what keeps its revisions otherwise keeps what it says of itself. */
function withTemplate(object: JsonObject, {template, changeCause}: Revision, {type}: Target): JsonObject {
  const spec = isJsonObject(object['spec']) ? object['spec'] : {};
  if (resourceType(type).revisionsIn !== 'replicasets') return {...object, spec: {...spec, template}};
  const annotated = applyMergePatch(object, {
    metadata: {annotations: {'kubernetes.io/change-cause': changeCause ?? null}},
  });
  return {...annotated, spec: {...spec, template}};
}

/** Every Pod is made anew: the template gets the time of it, to the second. */
async function restart(target: Target, context: OperationContext): Promise<Said> {
  const restartedAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const {notes} = await changeObject(
    {
      ...target,
      change: (object, live) => {
        if (isPaused(live)) {
          const type = resourceType(target.type);
          throw new UserError(
            'conflict',
            `error: ${qualifiedPlural(type)} "${target.name}" can't restart paused ${type.singular} (run rollout resume first)`,
            {next: words().running.type({line: `kubectl rollout resume ${target.shown}`})},
          );
        }
        const annotations = {'kubectl.kubernetes.io/restartedAt': restartedAt};
        const changed = applyMergePatch(object, {spec: {template: {metadata: {annotations}}}});
        return {object: changed, positions: withoutLines(target.shown)};
      },
    },
    context,
  );
  return {lines: [`${target.shown} restarted`], notes};
}

async function setPaused(target: Target, paused: boolean, context: OperationContext): Promise<Said> {
  const {type, name, shown} = target;
  const named = `${qualifiedPlural(resourceType(type))} "${name}"`;
  if (!resourceType(type).canPause) {
    const what = paused ? 'pausing' : 'resuming';
    throw new UserError('unsupported', `error: ${named} ${what} is not supported`);
  }
  const {isChanged, notes} = await changeObject(
    {
      ...target,
      change: (object) => ({
        object: applyMergePatch(object, {spec: {paused: paused ? true : null}}),
        positions: withoutLines(shown),
      }),
    },
    context,
  );
  if (!isChanged) {
    const problem = paused ? 'is already paused' : 'is not paused';
    throw new UserError('conflict', `error: ${named} ${problem}`);
  }
  return {lines: [`${shown} ${paused ? 'paused' : 'resumed'}`], notes};
}

function isPaused(live: KubernetesObject): boolean {
  const {spec} = live;
  return typeof spec === 'object' && spec !== null && 'paused' in spec && spec.paused === true;
}

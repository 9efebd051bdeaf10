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
import {readNamed} from './objects/read-named.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
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
  const {action, targets} = operation;
  switch (action) {
    case 'status': {
      const waiting: Waiting = {until: Date.now() + longestWaitSeconds * 1000, lines: [], isOver: false};
      return orNothingFound(
        await changeEach(targets, context, async (target) => waitForRollout(target, {operation, waiting}, context)),
        context,
      );
    }
    case 'history':
      return endedWell(await changeEach(targets, context, async (target) => showHistory(target, operation, context)));
    case 'undo':
      // it would go one revision further back: what began is not done again unasked
      if (context.memory.recall() !== undefined) return {kind: 'interrupted'};
      return changeEach(targets, context, async (target) => undo(target, operation, context));
    case 'restart':
      return orNothingFound(await changeEach(targets, context, async (target) => restart(target, context)), context);
    case 'pause':
    case 'resume': {
      const change = async (target: Target): Promise<Said> => setPaused(target, action === 'pause', context);
      return orNothingFound(await changeEach(targets, context, change), context);
    }
  }
}

/** Between what is shown of two objects stands an empty line, and none behind the last. */
function endedWell(outcome: Outcome): Outcome {
  const shown = withoutCard(outcome);
  return shown.kind === 'done' || shown.kind === 'failed' ? {...shown, text: shown.text?.trimEnd() ?? ''} : shown;
}

/** Where a type or a selector finds nothing, kubectl says so of what waits and of what changes without a look back. */
function orNothingFound(outcome: Outcome, {sandbox}: OperationContext): Outcome {
  if (outcome.kind !== 'done' || outcome.text !== '' || outcome.notes.length > 0) return outcome;
  return {...outcome, text: `No resources found in ${sandbox.namespace} namespace.`, isAside: true};
}

interface Said {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

const say = (...lines: readonly string[]): Said => ({lines, notes: []});

/** Of all that is waited for, one after the other. */
interface Waiting {
  /** When no more can be waited for. */
  readonly until: number;
  /** What was said of those before. */
  readonly lines: string[];
  /** Whether it made way for what its learner typed next. */
  isOver: boolean;
}

/** @throws UserError `deadline` when it is not complete in time, with the lines so far */
async function waitForRollout(
  target: Target,
  {operation, waiting}: {operation: Rollout; waiting: Waiting},
  context: OperationContext,
): Promise<Said> {
  if (waiting.isOver) return say();
  const {sandbox, identities, signal, showProgress} = context;
  const asked = operation.timeoutSeconds ?? longestWaitSeconds;
  const deadline = Math.min(Date.now() + asked * 1000, waiting.until);
  const lines: string[] = [];
  let object: KubernetesObject | undefined = await readNamed(target, context);
  requireRevision(object, operation.revision);
  const {uid} = object.metadata;
  for (;;) {
    if (object?.metadata.uid !== uid) throw withLines(lines, 'error: object has been deleted');
    const status = resourceType(target.type).rolloutStatus(object);
    if (status.kind === 'failed') throw withLines(lines, `error: ${status.line}`);
    if (lines.at(-1) !== status.line) {
      lines.push(status.line);
      waiting.lines.push(status.line);
      if (status.kind === 'waiting' && operation.watch)
        await showProgress([...waiting.lines, words().running.waits].join('\n'));
    }
    if (status.kind === 'complete' || !operation.watch) return say(...lines);
    if (context.isInTheWay()) {
      waiting.isOver = true;
      return {lines, notes: [madeWay()]};
    }
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
  const revisions = await revisionsOf(target.type, await readNamed(target, context), context);
  if (revision === undefined) return say(printHistory(target.shown, revisions), '');
  const found = revisions.find((candidate) => candidate.revision === revision);
  if (found === undefined) {
    throw new UserError('not-found', 'error: unable to find the specified revision', {
      next: words().running.type({line: `kubectl rollout history ${target.shown}`}),
    });
  }
  return say(printRevision(target.shown, found), '');
}

async function undo(target: Target, {revision}: Rollout, context: OperationContext): Promise<Said> {
  const live = await readNamed(target, context);
  const {chosen, current} = chooseRevision(await revisionsOf(target.type, live, context), revision, target);
  if (isPaused(live)) {
    throw new UserError(
      'conflict',
      `error: you cannot rollback a paused ${resourceType(target.type).singular}; resume it first with 'kubectl rollout resume' and try again`,
      {next: words().running.type({line: `kubectl rollout resume ${target.shown}`})},
    );
  }
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
  const nothingBefore =
    resourceType(type).revisionsIn === 'replicasets'
      ? `error: no rollout history found for ${resourceType(type).singular} "${name}"`
      : 'error: no last revision to roll back to';
  const message =
    wanted === undefined ? nothingBefore : `error: unable to find specified revision ${wanted} in history`;
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
  const {isChanged, notes} = await changeObject(
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
  if (!isChanged) {
    throw new UserError(
      'conflict',
      `error: failed to create patch for ${target.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
    );
  }
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

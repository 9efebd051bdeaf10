import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {onlyWaits} from '#src/operations/only-waits.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {quietMs} from '#src/operations/wait-limits.ts';
import {hasTerminalPhase, podSchema, type Pod} from '#src/kinds/pod/schema.ts';
import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {deletedLine} from '#src/views/deleted-line.ts';
import {ApiError, isConflict, isNotFound} from '../api/api-error.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {admitLine} from './admission/admit-line.ts';
import {createObjects} from './objects/create-objects.ts';
import {readLog} from './objects/read-log.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';
import {words} from '#src/words/words.ts';

type Run = OperationOf<'run'>;

/** How long the end of a Pod is waited for, in s. */
const longestRunSeconds = 60;
const pollMs = 300;
/** Of what it printed, in bytes. */
const outputLimitBytes = 256 * 1024;
/** How long taking away what was cancelled may take, in ms. */
const removalMs = 5_000;

/** The Pod that was made: a second run goes on with it, and makes no other. */
const notedSchema = z.looseObject({uid: z.string().optional()});

/**
 * Makes a Pod; with `attach` waits for its end and shows what it printed, as a terminal would have.
 * @throws UserError `refused` for what could not be applied either
 */
export async function run(operation: Run, context: OperationContext): Promise<Outcome> {
  const {pod, service, printing, attach} = operation;
  const {sandbox, memory} = context;
  const isMade = notedSchema.safeParse(memory.recall()).data?.uid !== undefined;
  if (!isMade) {
    const objects = [pod, ...(service === undefined ? [] : [service])].map((object) =>
      admitLine(object, {printing, sandbox, flag: namespaceFlagOf(operation)}),
    );
    const created = withIgnored(await createObjects(objects, {printing, done: 'created'}, context), printing);
    if (!attach || created.kind !== 'done') return created;
  }
  const made = await findMade(operation, context);
  if (made === undefined) return {kind: 'interrupted'};
  return withIgnored(await runToEnd(operation, made, context), printing);
}

/** The Pod that this command made, in this run or in the one before. */
async function findMade({name}: Run, context: OperationContext): Promise<Pod | undefined> {
  const {sandbox, identities, signal, memory} = context;
  const path = resourcePath('pods', sandbox.namespace, name);
  const found = await readOrNothing(identities.learner(sandbox.namespace), path, signal);
  const noted = notedSchema.safeParse(memory.recall()).data ?? {};
  if (found === undefined || (noted.uid !== undefined && noted.uid !== found.metadata.uid)) return undefined;
  if (noted.uid === undefined) await memory.note({...noted, uid: found.metadata.uid});
  return podSchema.parse(found);
}

async function runToEnd(operation: Run, made: Pod, context: OperationContext): Promise<Outcome> {
  const {remove, name} = operation;
  const {signal} = context;
  try {
    const {last, hasEnded, madeWay} = await waitForEnd(made, makesWay(operation, made), context);
    const {text, isCut} = await readOutput(last, context);
    const deleted = remove ? await removeMade(operation, made, context) : [];
    const lines = [...(text === '' ? [] : [text]), ...deleted].join('\n');
    const notes = isCut ? [words().running.outputCut] : [];
    const card = remove ? {} : {card: {}};
    if (hasEnded) {
      const said = failureOf(last, context);
      const isPrivate = readsSecrets(last) ? {isPrivate: true as const} : {};
      if (said === undefined) return {kind: 'done', text: lines, notes, ...isPrivate, ...card};
      return {kind: 'failed', code: 'ExitCode', message: said, text: lines, notes, ...card};
    }
    if (madeWay) {
      const said = remove ? words().running.tookAwayInTheWay : words().running.runsOnBehind({name});
      return {kind: 'done', text: lines, notes: [...notes, said], ...card};
    }
    return {
      kind: 'failed',
      code: 'deadline',
      message: words().running.runsOn({seconds: longestRunSeconds, status: podStatus(last).status}),
      next: remove ? words().running.tookAway : words().running.runsOnLater({name}),
      text: lines,
      notes,
      ...card,
    };
  } catch (error) {
    if (signal.aborted && remove) {
      // whoever cancels it wants it gone; that it could not be asked for changes nothing about the answer
      const removal = {...context, signal: AbortSignal.timeout(removalMs)};
      await removeMade(operation, made, removal).catch(() => undefined);
    }
    throw error;
  }
}

/**
 * Whether its learner's next command may be run before its end. A Pod that stays goes on without anybody who waits for it; one
 * that is taken away would be so in the middle of what it does.
 */
function makesWay({remove}: Run, {spec}: Pod): boolean {
  const {command = [], args = []} = spec.containers[0] ?? {};
  return !remove || onlyWaits([...command, ...args]);
}

/** The Pod once it has ended, as far as its learner waits for that; or as it is when the time is over. */
async function waitForEnd(
  made: Pod,
  isPassable: boolean,
  {sandbox, identities, signal, showProgress, isInTheWay}: OperationContext,
): Promise<{last: Pod; hasEnded: boolean; madeWay: boolean}> {
  const path = resourcePath('pods', sandbox.namespace, made.metadata.name);
  const began = Date.now();
  const deadline = began + longestRunSeconds * 1000;
  let isTold = false;
  let last = made;
  for (;;) {
    if (hasRunOnce(last)) return {last, hasEnded: true, madeWay: false};
    if (Date.now() >= deadline) return {last, hasEnded: false, madeWay: false};
    if (isPassable && isInTheWay()) return {last, hasEnded: false, madeWay: true};
    if (!isTold && Date.now() - began > quietMs) {
      isTold = true;
      const {waitingForEnd, waits, isAhead} = words().running;
      await showProgress(`${waitingForEnd({name: made.metadata.name})}\n${isPassable ? waits : isAhead}`);
    }
    await sleep(pollMs, undefined, {signal});
    const found = await readOrNothing(identities.learner(sandbox.namespace), path, signal);
    // somebody else took it away
    if (found?.metadata.uid !== made.metadata.uid) return {last, hasEnded: true, madeWay: false};
    last = podSchema.parse(found);
  }
}

/** One that is started again in any case has shown what it has to say when it ends for the first time. */
function hasRunOnce(pod: Pod): boolean {
  const [status] = pod.status.containerStatuses;
  if (hasTerminalPhase(pod)) return true;
  if (status === undefined || !isAlwaysRestarted(pod)) return false;
  return status.restartCount > 0 || (status.state.terminated ?? undefined) !== undefined;
}

const isAlwaysRestarted = ({spec}: Pod): boolean => (spec.restartPolicy ?? 'Always') === 'Always';

async function readOutput(pod: Pod, context: OperationContext): Promise<{text: string; isCut: boolean}> {
  const [status] = pod.status.containerStatuses;
  const container = pod.spec.containers[0]?.name ?? pod.metadata.name;
  const isAgain = isAlwaysRestarted(pod) && status !== undefined && status.restartCount > 0;
  try {
    const options = {container, tail: undefined, previous: isAgain, limitBytes: outputLimitBytes};
    const {text, isCut} = await readLog(pod, options, context);
    return {text: text.replace(/\n$/, ''), isCut};
  } catch (error) {
    // it never came to print anything
    if (error instanceof ApiError) return {text: '', isCut: false};
    throw error;
  }
}

/** What kubectl says of a Pod that failed. */
function failureOf(pod: Pod, {sandbox}: OperationContext): string | undefined {
  if (pod.status.phase !== 'Failed') return undefined;
  const {terminated} = pod.status.containerStatuses[0]?.state ?? {};
  const shown = `pod ${sandbox.namespace}/${pod.metadata.name}`;
  if (terminated === undefined || terminated === null || terminated.exitCode === 0) {
    return `error: ${shown} failed with unknown exit code`;
  }
  return `${shown} terminated (${terminated.reason})${terminated.message === '' ? '' : `\n${terminated.message}`}`;
}

/** Takes away what the command made, and nothing that was made since under the same name. */
async function removeMade(operation: Run, made: Pod, context: OperationContext): Promise<string[]> {
  const {sandbox, identities, signal} = context;
  const client = identities.learner(sandbox.namespace);
  const lines: string[] = [];
  const types: ResourceTypeName[] = ['pods', ...(operation.service === undefined ? [] : (['services'] as const))];
  for (const type of types) {
    const uid = type === 'pods' ? made.metadata.uid : undefined;
    try {
      await client.request({
        method: 'DELETE',
        path: resourcePath(type, sandbox.namespace, operation.name),
        body: {
          kind: 'DeleteOptions',
          apiVersion: 'v1',
          propagationPolicy: 'Background',
          ...(uid === undefined ? {} : {preconditions: {uid}}),
        },
        signal,
      });
    } catch (error) {
      if (!isNotFound(error) && !isConflict(error)) throw error;
      continue;
    }
    lines.push(deletedLine(resourceType(type), {name: operation.name, namespace: sandbox.namespace}));
  }
  return lines;
}

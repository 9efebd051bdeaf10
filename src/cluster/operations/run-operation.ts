import {setTimeout as sleep} from 'node:timers/promises';
import {capOutcome} from '#src/operations/cap-outcome.ts';
import {operationType, type Operation, type OperationKind, type OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toLearnerWarnings} from '#src/sandbox/policy/learner-warnings.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {ApiError, ClusterUnavailableError, kubectlErrorText} from '../api/api-error.ts';
import {CommandLeftRunning} from './end-command.ts';
import type {Identities} from '../api/identities.ts';
import type {OperationContext} from './operation-context.ts';
import type {RunOperation} from './run-lines.ts';
import {annotate} from './annotate.ts';
import {apply} from './apply.ts';
import {browse} from './browse.ts';
import {deleteObjects} from './delete.ts';
import {describe} from './describe.ts';
import {events} from './events.ts';
import {edit} from './edit.ts';
import {exec} from './exec.ts';
import {get} from './get.ts';
import {label} from './label.ts';
import {leave} from './leave.ts';
import {logs} from './logs.ts';
import {patch} from './patch.ts';
import {play} from './play.ts';
import {rollout} from './rollout.ts';
import {scale} from './scale.ts';
import {setImage} from './set-image.ts';
import {reset} from './reset.ts';
import {start} from './start.ts';
import {wait} from './wait.ts';

type Operations = {readonly [Kind in OperationKind]: OperationOf<Kind>};
type Run<Kind extends OperationKind> = (
  operation: Operations[Kind],
  context: OperationContext,
  runLine: RunOperation,
) => Promise<Outcome>;

/** What runs each kind of operation. */
const runs: {readonly [Kind in OperationKind]: Run<Kind>} = {
  get,
  describe,
  events,
  apply,
  delete: deleteObjects,
  logs,
  exec,
  label,
  rollout,
  scale,
  'set-image': setImage,
  patch,
  annotate,
  wait,
  browse,
  edit,
  start: async (_operation, context) => start(context),
  reset,
  play,
  leave: async (_operation, context) => leave(context),
};

const retryMs = {first: 250, most: 5_000} as const;

/**
 * Runs an operation in its sandbox until its deadline. While the cluster does not answer it is tried again, here and
 * not by the queue, so that the order of the lane holds.
 * @returns the outcome; errors that a learner can understand are outcomes
 * @throws what is nobody's input: a bug
 */
export async function runOperation(operation: Operation, context: OperationContext): Promise<Outcome> {
  const deadline = AbortSignal.timeout(operationType(operation.kind).deadlineMs);
  const signal = AbortSignal.any([context.signal, deadline]);
  let delayMs: number = retryMs.first;
  const warnings = new Set<string>();
  const identities = hearingWarnings(context.identities, warnings);
  const finished = (outcome: Outcome): Outcome =>
    capOutcome(withWarnings(outcome, toLearnerWarnings(warnings, context.sandbox)));
  for (;;) {
    try {
      return finished(await dispatch(operation, {...context, identities, signal}));
    } catch (error) {
      if (context.signal.aborted) return {kind: 'cancelled'};
      if (deadline.aborted) return tooLate(operation, error instanceof CommandLeftRunning);
      if (!(error instanceof ClusterUnavailableError)) return finished(toOutcome(error, context));
      const waitMs = error.retryAfterMs ?? delayMs * (0.5 + Math.random());
      delayMs = Math.min(delayMs * 2, retryMs.most);
      await sleep(waitMs, undefined, {signal}).catch(() => undefined);
      if (context.signal.aborted) return {kind: 'cancelled'};
      if (deadline.aborted) return unavailable();
    }
  }
}

/** What is done as the learner is kubectl's work, and its warnings are theirs; what the bot reads besides is not. */
function hearingWarnings(identities: Identities, warnings: Set<string>): Identities {
  const hear = (text: string): void => {
    warnings.add(text);
  };
  return {...identities, learner: (namespace) => identities.learner(namespace).hearing(hear)};
}

function withWarnings(outcome: Outcome, warnings: readonly string[]): Outcome {
  if (warnings.length === 0 || (outcome.kind !== 'done' && outcome.kind !== 'failed')) return outcome;
  return {...outcome, warnings: [...warnings]};
}

async function dispatch(operation: Operation, context: OperationContext): Promise<Outcome> {
  return runOfKind(operation.kind, operation, context);
}

/** The kind stands apart: so the compiler knows that what runs and what is run are of the same. */
async function runOfKind<Kind extends OperationKind>(
  kind: Kind,
  operation: Operations[Kind],
  context: OperationContext,
): Promise<Outcome> {
  return runs[kind](operation, context, dispatch);
}

function toOutcome(error: unknown, {sandbox}: OperationContext): Outcome {
  if (error instanceof UserError) {
    const next = error.next === undefined ? {} : {next: error.next};
    return {kind: 'failed', code: error.code, message: error.message, notes: [], ...next};
  }
  if (error instanceof ApiError) {
    const message = toLearnerText(kubectlErrorText(error), sandbox);
    return {kind: 'failed', code: error.reason, message, notes: []};
  }
  throw error;
}

function tooLate(operation: Operation, isLeftRunning: boolean): Outcome {
  const seconds = operationType(operation.kind).deadlineMs / 1000;
  if (isLeftRunning) {
    return {
      kind: 'failed',
      code: 'deadline',
      message: `It did not end within ${seconds} s, and may still run in the container.`,
      next: 'Delete the Pod to end it, and run a command that ends by itself.',
      notes: [],
    };
  }
  return {
    kind: 'failed',
    code: 'deadline',
    message: `It did not end within ${seconds} s and was stopped.`,
    next:
      operation.kind === 'exec'
        ? 'Run a command that ends by itself.'
        : 'Try again; tell a facilitator if it stays so.',
    notes: [],
  };
}

function unavailable(): Outcome {
  return {
    kind: 'failed',
    code: 'unavailable',
    message: 'The cluster did not answer.',
    next: 'Wait a minute and send the command again.',
    notes: [],
  };
}

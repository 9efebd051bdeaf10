import {setTimeout as sleep} from 'node:timers/promises';
import {capOutcome} from '#src/operations/cap-outcome.ts';
import {filterOutcome} from '#src/operations/filters/filter-outcome.ts';
import {deadlineMsOf, type Operation, type OperationKind, type OperationOf} from '#src/operations/operation.ts';
import {withMeantInstead} from '#src/operations/meant-instead.ts';
import {redirectOutcome, refusedRedirect} from '#src/operations/redirect-outcome.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toLearnerWarnings} from '#src/sandbox/policy/learner-warnings.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {ApiError, ClusterUnavailableError, isReadFailure, isUnauthorized, kubectlErrorText} from '../api/api-error.ts';
import {CommandLeftRunning} from './end-command.ts';
import type {Identities} from '../api/identities.ts';
import type {OperationContext} from './operation-context.ts';
import type {RunOperation} from './run-lines.ts';
import {annotate} from './annotate.ts';
import {apiResources} from './api-resources.ts';
import {apiVersions} from './api-versions.ts';
import {apply} from './apply.ts';
import {clusterInfo} from './cluster-info.ts';
import {auth} from './auth.ts';
import {autoscale} from './autoscale.ts';
import {browse} from './browse.ts';
import {cp} from './cp.ts';
import {create} from './create.ts';
import {deleteObjects} from './delete.ts';
import {config} from './config.ts';
import {describe} from './describe.ts';
import {diff} from './diff.ts';
import {events} from './events.ts';
import {edit} from './edit.ts';
import {exec} from './exec.ts';
import {explain} from './explain.ts';
import {expose} from './expose.ts';
import {get} from './get.ts';
import {inNamespace} from './namespaces/in-namespace.ts';
import {label} from './label.ts';
import {leave} from './leave.ts';
import {logs} from './logs.ts';
import {patch} from './patch.ts';
import {play} from './play.ts';
import {print} from './print.ts';
import {replace} from './replace.ts';
import {rollout} from './rollout.ts';
import {run} from './run.ts';
import {scale} from './scale.ts';
import {set} from './set.ts';
import {reset} from './reset.ts';
import {start} from './start.ts';
import {top} from './top.ts';
import {version} from './version.ts';
import {wait} from './wait.ts';
import {words} from '#src/words/words.ts';

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
  explain,
  events,
  apply,
  create,
  run,
  expose,
  delete: deleteObjects,
  logs,
  exec,
  cp,
  label,
  diff,
  replace,
  rollout,
  scale,
  autoscale,
  top,
  set,
  patch,
  annotate,
  wait,
  auth,
  config,
  'api-resources': apiResources,
  'api-versions': apiVersions,
  'cluster-info': clusterInfo,
  version,
  browse,
  print,
  edit,
  start: async (_operation, context) => start(context),
  reset,
  play,
  leave: async (_operation, context) => leave(context),
  'other-version': async () => {
    throw new UserError('unsupported', words().replies.otherVersion);
  },
};

const retryMs = {first: 250, most: 5_000} as const;
/** Who waits for a cluster that does not answer for longer is told so, in ms. */
const silentMs = 3_000;

/**
 * Runs an operation in its sandbox until its deadline. While the cluster does not answer it is tried again, here and
 * not by the queue, so that the order of the lane holds.
 * @returns the outcome; errors that a learner can understand are outcomes
 * @throws what is nobody's input: a bug
 */
export async function runOperation(operation: Operation, context: OperationContext): Promise<Outcome> {
  const refused = refusedRedirect(operation);
  if (refused !== undefined) return refused;
  const deadline = AbortSignal.timeout(deadlineMsOf(operation));
  const signal = AbortSignal.any([context.signal, deadline]);
  let delayMs: number = retryMs.first;
  let isTold = false;
  const beganAt = performance.now();
  const warnings = new Set<string>();
  const identities = hearingWarnings(context.identities, warnings);
  const finished = (outcome: Outcome): Outcome =>
    capOutcome(
      withWarnings(
        redirectOutcome(filterOutcome(withMeantInstead(operation, outcome), operation.filters ?? []), operation.into),
        toLearnerWarnings(warnings, context.sandbox),
      ),
    );
  for (;;) {
    try {
      return finished(await dispatch(operation, {...context, identities, signal}));
    } catch (error) {
      if (context.signal.aborted) return {kind: 'cancelled'};
      if (deadline.aborted) {
        // cut off in the middle of asking again
        if (isTold && !(error instanceof CommandLeftRunning)) return unavailable();
        return tooLate(operation, error instanceof CommandLeftRunning);
      }
      // whoever may ask is the bot's affair and no learner's: its credentials may be renewed in time
      const isAway = error instanceof ClusterUnavailableError || isUnauthorized(error) || isReadFailure(error);
      if (!isAway) return finished(toOutcome(error, context));
      const refusal = error instanceof ClusterUnavailableError ? error.cause : error;
      const announcedMs = error instanceof ClusterUnavailableError ? error.retryAfterMs : undefined;
      const waitMs = announcedMs ?? delayMs * (0.5 + Math.random());
      delayMs = Math.min(delayMs * 2, retryMs.most);
      if (!isTold && performance.now() - beganAt > silentMs) {
        isTold = true;
        await context.showProgress(words().running.askedAgain);
      }
      await sleep(waitMs, undefined, {signal}).catch(() => undefined);
      if (context.signal.aborted) return {kind: 'cancelled'};
      if (deadline.aborted) return isReadFailure(refusal) ? finished(toOutcome(refusal, context)) : unavailable();
    }
  }
}

/** What is done as the learner is kubectl's work, and its warnings are theirs; what the bot reads besides is not. */
function hearingWarnings(identities: Identities, warnings: Set<string>): Identities {
  const hear = (text: string): void => {
    warnings.add(text);
  };
  return {
    ...identities,
    learner: (namespace) => identities.learner(namespace).hearing(hear).persistent(),
    system: (identity) => identities.system(identity).persistent(),
  };
}

function withWarnings(outcome: Outcome, warnings: readonly string[]): Outcome {
  if (warnings.length === 0 || (outcome.kind !== 'done' && outcome.kind !== 'failed')) return outcome;
  return {...outcome, warnings: [...warnings]};
}

async function dispatch(operation: Operation, context: OperationContext): Promise<Outcome> {
  return inNamespace(operation, context, async (there) => runOfKind(operation.kind, operation, there));
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
  const seconds = deadlineMsOf(operation) / 1000;
  if (isLeftRunning) {
    return {
      kind: 'failed',
      code: 'deadline',
      ...words().running.leftRunning({seconds}),
      notes: [],
    };
  }
  return {
    kind: 'failed',
    code: 'deadline',
    message: words().running.tooLate({seconds}),
    next: operation.kind === 'exec' ? words().running.endsByItself : words().running.tryAgain,
    notes: [],
  };
}

function unavailable(): Outcome {
  return {
    kind: 'failed',
    code: 'unavailable',
    ...words().running.unavailable,
    notes: [],
  };
}

import type {OperationOf} from '#src/operations/operation.ts';
import {onlyWaits} from '#src/operations/only-waits.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {quietMs} from '#src/operations/wait-limits.ts';
import {endCommand, execToItsEnd} from './end-command.ts';
import type {ExecRequest, ExecResult} from '../api/exec-in-pod.ts';
import type {ApiClient} from '../api/api-client.ts';
import type {OperationContext} from './operation-context.ts';
import {chooseContainer, choosePod} from './objects/pods-of.ts';
import {namesInDns} from '#src/sandbox/namespace/names-in-dns.ts';
import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import {words} from '#src/words/words.ts';

/** Output beyond this is dropped, in bytes. */
const outputLimitBytes = 256 * 1024;
/** How often it is looked whether it is in the way, in ms. */
const lookMs = 500;

/**
 * Runs a command in a container. What only waits makes way for its learner's next command; what does something keeps its
 * place to its end, since the next line may be about what it does. It can't be run twice unasked: that it began is noted before it does.
 * @throws CommandLeftRunning when it was to stop, by its deadline or its learner, and could not be made to
 */
export async function exec(operation: OperationOf<'exec'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, memory} = context;
  if (memory.recall() !== undefined) return {kind: 'interrupted'};
  const {pod} = await choosePod(operation.target, context);
  const isPrivate = readsSecrets(pod) ? {isPrivate: true as const} : {};
  const {container, said} = chooseContainer(pod, operation.container);
  await memory.note({began: true});
  const client = identities.learner(sandbox.namespace);
  const command = {namespace: sandbox.namespace, pod: pod.metadata.name, container, command: operation.command};
  const {output, isCut, exitCode, startError, madeWay} = await execInLine(client, command, context);
  const notes = [
    ...(said === undefined ? [] : [said]),
    ...(isCut ? [words().running.outputCut] : []),
    ...namesInDns([...operation.command], sandbox),
  ];
  const text = output.replace(/\n$/, '');
  if (exitCode === undefined) {
    const isEnded = await endCommand(client, command);
    if (madeWay) {
      const {endedInTheWay, leftInTheWay} = words().running;
      return {kind: 'done', text, notes: [...notes, isEnded ? endedInTheWay : leftInTheWay], ...isPrivate};
    }
    const message = isEnded ? words().running.wroteOn : words().running.wroteOnUnread;
    return {kind: 'failed', code: 'output', message, text, notes};
  }
  if (exitCode === 0) {
    return {kind: 'done', text, notes, ...isPrivate, ...(output.endsWith('\n') ? {} : {isUnended: true})};
  }
  return {
    kind: 'failed',
    code: 'ExitCode',
    message: startError === undefined ? `command terminated with exit code ${exitCode}` : `error: ${startError}`,
    text,
    notes,
  };
}

/** Runs it, and says what ends it once it takes long. */
async function execInLine(
  client: ApiClient,
  command: Pick<ExecRequest, 'namespace' | 'pod' | 'container' | 'command'>,
  {signal, isInTheWay, showProgress}: OperationContext,
): Promise<ExecResult & {readonly madeWay: boolean}> {
  const isIdle = onlyWaits(command.command);
  const enough = new AbortController();
  const look = setInterval(() => {
    if (isIdle && isInTheWay()) enough.abort();
  }, lookMs);
  let told: Promise<void> | undefined;
  const telling = setTimeout(() => {
    told = showProgress(isIdle ? words().running.waits : words().running.isAhead);
  }, quietMs);
  try {
    const request = {...command, limitBytes: outputLimitBytes, signal, enough: enough.signal};
    const result = await execToItsEnd(client, request);
    return {...result, madeWay: enough.signal.aborted};
  } finally {
    clearInterval(look);
    clearTimeout(telling);
    // what is shown of it comes before its answer
    await told;
  }
}

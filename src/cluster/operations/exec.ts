import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {CommandLeftRunning, endCommand} from './end-command.ts';
import {execInPod, type ExecResult} from '../api/exec-in-pod.ts';
import type {OperationContext} from './operation-context.ts';
import {chooseContainer, choosePod} from './objects/pods-of.ts';
import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import {words} from '#src/words/words.ts';

/** Output beyond this is dropped, in bytes. */
const outputLimitBytes = 256 * 1024;

/**
 * Runs a command in a container. It can't be run twice unasked: that it began is noted before it does.
 * @throws CommandLeftRunning when it was to stop, by its deadline or its learner, and could not be made to
 */
export async function exec(operation: OperationOf<'exec'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal, memory} = context;
  if (memory.recall() !== undefined) return {kind: 'interrupted'};
  const {pod} = await choosePod(operation.target, context);
  const isPrivate = readsSecrets(pod) ? {isPrivate: true as const} : {};
  const {container, said} = chooseContainer(pod, operation.container);
  await memory.note({began: true});
  const client = identities.learner(sandbox.namespace);
  const command = {namespace: sandbox.namespace, pod: pod.metadata.name, container, command: operation.command};
  let result: ExecResult;
  try {
    result = await execInPod(client, {...command, limitBytes: outputLimitBytes, signal});
  } catch (error) {
    if (signal.aborted && !(await endCommand(client, command))) throw new CommandLeftRunning();
    throw error;
  }
  const {output, isCut, exitCode, startError} = result;
  const notes = [...(said === undefined ? [] : [said]), ...(isCut ? [words().running.outputCut] : [])];
  const text = output.replace(/\n$/, '');
  if (exitCode === undefined) {
    const isEnded = await endCommand(client, command);
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

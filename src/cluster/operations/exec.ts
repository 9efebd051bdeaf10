import type {OperationOf} from '../../operations/operation.ts';
import type {Outcome} from '../../operations/outcome.ts';
import {execInPod} from '../exec-in-pod.ts';
import type {OperationContext} from '../operation-context.ts';
import {chooseContainer, choosePod} from '../pods-of.ts';

/** Output beyond this is dropped, in bytes. */
const outputLimitBytes = 256 * 1024;

/** Runs a command in a container. It can't be run twice unasked: that it began is noted before it does. */
export async function exec(operation: OperationOf<'exec'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal, memory} = context;
  if (memory.recall() !== undefined) return {kind: 'interrupted'};
  const {pod} = await choosePod(operation.target, context);
  const {container, said} = chooseContainer(pod, operation.container);
  await memory.note({began: true});
  const {output, isCut, exitCode, startError} = await execInPod(identities.learner(sandbox.namespace), {
    namespace: sandbox.namespace,
    pod: pod.metadata.name,
    container,
    command: operation.command,
    limitBytes: outputLimitBytes,
    signal,
  });
  const notes = [
    ...(said === undefined ? [] : [said]),
    ...(isCut ? ['The output was longer; this is its beginning.'] : []),
  ];
  const text = output.replace(/\n$/, '');
  if (exitCode === 0) return {kind: 'done', text, notes};
  return {
    kind: 'failed',
    code: 'ExitCode',
    message: startError === undefined ? `command terminated with exit code ${exitCode}` : `error: ${startError}`,
    text,
    notes,
  };
}

import type {ApiClient} from '../api/api-client.ts';
import {execInPod, type ExecRequest, type ExecResult} from '../api/exec-in-pod.ts';

/** Thrown in place of an abort: the command was to stop, and nothing says that it did. */
export class CommandLeftRunning extends Error {}

/**
 * Runs a command in a container, and ends it when it is to stop.
 * @throws CommandLeftRunning when it could not be made to
 */
export async function execToItsEnd(client: ApiClient, request: ExecRequest): Promise<ExecResult> {
  try {
    return await execInPod(client, request);
  } catch (error) {
    if (request.signal.aborted && !(await endCommand(client, request))) throw new CommandLeftRunning();
    throw error;
  }
}

/** How long ending it may take, in ms. */
const timeoutMs = 5_000;

/**
 * Kills what runs with exactly the given command line, and what it started, if it was started from outside the container:
 * such a process has no parent that the container can see. Ends with 0 when there was one.
 */
const script = `
for status in /proc/[0-9]*/status; do
  process=\${status%/status}
  id=\${process#/proc/}
  [ "$id" = 1 ] && continue
  [ "$id" = "$$" ] && continue
  grep -q '^PPid:[[:space:]]*0$' "$status" 2>/dev/null || continue
  [ "$(tr '\\0' '\\n' <"$process/cmdline" 2>/dev/null)" = "$1" ] || continue
  kill -KILL -"$id" 2>/dev/null || kill -KILL "$id" 2>/dev/null || continue
  ended=1
done
[ "$ended" = 1 ]
`;

/**
 * Ends a command that was left to itself: closing its connection does not, it only takes its readers away. Answers whether
 * it was found and killed; the container may have no shell to do that with.
 */
export async function endCommand(
  client: ApiClient,
  {namespace, pod, container, command}: Omit<ExecRequest, 'signal' | 'enough' | 'limitBytes' | 'input'>,
): Promise<boolean> {
  // the shell takes line ends from the end of what it reads
  const commandLine = command.join('\n').replace(/\n+$/, '');
  try {
    const {exitCode} = await execInPod(client, {
      namespace,
      pod,
      container,
      command: ['sh', '-c', script, 'sh', commandLine],
      limitBytes: 1024,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return exitCode === 0;
  } catch {
    // whatever stands in the way, the answer is the same: it is not known to have ended
    return false;
  }
}

import {startProcess} from '../machine/start-process.ts';
import {StartError, type Process} from '../machine/process.ts';
import type {PodHost} from './pod-host.ts';
import type {RunningContainer} from './running-container.ts';

export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Set when the command could not be started at all. */
  startError?: string;
}

export type CommandHost = Pick<PodHost, 'clock' | 'timings'>;

export interface CommandRequest {
  argv: readonly string[];
  /** A character is a byte. */
  stdin?: string;
  signal: AbortSignal;
  /** Gets output as it comes. */
  stdout?: (bytes: Uint8Array) => void;
  stderr?: (bytes: Uint8Array) => void;
}

/** Runs a command next to a container's own program, in the same files. */
export async function runInContainer(
  worker: RunningContainer,
  host: CommandHost,
  request: CommandRequest,
): Promise<CommandResult> {
  const {files, process, image} = worker;
  const {argv, stdin, signal} = request;
  const output = {stdout: '', stderr: ''};
  if (files === undefined || process === undefined || image === undefined)
    return {exitCode: 126, ...output, startError: 'container not running'};
  try {
    const {clock, timings} = host;
    const started = startProcess({
      argv,
      environment: worker.environment,
      workingDirectory: worker.container.workingDir ?? image.workingDirectory,
      files,
      image,
      hostname: worker.hostname,
      first: process,
      processor: worker.processor,
      ...(worker.network === undefined ? {} : {network: worker.network}),
      stdout: (bytes) => {
        output.stdout += Buffer.from(bytes).toString('utf8');
        request.stdout?.(bytes);
      },
      stderr: (bytes) => {
        output.stderr += Buffer.from(bytes).toString('utf8');
        request.stderr?.(bytes);
      },
      now: () => clock.now(),
      secondMs: timings.secondMs,
      sleep: (ms, aborted) => clock.sleep((ms * timings.secondMs) / 1000, aborted),
      ...(stdin === undefined ? {} : {stdin}),
    });
    signal.addEventListener('abort', started.kill, {once: true});
    const outlive = killWith(process, started);
    const {exitCode} = await started.exited;
    outlive();
    signal.removeEventListener('abort', started.kill);
    return {exitCode, ...output};
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return {exitCode: error.exitCode, ...output, startError: error.message};
  }
}

/** What ends with a container's own program. One that runs for hours has thousands of probes beside it, each for a moment. */
const besides = new WeakMap<Process, Set<Process>>();

/** How much of the node's cores what runs beside a container's own program uses. */
export function coresBeside(process: Process): number {
  return [...(besides.get(process) ?? [])].reduce((sum, one) => sum + (one.coresInUse?.() ?? 0), 0);
}

/** @returns what is called once it has ended by itself */
function killWith(process: Process, beside: Process): () => void {
  const others = besides.get(process) ?? new Set();
  if (!besides.has(process)) {
    besides.set(process, others);
    void (async () => {
      await process.exited;
      for (const each of others) each.kill();
    })();
  }
  others.add(beside);
  return () => others.delete(beside);
}

import {setTimeout as sleep} from 'node:timers/promises';
import {ImageRegistry} from '#src/emulators/kubernetes/machine/images/image-registry.ts';
import {readImageDefinitions} from '#src/emulators/kubernetes/machine/images/read-image-definitions.ts';
import {makeDirectories, newDevice} from '#src/emulators/kubernetes/machine/inode.ts';
import {MountedFileSystem} from '#src/emulators/kubernetes/machine/mounted-file-system.ts';
import type {ProcessorShare} from '#src/emulators/kubernetes/machine/processor/processor.ts';
import {startProcess} from '#src/emulators/kubernetes/machine/start-process.ts';

const registry = new ImageRegistry({definitions: await readImageDefinitions(), extra: [], builtAtMs: 0});

export interface RunLine {
  kill: () => void;
  ended: Promise<{exitCode: number; stdout: string; stderr: string}>;
}

/** Runs a line as `exec POD -- sh -c LINE` does in a container of busybox. */
export const runLine = (line: string, processor: ProcessorShare): RunLine => runProgram(['sh', '-c', line], processor);

/** Runs a program as `exec POD -- PROGRAM ARGUMENT …` does there. */
export function runProgram(argv: readonly string[], processor: ProcessorShare): RunLine {
  const image = registry.find('busybox');
  if (image === undefined) throw new Error('busybox is an image of the emulated cluster');
  const output = {stdout: '', stderr: ''};
  makeDirectories(image.files, '/dev', 0).entries.set(
    'null',
    newDevice(() => undefined, 0),
  );
  const started = startProcess({
    argv,
    environment: {},
    workingDirectory: '/',
    files: new MountedFileSystem(image.files, () => 0),
    image,
    hostname: 'one',
    first: {terminate: () => undefined},
    processor,
    stdout: (bytes) => (output.stdout += Buffer.from(bytes).toString()),
    stderr: (bytes) => (output.stderr += Buffer.from(bytes).toString()),
    now: () => 0,
    secondMs: 1000,
    sleep: (ms, signal) => sleep(ms, undefined, {signal}),
  });
  const ended = (async () => ({...(await started.exited), ...output}))();
  return {kill: started.kill, ended};
}

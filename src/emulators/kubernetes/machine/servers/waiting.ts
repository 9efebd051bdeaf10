import type {Process, ProcessOptions} from '../process.ts';
import {serverProcess} from './server-process.ts';

/** Stands for a program that the emulator does not have: it waits until it is told to stop. */
export function startWaiting({image, argv, stdout}: ProcessOptions): Process {
  const what = argv.length === 0 ? '' : ` (${argv.join(' ')})`;
  stdout(
    Buffer.from(
      `The emulated cluster has nothing of the image ${image.reference}: in its place this container only waits${what}.\n`,
    ),
  );
  return serverProcess({});
}

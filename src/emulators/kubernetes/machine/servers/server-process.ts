import type {Exit, Listener, Process} from '../process.ts';

interface ServerParts {
  listeners?: () => readonly Listener[];
  coresInUse?: () => number;
  reload?: () => void;
  /** What it does before it ends, when it is told to. */
  beforeEnd?: () => void;
}

/** A server that listens until it is told to stop, and then stops at once. */
export function serverProcess({listeners = () => [], coresInUse, reload, beforeEnd}: ServerParts): Process {
  let end: (exit: Exit) => void = () => undefined;
  const exited = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  return {
    exited,
    terminate: () => {
      beforeEnd?.();
      end({exitCode: 0});
    },
    kill: () => end({exitCode: 137, signal: 9}),
    listeners,
    ...(reload === undefined ? {} : {reload}),
    ...(coresInUse === undefined ? {} : {coresInUse}),
  };
}

/** A program that ends as soon as it has started. */
export function endedProcess(exitCode: number): Process {
  return {exited: Promise.resolve({exitCode}), terminate: () => undefined, kill: () => undefined};
}

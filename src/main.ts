import './leave-out-models.ts';
import {inspect} from 'node:util';
import {setFlagsFromString} from 'node:v8';
import {readConfig} from './config.ts';
import {EndOfProcess, exitCodes} from './lifecycle/end-of-process.ts';
import {logPrinted} from './observability/log-printed.ts';
import {createLogger} from './observability/logger.ts';

/** All of closing, in ms, whatever is away: what runs is given 20 s, and 30 s is what we ask of whoever ends us. */
const closeWithinMs = 27_000;
/** When a signal is another one, in ms after the first. */
const askedTwiceMs = 1_000;

const say = (line: string): void => console.log(line);

/**
 * What was live when the heap was last collected may grow by that much before it is collected again: V8 would let it grow to
 * several times as much on a machine that has the memory, though two thirds are past. How large its young generation gets is
 * a flag of the process, `--max-semi-space-size`, in package.json and the Dockerfile.
 */
const heapGrowingPercent = 30;

async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLogger(config.logLevel, {format: config.logFormat});
  logPrinted(log);
  // until there is something to close; what was started by then ends with the process
  let end: (code: number) => void = (code) => process.exit(code);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(exitCodes.asked));
  // what is left out is so only for what is imported after that was said
  const {startApp} = await import('./app.ts');
  const app = await startApp(config, {log, say});
  let isClosing = false;
  const close = (code: number): void => {
    if (isClosing) return;
    isClosing = true;
    // who asks again does not want to wait; npm passes on what the terminal has sent already
    end = () => undefined;
    setTimeout(() => (end = () => process.exit(code)), askedTwiceMs);
    setTimeout(() => {
      say('ended before all was closed: something that it talks to does not answer');
      process.exit(code);
    }, closeWithinMs);
    app.close().then(
      () => process.exit(code),
      (error: unknown) => {
        printError(error);
        process.exit(exitCodes.bug);
      },
    );
  };
  const endWhenLost = async (): Promise<void> => {
    const reason = await app.lost;
    if (isClosing) return;
    printError(reason);
    close(reason.exitCode);
  };
  end = close;
  void endWhenLost();
  try {
    await app.ready;
    say(`ready ${app.url}`);
  } catch (error) {
    if (isClosing) return;
    printError(error);
    close(exitCodeOf(error));
  }
}

const exitCodeOf = (error: unknown): number => (error instanceof EndOfProcess ? error.exitCode : exitCodes.bug);

function printError(error: unknown): void {
  process.stderr.write(`${error instanceof EndOfProcess ? error.message : inspect(error)}\n`);
}

main().catch((error: unknown) => {
  printError(error);
  process.exit(exitCodeOf(error));
});

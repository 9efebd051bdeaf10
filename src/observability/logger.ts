import {pino, type Logger} from 'pino';
import {logText} from './log-text.ts';

/** Fields whose text must never be printed, however deep they stand in what is logged, as a line's JSON has them. */
const secretField = /("(?:[\w-]*(?:token|password|key-?data)|authorization|kubeconfig)":)"(?:[^"\\]|\\.)*"/gi;

/** Interactions' tokens stand in the addresses of failed requests. */
const webhookToken = /(\/(?:webhooks|interactions)\/\d+\/)[^/?\s"\\]+/g;

export type {Logger};

type LogFormat = 'json' | 'text';

/** Where a line of the log goes. */
interface LogOutput {
  /** `json`: an object a line, for machines. `text`: what a person reads. Standard error's own, where it is not said. */
  readonly format?: LogFormat | undefined;
  readonly destination?: NodeJS.WritableStream;
}

/** Logs to standard error; standard output is for what a person reads at start. */
export function createLogger(
  level: string,
  {format = usualFormat(process.stderr), destination = process.stderr}: LogOutput = {},
): Logger {
  const write = (line: string): void => {
    // before it becomes text: secrets are known by their fields
    const safe = withoutSecrets(line);
    destination.write(format === 'json' ? safe : logText(safe));
  };
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {level: (label) => ({level: label})},
      serializers: {error: (error) => describeError(error), err: (error) => describeError(error)},
    },
    {write},
  );
}

/** A terminal has a person before it; what reads a file or a pipe takes JSON apart. */
export const usualFormat = ({isTTY}: {readonly isTTY?: boolean}): LogFormat => (isTTY === true ? 'text' : 'json');

const withoutSecrets = (line: string): string =>
  line.replace(secretField, '$1"[secret]"').replace(webhookToken, '$1[secret]');

/** Causes of causes that are told: an error can be its own cause. */
const causeLimit = 8;

/** An error with its causes, without what hangs on it: requests carry credentials. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const {name, message, stack, cause} = error;
  const code = 'code' in error ? error.code : undefined;
  const hasCause = cause !== undefined && depth < causeLimit;
  return {name, message, code, stack, cause: hasCause ? describeError(cause, depth + 1) : undefined};
}

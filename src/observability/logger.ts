import {pino, type Logger} from 'pino';

/** Fields whose text must never be printed, however deep they stand in what is logged, as a line's JSON has them. */
const secretField = /("(?:[\w-]*(?:token|password|key-?data)|authorization|kubeconfig)":)"(?:[^"\\]|\\.)*"/gi;

/** Interactions' tokens stand in the addresses of failed requests. */
const webhookToken = /(\/(?:webhooks|interactions)\/\d+\/)[^/?\s"\\]+/g;

export type {Logger};

/** One JSON object a line on standard error; standard output is for what a person reads at start. */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {level: (label) => ({level: label})},
      serializers: {error: (error) => describeError(error), err: (error) => describeError(error)},
    },
    {write: (line: string) => void destination.write(withoutSecrets(line))},
  );
}

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

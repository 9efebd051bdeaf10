import {pino, type Logger} from 'pino';

/** What must never be printed, wherever it stands in what is logged. */
const secrets = [
  'token',
  '*.token',
  '*.*.token',
  'reply.token',
  'command.reply.token',
  'authorization',
  '*.authorization',
  'kubeconfig',
  '*.kubeconfig',
];

/** Interactions' tokens stand in the addresses of failed requests. */
const webhookToken = /(\/(?:webhooks|interactions)\/\d+\/)[^/?\s"]+/g;

export type {Logger};

/** One JSON object a line on standard error; standard output is for what a person reads at start. */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {level: (label) => ({level: label})},
      redact: {paths: secrets, censor: '[secret]'},
      serializers: {error: describeError},
    },
    {write: (line: string) => void destination.write(line.replace(webhookToken, '$1[secret]'))},
  );
}

/** An error with its causes, without what hangs on it: requests carry credentials. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const {name, message, stack, cause} = error;
  const code = 'code' in error ? error.code : undefined;
  return {name, message, code, stack, cause: cause === undefined ? undefined : describeError(cause)};
}

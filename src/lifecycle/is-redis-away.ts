/** ioredis' words for a request that had no answer; it gives them no code. */
const awayMessages: ReadonlySet<string> = new Set(['Command timed out', 'Connection is closed.']);
const awayCodes: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether Redis could not be asked, rather than answered with an error. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'MaxRetriesPerRequestError' ||
    awayMessages.has(error.message) ||
    ('code' in error && awayCodes.has(error.code)) ||
    // a server that still reads its files
    error.message.startsWith('LOADING')
  );
}

import {z} from 'zod';
import type {Words} from '#src/words/en/en.ts';
import {words, wordsOf} from '#src/words/words.ts';

/**
 * The body of a refused request.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export const statusSchema = z.looseObject({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
  details: z
    .looseObject({
      name: z.string().optional(),
      kind: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(
          z.looseObject({reason: z.string().optional(), message: z.string().optional(), field: z.string().optional()}),
        )
        .optional(),
    })
    .optional(),
});
export type Status = z.infer<typeof statusSchema>;

/** The API server answered, and the answer is no. `reason` is Kubernetes' own word: `NotFound`, `Forbidden`, … */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly body: Status | undefined;
  /** Whether nothing but a question was asked. */
  readonly isOfRead: boolean;

  constructor(status: number, body: Status | undefined, fallback: string, isOfRead = false) {
    super(body?.message ?? fallback);
    this.name = 'ApiError';
    this.status = status;
    this.reason = body?.reason ?? 'Unknown';
    this.body = body;
    this.isOfRead = isOfRead;
  }
}

/** How the API server's answer stayed away. */
type Away = keyof Words['running']['away'];

/**
 * The API server did not answer, or answered that it can't just now. The request may have been carried out: only what
 * can run twice may be sent again.
 */
export class ClusterUnavailableError extends Error {
  readonly away: Away;
  readonly retryAfterMs: number | undefined;

  constructor(away: Away, options: {cause?: unknown; retryAfterMs?: number} = {}) {
    // what is logged is in English, whoever is answered
    super(wordsOf('en').running.away[away], options.cause === undefined ? {} : {cause: options.cause});
    this.name = 'ClusterUnavailableError';
    this.away = away;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** What kept something from being done, for who reads it; what others say is in their own words. */
export function reasonOf(error: unknown): string {
  if (error instanceof ClusterUnavailableError) return words().running.away[error.away];
  if (error instanceof DOMException && error.name === 'TimeoutError') return words().running.timedOut;
  return error instanceof Error ? error.message : String(error);
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
/** The server did not take who asked for who they say they are: nothing was done. */
export const isUnauthorized = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
/** The server refuses what was asked, of somebody whom it knows: what comes of a learner's command. */
export const isRefusal = (error: unknown): error is ApiError => error instanceof ApiError && !isUnauthorized(error);
/** The server could not read what it keeps, as while etcd has no leader: it is asked again as one that does not answer. */
export const isReadFailure = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 500 && error.isOfRead;
export const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 409;

/** What kubectl prints for an API server's refusal. */
export function kubectlErrorText(error: ApiError): string {
  const {name, kind, causes} = error.body?.details ?? {};
  if (error.reason === 'Invalid' && kind !== undefined && name !== undefined && causes !== undefined) {
    const lines = causes.map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`);
    const list = lines.length === 1 ? (lines[0] ?? '') : `\n${lines.map((line) => `* ${line}`).join('\n')}`;
    return `The ${kind} "${name}" is invalid: ${list}`;
  }
  return error.reason === 'Unknown' ? error.message : `Error from server (${error.reason}): ${error.message}`;
}

import {z} from 'zod';

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

  constructor(status: number, body: Status | undefined, fallback: string) {
    super(body?.message ?? fallback);
    this.name = 'ApiError';
    this.status = status;
    this.reason = body?.reason ?? 'Unknown';
    this.body = body;
  }
}

/**
 * The API server did not answer, or answered that it can't just now. The request may have been carried out: only what
 * can run twice may be sent again.
 */
export class ClusterUnavailableError extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: {cause?: unknown; retryAfterMs?: number} = {}) {
    super(message, options.cause === undefined ? {} : {cause: options.cause});
    this.name = 'ClusterUnavailableError';
    this.retryAfterMs = options.retryAfterMs;
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
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

import {z} from 'zod';
import type {Fault} from '#src/emulators/core/faults.ts';
import {rateLimitScopes, type RateLimitScope} from './rate-limits.ts';

/** A fault as it is ordered: `route` is the beginning of a path below `/api/v10`, or a whole pattern of parameters. */
export const faultSchema = z.object({
  match: z.object({method: z.string().optional(), route: z.string().optional()}),
  status: z.int().min(200).max(599).optional(),
  retryAfter: z.number().min(0).optional(),
  delayMs: z.number().min(0).optional(),
  drop: z.boolean().optional(),
  reset: z.boolean().optional(),
  hang: z.boolean().optional(),
  after: z.boolean().optional(),
  page: z.boolean().optional(),
  code: z.int().min(0).default(0),
  scope: z.enum(rateLimitScopes).default('user'),
  share: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  times: z.int().min(1),
});

export interface ChatFault extends Fault {
  /** Seconds that a 429 asks to wait. */
  retryAfter?: number | undefined;
  /** Discord's own code of the error. */
  code: number;
  /** Whom a 429 is about. */
  scope: RateLimitScope;
  /** Cut the connection by a reset instead of closing it. */
  reset?: boolean | undefined;
  /** No answer until the client closes the connection. */
  hang?: boolean | undefined;
  /** Strike once the request was handled: it is taken, and its answer lost, late or wrong. */
  after?: boolean | undefined;
  /** The body is a page of HTML and headers say nothing, as where Cloudflare answers instead of Discord. */
  page?: boolean | undefined;
}

const apiPrefix = /^\/api(\/v10)?(?=\/)/;

export function toChatFault({match: {method, route}, ...fault}: z.infer<typeof faultSchema>): ChatFault {
  return {...fault, match: {method, path: route?.replace(apiPrefix, '')}};
}

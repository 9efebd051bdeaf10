import {z} from 'zod';
import type {Fault} from '#src/emulators/core/faults.ts';

/** A fault as it is ordered: `route` is the beginning of a path below `/api/v10`, or a whole pattern of parameters. */
export const faultSchema = z.object({
  match: z.object({method: z.string().optional(), route: z.string().optional()}),
  status: z.int().min(200).max(599).optional(),
  retryAfter: z.number().min(0).optional(),
  delayMs: z.number().min(0).optional(),
  drop: z.boolean().optional(),
  times: z.int().min(1),
});

export interface ChatFault extends Fault {
  /** Seconds that a 429 asks to wait. */
  retryAfter?: number | undefined;
}

const apiPrefix = /^\/api(\/v10)?(?=\/)/;

export function toChatFault({match: {method, route}, ...fault}: z.infer<typeof faultSchema>): ChatFault {
  return {...fault, match: {method, path: route?.replace(apiPrefix, '')}};
}

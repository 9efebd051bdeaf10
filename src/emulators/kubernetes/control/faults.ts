import type {IncomingMessage, ServerResponse} from 'node:http';
import {z} from 'zod';
import type {Faults} from '#src/emulators/core/faults.ts';
import type {Clock} from '../clock.ts';
import {sendJson} from '../api/exchange.ts';
import {StatusError} from '../status-error.ts';

export const faultSchema = z.strictObject({
  match: z.strictObject({method: z.string().optional(), path: z.string().optional()}).default({}),
  status: z.number().int().min(400).max(599).optional(),
  delayMs: z.number().nonnegative().optional(),
  drop: z.boolean().optional(),
  times: z.number().int().positive().default(1),
});

/** Delays, refuses or cuts off a request, if a fault strikes it. Returns true when that was its answer. */
export async function strike(
  {faults, clock}: {faults: Faults; clock: Clock},
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const fault = faults.take(request.method ?? '', path);
  if (fault === undefined) return false;
  if (fault.delayMs !== undefined) await clock.sleep(fault.delayMs);
  if (fault.drop === true) {
    request.socket.destroy();
    return true;
  }
  if (fault.status === undefined) return false;
  const error = new StatusError(fault.status, 'InternalError', 'a fault that was ordered at /_emulator/faults');
  sendJson(response, fault.status, error.toStatus());
  return true;
}

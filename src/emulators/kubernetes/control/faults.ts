import type {IncomingMessage, ServerResponse} from 'node:http';
import {z} from 'zod';
import type {Fault, Faults} from '#src/emulators/core/faults.ts';
import type {Clock} from '../clock.ts';
import {sendJson} from '../api/exchange.ts';
import {conflict, modified, StatusError} from '../status-error.ts';

export const faultSchema = z.strictObject({
  match: z.strictObject({method: z.string().optional(), path: z.string().optional()}).default({}),
  status: z.number().int().min(400).max(599).optional(),
  delayMs: z.number().nonnegative().optional(),
  drop: z.boolean().optional(),
  /** The name of a ResourceQuota that others changed while it was counted on: the request is refused with that. */
  quota: z.string().optional(),
  times: z.number().int().positive().default(1),
});

export interface ClusterFault extends Fault {
  quota?: string | undefined;
}

/** Delays, refuses or cuts off a request, if a fault strikes it. Returns true when that was its answer. */
export async function strike(
  {faults, clock}: {faults: Faults<ClusterFault>; clock: Clock},
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
  const error = errorOf(fault);
  if (error === undefined) return false;
  sendJson(response, error.code, error.toStatus());
  return true;
}

function errorOf({status, quota}: ClusterFault): StatusError | undefined {
  if (quota !== undefined) return conflict({group: '', plural: 'resourcequotas'}, quota, modified);
  if (status === undefined) return undefined;
  return new StatusError(status, 'InternalError', 'a fault that was ordered at /_emulator/faults');
}

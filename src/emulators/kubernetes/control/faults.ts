import type {IncomingMessage, ServerResponse} from 'node:http';
import {z} from 'zod';
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

export type Fault = z.infer<typeof faultSchema>;

/** Failures that were ordered: the next matching requests are delayed, refused or cut off. */
export class Faults {
  #faults: Fault[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(fault: Fault): void {
    this.#faults.push({...fault});
  }

  clear(): void {
    this.#faults = [];
  }

  /** Returns true when the request is answered, or cut off, by a fault. A path matches by its beginning. */
  async strike(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const fault = this.#faults.find(
      ({match}) => (match.method ?? request.method) === request.method && path.startsWith(match.path ?? ''),
    );
    if (fault === undefined) return false;
    fault.times--;
    if (fault.times === 0) this.#faults = this.#faults.filter((one) => one !== fault);
    if (fault.delayMs !== undefined) await this.#clock.sleep(fault.delayMs);
    if (fault.drop === true) {
      request.socket.destroy();
      return true;
    }
    if (fault.status === undefined) return false;
    const error = new StatusError(fault.status, 'InternalError', 'a fault that was ordered at /_emulator/faults');
    sendJson(response, fault.status, error.toStatus());
    return true;
  }
}

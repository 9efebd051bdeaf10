import type {IncomingHttpHeaders} from 'node:http';
import {StatusError} from '../status-error.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Requests come from programs on this machine. A web page's request names its own site in Host or Origin, and is
 * refused: it could otherwise drive the cluster.
 * @throws StatusError 403
 */
export function requireLoopback({host = '', origin}: IncomingHttpHeaders): void {
  const isForeign = origin !== undefined && !loopback.test(origin.replace(/^https?:\/\//, ''));
  if (!loopback.test(host) || isForeign) throw new StatusError(403, 'Forbidden', 'only for programs on this machine');
}

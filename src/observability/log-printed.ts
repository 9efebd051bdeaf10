import {format} from 'node:util';
import type {Logger} from './logger.ts';

/**
 * What Node and libraries print by themselves becomes lines of the log: who takes it apart as JSON meets nothing else there. A
 * library's warnings are for who looks for a bug, as what matters of them has a sentence of ours: ioredis says of a Redis in
 * protected mode, at each connection, that it wants no password.
 */
export function logPrinted(log: Logger): void {
  Object.assign(console, {
    warn: (...printed: unknown[]): void => log.debug({printed: format(...printed)}, 'a library warns'),
    error: (...printed: unknown[]): void => log.error({printed: format(...printed)}, 'a library fails'),
  });
  // Node's own listener prints
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({error: warning}, 'Node warns'));
}

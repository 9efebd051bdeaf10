import type {Wall} from './walls.ts';

/** Where a connection is tried to. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What came of a connection. */
export type Reach = 'reached' | 'refused' | 'no answer' | 'no route' | 'no name';

/** What a TCP connection may take, in seconds; what a network drops is answered by nothing. */
const connectSeconds = 4;
const mark = '/tmp/reached';

/** Tries to connect, with busybox's `nc`, and says whether it could. */
export const reachScript = ({host, port}: Address): string =>
  [
    `rm -f ${mark}`,
    `timeout ${connectSeconds + 2} nc -w ${connectSeconds} ${host} ${port} -e touch ${mark} 2>&1`,
    `if test -e ${mark}; then echo IT WAS REACHED; else echo IT WAS NOT REACHED; fi`,
  ].join('; ');

const words: readonly (readonly [RegExp, Reach])[] = [
  [/IT WAS REACHED/, 'reached'],
  [/bad address/, 'no name'],
  [/Connection refused/, 'refused'],
  [/unreachable|No route to host/i, 'no route'],
];

/** What the script said. @throws Error when it did not run to its end */
export function readReach(said: string): Reach {
  if (!/IT WAS (?:NOT )?REACHED/.test(said)) throw new Error(`it was not tried: ${said}`);
  return words.find(([pattern]) => pattern.test(said))?.[1] ?? 'no answer';
}

/**
 * Which wall kept a connection from an address: a policy where a Pod reaches it that none confines, and else what that one
 * ran into. Undefined when it was reached.
 */
export function wallOfTraffic({confined, free}: {readonly confined: Reach; readonly free: Reach}): Wall | undefined {
  if (confined === 'reached') return undefined;
  if (free === 'reached') return 'NetworkPolicy';
  return free === 'refused' ? 'no listener' : 'no route';
}

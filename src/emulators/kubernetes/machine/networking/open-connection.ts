import type {NetworkAccess, ProcessOptions} from '../process.ts';
import {noBody, type HttpRequest, type HttpResponse} from '../protocols/http-message.ts';
import {resolve} from './resolver.ts';

/** What a program that opens connections has of its container. */
export type Surroundings = Pick<ProcessOptions, 'files' | 'network' | 'sleep'>;

/** What comes of opening a connection, as all programs that do so have to tell it in words of their own. */
export type Opened =
  | {readonly kind: 'unknown host'}
  | {
      readonly kind: 'failed';
      readonly address: string;
      readonly why: Exclude<ReturnType<NetworkAccess['connect']>, 'open'>;
    }
  | {
      readonly kind: 'open';
      readonly address: string;
      /** @returns undefined for what is not answered in HTTP */
      readonly send: (request: SentRequest) => HttpResponse | undefined;
    };

export type SentRequest = Pick<HttpRequest, 'method' | 'path' | 'headers'> & {body?: Uint8Array};

export interface Destination {
  host: string;
  port: number;
  /** For how long the program waits for a connection that nothing comes of, in seconds; as long as the system when left out. */
  limitSeconds?: number | undefined;
  signal: AbortSignal;
}

/** The system's words for what was not reached. */
export const connectProblems = {
  refused: 'Connection refused',
  unreachable: 'No route to host',
  silent: 'Connection timed out',
} as const;

/** For how long the system tries to open a connection that nothing comes of. Real ones do for two minutes, which nobody is to wait here. */
const silenceSeconds = 5;
/** The longest that a program waits, whatever its own limit is: then a real system has given up. */
const longestSeconds = 130;

/** Looks a name up and connects to the first of its addresses, as far as the NetworkPolicies let it. */
export async function openConnection(
  {files, network, sleep}: Surroundings,
  {host, port, limitSeconds, signal}: Destination,
): Promise<Opened> {
  const [address] = resolve(host, files, network);
  if (network === undefined || address === undefined) return {kind: 'unknown host'};
  const reached = network.connect(address, port);
  if (reached === 'silent') await sleep(Math.min(limitSeconds ?? silenceSeconds, longestSeconds) * 1000, signal);
  if (reached !== 'open') return {kind: 'failed', address, why: reached};
  return {
    kind: 'open',
    address,
    send: ({body = noBody, ...request}) => network.request({...request, body, address, port}),
  };
}

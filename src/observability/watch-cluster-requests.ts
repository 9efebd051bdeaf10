import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {Histogram} from 'prom-client';

/** A request of undici's, as its channels show it. @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel.md */
interface SeenRequest {
  readonly origin?: unknown;
  readonly path: string;
  readonly method: string;
}
type Heard = (message: unknown, name: string | symbol) => void;

const channels = {
  create: 'undici:request:create',
  headers: 'undici:request:headers',
  error: 'undici:request:error',
} as const;

/**
 * Measures what this process asks of the API server at `url`: what undici, which sends it, tells of its requests. Labels are
 * bounded: no path, and of a status its class, for a learner's app can answer with any.
 * @returns what ends it
 */
export function watchClusterRequests(
  url: string,
  {clusterRequestSeconds}: {readonly clusterRequestSeconds: Histogram<'kind' | 'code'>},
): () => void {
  const {origin} = new URL(url);
  const begun = new WeakMap<object, number>();
  const end = (request: SeenRequest, code: string): void => {
    const at = begun.get(request);
    // its answer has begun already, or it is somebody else's
    if (at === undefined) return;
    begun.delete(request);
    clusterRequestSeconds.observe({kind: kindOf(request), code}, (performance.now() - at) / 1_000);
  };
  const created: Heard = (message) => {
    // undici's own words, as above
    const {request} = message as {request: SeenRequest};
    if (String(request.origin) === origin) begun.set(request, performance.now());
  };
  const answered: Heard = (message) => {
    const {request, response} = message as {request: SeenRequest; response: {statusCode: number}};
    end(request, codeOf(response.statusCode));
  };
  const failed: Heard = (message) => end((message as {request: SeenRequest}).request, 'none');
  subscribe(channels.create, created);
  subscribe(channels.headers, answered);
  subscribe(channels.error, failed);
  return () => {
    unsubscribe(channels.create, created);
    unsubscribe(channels.headers, answered);
    unsubscribe(channels.error, failed);
  };
}

/** What was asked: `app` is the page of a learner's own, through the API server. */
export function kindOf({path, method}: Pick<SeenRequest, 'path' | 'method'>): 'read' | 'write' | 'watch' | 'app' {
  if (/\/proxy(?:\/|\?|$)/.test(path)) return 'app';
  if (method !== 'GET') return 'write';
  return /[?&]watch=true(?:&|$)/.test(path) ? 'watch' : 'read';
}

/** Its class; that it is asked too much is one of its own. */
export const codeOf = (status: number): string => (status === 429 ? '429' : `${Math.floor(status / 100)}xx`);

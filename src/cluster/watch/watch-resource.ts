import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {ApiClient} from '../api/api-client.ts';
import {toError} from '../api/read-answer.ts';
import {ApiError, ClusterUnavailableError, isUnauthorized, statusSchema} from '../api/api-error.ts';
import {parseJson} from '../api/parse-json.ts';
import {kubernetesObjectSchema, objectListSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

const pageSize = 500;
/** The server ends a watch after this long; going on from the last version costs it nothing. In seconds. */
const watchSeconds = 60;
/** How much later than the server we give a silent socket up, in ms. */
const silenceGraceMs = 10_000;
/** An attempt that lasted this long, in ms, was a good one. */
const steadyMs = 2_000;
/** A watch that the server ended sooner, in ms, was hardly one. */
const briefMs = 1_000;
const backOffMs = {first: 250, most: 10_000} as const;

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});

/** What hears of a resource type's objects. `replace` is the whole state: what is not in it is gone. */
interface WatchHandler {
  readonly replace: (objects: readonly KubernetesObject[]) => void;
  readonly upsert: (object: KubernetesObject) => void;
  readonly remove: (object: KubernetesObject) => void;
  /** The state is not known to be current from here to the next `replace`, change, or `resumed`. */
  readonly lost: (error: unknown) => void;
  /** The watch stands, from where it was lost: what has changed since is coming. */
  readonly resumed: () => void;
}

export interface WatchOptions {
  readonly client: ApiClient;
  /** The collection's path, such as `/api/v1/pods`. */
  readonly path: string;
  readonly handler: WatchHandler;
  readonly signal: AbortSignal;
}

/**
 * Keeps `handler` told of a collection until the signal aborts: a list in pages, then a watch with bookmarks, and on any
 * doubt (410, an ERROR event, a broken line) the list again. A socket that only ends is taken up where it stopped.
 */
export async function watchResource(options: WatchOptions): Promise<void> {
  const {signal, handler} = options;
  let delayMs: number = backOffMs.first;
  let version: string | undefined;
  while (!signal.aborted) {
    const startedAt = Date.now();
    try {
      version ??= await list(options);
      version = await watch(options, version);
      // what is ended again and again as soon as it is opened is not opened faster and faster
      if (Date.now() - startedAt > briefMs) delayMs = backOffMs.first;
      else delayMs = await pause(delayMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      handler.lost(error);
      // a watch that held for a while and then broke is no sign of a server in trouble
      if (Date.now() - startedAt > steadyMs) delayMs = backOffMs.first;
      if (isInDoubt(error)) version = undefined;
      const announcedMs = error instanceof ClusterUnavailableError ? error.retryAfterMs : undefined;
      if (announcedMs === undefined) delayMs = await pause(delayMs, signal);
      // those who were refused together come back one after the other
      else await sleep(announcedMs * (1 + Math.random()), undefined, {signal}).catch(() => undefined);
    }
  }
}

/** @returns how long to wait the next time, in ms */
async function pause(delayMs: number, signal: AbortSignal): Promise<number> {
  await sleep(delayMs * (0.5 + Math.random()), undefined, {signal}).catch(() => undefined);
  return Math.min(delayMs * 2, backOffMs.most);
}

/** Whether what was read may be more than late. A server that could not answer, or did not know who asks, changed nothing. */
function isInDoubt(error: unknown): boolean {
  if (error instanceof ClusterUnavailableError || isUnauthorized(error)) return false;
  return !(error instanceof ApiError && error.status >= 500);
}

/** The server itself says that the watch is not what it was. */
class BrokenWatch extends Error {
  override readonly name = 'BrokenWatch';
}

async function list({client, path, handler, signal}: WatchOptions): Promise<string> {
  const objects: KubernetesObject[] = [];
  let next: string | undefined;
  for (;;) {
    const {body} = await client.request({
      path,
      query: {limit: String(pageSize), continue: next},
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    });
    const page = objectListSchema.parse(body);
    objects.push(...(page.items ?? []));
    next = page.metadata.continue;
    if (next === undefined || next === '') {
      handler.replace(objects);
      return page.metadata.resourceVersion ?? '';
    }
  }
}

const passedOn = [ApiError, ClusterUnavailableError, BrokenWatch, z.ZodError, SyntaxError];

/** Watches from `version` until the server ends it; answers the version to go on from. */
async function watch({client, path, handler, signal}: WatchOptions, version: string): Promise<string> {
  const silence = AbortSignal.timeout(watchSeconds * 1000 + silenceGraceMs);
  let current = version;
  try {
    const response = await client.server.send(
      {
        path,
        query: {
          watch: 'true',
          allowWatchBookmarks: 'true',
          resourceVersion: version,
          timeoutSeconds: String(watchSeconds),
        },
        signal: AbortSignal.any([signal, silence]),
        isFollowed: true,
      },
      client.user,
    );
    if (response.statusCode !== 200) {
      const text = await response.body.text();
      throw toError(response.statusCode, {body: parseJson(text), text, retryAfter: response.headers['retry-after']});
    }
    handler.resumed();
    const lines = createInterface({input: Readable.from(response.body), crlfDelay: Infinity});
    for await (const line of lines) {
      if (line === '') continue;
      const event = eventSchema.parse(JSON.parse(line));
      if (event.type === 'ERROR') {
        const status = statusSchema.safeParse(event.object).data;
        throw new BrokenWatch(status?.message ?? 'The watch broke.');
      }
      if (event.type === 'BOOKMARK') {
        current = bookmarkSchema.parse(event.object).metadata.resourceVersion;
        continue;
      }
      const object = kubernetesObjectSchema.parse(event.object);
      current = object.metadata.resourceVersion;
      if (event.type === 'DELETED') handler.remove(object);
      else handler.upsert(object);
    }
    return current;
  } catch (error) {
    if (passedOn.some((kind) => error instanceof kind)) throw error;
    if (signal.aborted) throw error;
    // the socket broke or fell silent: nothing is lost as long as the server still knows the version
    if (current !== version) return current;
    throw new ClusterUnavailableError('watchBroke', {cause: error});
  }
}

const bookmarkSchema = z.looseObject({metadata: z.looseObject({resourceVersion: z.string()})});

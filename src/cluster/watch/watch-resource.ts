import {createInterface} from 'node:readline';
import {Readable} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {ApiClient} from '../api/api-client.ts';
import {ApiError, ClusterUnavailableError, statusSchema} from '../api/api-error.ts';
import {parseJson} from '../api/parse-json.ts';
import {kubernetesObjectSchema, objectListSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

const pageSize = 500;
/** The server ends a watch after this long; going on from the last version costs it nothing. In seconds. */
const watchSeconds = 60;
/** How much later than the server we give a silent socket up, in ms. */
const silenceGraceMs = 10_000;
/** An attempt that lasted this long, in ms, was a good one. */
const steadyMs = 2_000;
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
  /** The state is not known to be current from here to the next `replace` or change. */
  readonly lost: (error: unknown) => void;
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
      delayMs = backOffMs.first;
    } catch (error) {
      if (signal.aborted) return;
      handler.lost(error);
      // a watch that held for a while and then broke is no sign of a server in trouble
      if (Date.now() - startedAt > steadyMs) delayMs = backOffMs.first;
      if (!(error instanceof ClusterUnavailableError)) version = undefined;
      const announcedMs = error instanceof ClusterUnavailableError ? error.retryAfterMs : undefined;
      await sleep(announcedMs ?? delayMs * (0.5 + Math.random()), undefined, {signal}).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, backOffMs.most);
    }
  }
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
      },
      client.user,
    );
    if (response.statusCode !== 200) {
      const text = await response.body.text();
      throw new ApiError(response.statusCode, statusSchema.safeParse(parseJson(text)).data, text);
    }
    const lines = createInterface({input: Readable.from(response.body), crlfDelay: Infinity});
    for await (const line of lines) {
      if (line === '') continue;
      const event = eventSchema.parse(JSON.parse(line));
      if (event.type === 'ERROR') {
        const status = statusSchema.safeParse(event.object).data;
        throw new ApiError(status?.code ?? 500, status, 'The watch broke.');
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
    if (error instanceof ApiError || error instanceof z.ZodError || error instanceof SyntaxError) throw error;
    if (signal.aborted) throw error;
    // the socket broke or fell silent: nothing is lost as long as the server still knows the version
    if (current !== version) return current;
    throw new ClusterUnavailableError('The watch broke off.', {cause: error});
  }
}

const bookmarkSchema = z.looseObject({metadata: z.looseObject({resourceVersion: z.string()})});

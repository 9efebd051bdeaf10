import type {Clock} from '../clock.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Store, StoreEvent} from '../store/store.ts';
import type {Exchange} from './exchange.ts';
import {selectionOf} from './list-reader.ts';
import {badRequest, expired, invalidVersion} from '../status-error.ts';
import {toPartial, toTable, viewFor, type View} from './table.ts';
import type {WatchEvent, WatchHub} from './watch-hub.ts';

/** What the API server gives a watch that asks for no timeout: between this and twice of it. */
const minTimeoutMs = 30 * 60_000;

/** What waits for a watcher that does not read. */
const maxUnreadBytes = 64 * 1024 * 1024;

/**
 * Streams one JSON document a line for every change after `resourceVersion`; without one, or at 0, what exists comes
 * first.
 * @throws StatusError 410 when that revision is forgotten
 */
export function handleWatch(
  {store, clock, hub}: {store: Store; clock: Clock; hub: WatchHub},
  exchange: Exchange,
): void {
  const {request, response, url, info, type} = exchange;
  const {searchParams: query} = url;
  const view = viewFor(request.headers.accept ?? '', query);
  const namespace = type.namespaced ? info.namespace : undefined;
  if (info.name !== '') query.set('fieldSelector', `metadata.name=${info.name}`);
  const selects = selectionOf(type, query);
  if (query.get('sendInitialEvents') !== null) {
    throw badRequest('sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled');
  }
  const missed = eventsFrom(store, {version: query.get('resourceVersion') ?? '', type, namespace});
  const timeoutSeconds = Number(query.get('timeoutSeconds') ?? '0');
  const timeoutMs = timeoutSeconds > 0 ? timeoutSeconds * 1000 : minTimeoutMs * (1 + Math.random());

  response.writeHead(200, {'content-type': 'application/json', 'cache-control': 'no-cache, private'});
  response.flushHeaders();
  const write = lineWriter(view, {clock, type});
  const send = (event: WatchEvent): void => {
    // Who does not read is let go, and can watch again from where it was.
    if (response.writableLength > maxUnreadBytes) response.destroy();
    else response.write(write(event));
  };
  const stop = hub.open(
    {
      type,
      namespace,
      selects,
      hasBookmarks: query.get('allowWatchBookmarks') === 'true',
      timeoutMs,
      send,
      end: (how) => {
        stop();
        if (how === 'expire') response.write(expiredLine());
        response.end();
      },
    },
    missed,
  );
  response.on('close', stop);
}

function eventsFrom(
  store: Store,
  {version, type, namespace}: {version: string; type: Exchange['type']; namespace: string | undefined},
): StoreEvent[] {
  if (version === '' || version === '0') {
    return store.list(type, namespace).map((object) => ({
      type: 'ADDED',
      resource: type,
      object,
      previous: undefined,
      revision: Number(object.metadata.resourceVersion),
    }));
  }
  const revision = Number(version);
  if (!Number.isInteger(revision)) throw invalidVersion(version);
  const missed = store.eventsAfter(revision);
  if (missed === undefined) throw expired(`too old resource version: ${revision} (${store.revision})`);
  return missed;
}

/** Whole objects are written once for all watches that show them: many watch the same, and hear of it in one moment. */
const wholeLines = new Map<KubeObject, Map<string, string>>();
/** Of so many objects, those that were shown last. */
const mostWholeLines = 256;

function lineWriter(view: View, {clock, type}: {clock: Clock; type: Exchange['type']}): (event: WatchEvent) => string {
  let hasColumns = true;
  return ({type: eventType, object}) => {
    if (eventType === 'BOOKMARK' || view.kind === 'object') return wholeLine(eventType, object);
    if (view.kind === 'metadata') return toLine(eventType, toPartial(object));
    const options = {includeObject: view.includeObject, nowMs: clock.now(), hasColumns};
    hasColumns = false;
    const {resourceVersion} = object.metadata;
    return toLine(eventType, toTable(type, [object], {...options, listMetadata: {resourceVersion}}));
  };
}

function wholeLine(eventType: string, object: KubeObject): string {
  const lines = wholeLines.get(object) ?? new Map<string, string>();
  wholeLines.delete(object);
  wholeLines.set(object, lines);
  const [oldest] = wholeLines.keys();
  if (wholeLines.size > mostWholeLines && oldest !== undefined) wholeLines.delete(oldest);
  const known = lines.get(eventType) ?? toLine(eventType, object);
  lines.set(eventType, known);
  return known;
}

function toLine(type: string, object: object): string {
  return `${JSON.stringify({type, object})}\n`;
}

function expiredLine(): string {
  return toLine('ERROR', expired('The resourceVersion for the provided watch is too old.').toStatus());
}

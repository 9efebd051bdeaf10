import type {Clock} from '../clock.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';
import {parseFieldSelector, parseLabelSelector, type Selection} from './selectors.ts';
import type {Store} from '../store/store.ts';
import {badRequest, expired, invalidVersion, tooLargeVersion} from '../status-error.ts';
import {toPartial, toTable, type View} from './table.ts';

export interface ListRequest {
  type: ResourceType;
  namespace: string | undefined;
  query: URLSearchParams;
  view: View;
}

interface Continuation {
  revision: number;
  /** The key after which the next page begins. */
  after: string;
}

/** What `labelSelector` and `fieldSelector` leave. */
export function selectionOf(type: ResourceType, query: URLSearchParams): Selection {
  const labelText = query.get('labelSelector') ?? '';
  const fieldText = query.get('fieldSelector') ?? '';
  if (labelText === '' && fieldText === '') return undefined;
  const matchesLabels = parseLabelSelector(labelText);
  const matchesFields = parseFieldSelector(type, fieldText);
  return (object) => matchesLabels(object.metadata.labels ?? {}) && matchesFields(object);
}

export function selected(store: Store, {type, namespace, query}: Omit<ListRequest, 'view'>): KubeObject[] {
  const selects = selectionOf(type, query);
  const all = store.list(type, namespace);
  return selects === undefined ? all : all.filter(selects);
}

/**
 * One page of a list. A later page shows objects as they are by then, from where the last one ended.
 * @throws StatusError 410 when the first page is too long ago
 */
export function readList({store, clock}: {store: Store; clock: Clock}, request: ListRequest): object {
  const {type, query, view} = request;
  const from = parseContinuation(query.get('continue') ?? '');
  if (from !== undefined && store.eventsAfter(from.revision) === undefined) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
    );
  }
  checkVersion(query.get('resourceVersion') ?? '', store.revision);
  const all = selected(store, request).filter((object) => from === undefined || pageKey(object) > from.after);
  const limit = Number(query.get('limit') ?? '0');
  if (!Number.isInteger(limit)) {
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(query.get('limit'))}: invalid syntax`);
  }
  const page = limit > 0 ? all.slice(0, limit) : all;
  const revision = from?.revision ?? store.revision;
  const last = page.at(-1);
  const isPart = last !== undefined && page.length < all.length;
  const metadata = {
    resourceVersion: String(revision),
    ...(isPart
      ? {continue: formatContinuation({revision, after: pageKey(last)}), remainingItemCount: all.length - page.length}
      : {}),
  };
  if (view.kind === 'table') {
    const {includeObject} = view;
    return toTable(type, page, {
      includeObject,
      nowMs: clock.now(),
      hasColumns: true,
      listMetadata: metadata,
      isList: true,
    });
  }
  if (view.kind === 'metadata') {
    return {kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: page.map(toPartial)};
  }
  return {kind: `${type.kind}List`, apiVersion: groupVersion(type), metadata, items: page.map(toItem)};
}

/** An object as one of a list, whose kind says what they all are. */
export function toItem(object: KubeObject): object {
  const {apiVersion: _, kind: __, ...item} = object;
  return item;
}

/** @throws StatusError 500 for a version that is none, 504 for one that is yet to come */
function checkVersion(version: string, newest: number): void {
  if (!/^\d*$/.test(version)) throw invalidVersion(version);
  if (Number(version) > newest) throw tooLargeVersion(version, newest);
}

/** Sorts as lists do: by namespace, then by name. */
function pageKey({metadata}: KubeObject): string {
  return `${metadata.namespace ?? ''}\u0000${metadata.name}`;
}

function formatContinuation(continuation: Continuation): string {
  return Buffer.from(JSON.stringify(continuation)).toString('base64url');
}

function parseContinuation(text: string): Continuation | undefined {
  if (text === '') return undefined;
  try {
    const {revision, after} = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Continuation>;
    if (typeof revision === 'number' && typeof after === 'string') return {revision, after};
  } catch {
    // Answered below: to the client it is the same mistake.
  }
  throw badRequest('continue key is not valid');
}

import {createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import type {Authorizer} from '../access/authorizer.ts';
import type {Identity} from '../access/identity.ts';
import type {Clock} from '../clock.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {findType} from '../resources/registry.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';
import type {Store} from '../store/store.ts';
import {unsupportedParts} from '../support.ts';
import {isFromHere} from '#src/emulators/core/loopback.ts';
import {aggregated, aggregatedDiscovery, wantsAggregated} from './aggregated-discovery.ts';
import type {Authentication} from './authentication.ts';
import {readBody} from './body.ts';
import {apiGroup, apiGroups, apiResources, apiVersions, versionInfo} from './discovery.ts';
import {addWarning, sendJson, type Exchange} from './exchange.ts';
import {readList, selected, toItem} from './list-reader.ts';
import {openApiDocument, openApiIndex} from './openapi.ts';
import {requireJson} from './negotiation.ts';
import {parseResourcePath, type ResourceRequest} from './request-info.ts';
import type {ResourceApi, WriteRequest} from './resource-api.ts';
import {badRequest, forbidden, methodNotAllowed, notImplemented, StatusError, unknownPath} from '../status-error.ts';
import {toPartial, toTable, viewFor} from './table.ts';
import {handleWatch} from './watch-handler.ts';
import type {WatchHub} from './watch-hub.ts';

/** Answers requests for a subresource that is no plain object, such as a Pod's log. */
export type SubresourceHandler = (exchange: Exchange) => Promise<void> | void;

/** Answers requests that upgrade to WebSocket. */
export interface UpgradeHandler {
  /** Refuses what could not be answered whatever it upgrades to. @throws StatusError */
  check: (target: UpgradeTarget) => void;
  /** Takes over the connection. @throws StatusError */
  accept: (exchange: UpgradeTarget & {request: IncomingMessage; socket: Duplex; head: Buffer}) => void;
}

interface UpgradeTarget {
  url: URL;
  info: ResourceRequest;
}

/** Sees every request first; true means that it has dealt with it. */
type Interceptor = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

export interface ApiServerParts {
  /** Where it listens. */
  address: string;
  store: Store;
  clock: Clock;
  hub: WatchHub;
  resources: ResourceApi;
  authentication: Authentication;
  authorizer: Authorizer;
  /** By `plural/subresource`. */
  subresources: ReadonlyMap<string, SubresourceHandler>;
  upgrades: ReadonlyMap<string, UpgradeHandler>;
  /** Of types whose objects are worked out when they are asked for, and stored nowhere. */
  computed: ReadonlyMap<ResourceType, SubresourceHandler>;
  intercept: Interceptor;
  log: (line: string) => void;
}

/** The HTTP side: finds out what is asked and by whom, whether it is allowed, and who answers it. */
export class ApiServer {
  readonly server: Server;
  readonly #parts: ApiServerParts;

  constructor(parts: ApiServerParts) {
    this.#parts = parts;
    this.server = createServer({keepAliveTimeout: 60_000}, (request, response) => {
      void this.#answer(request, response);
    });
    this.server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://emulator');
    try {
      if (!isFromHere(request.headers, this.#parts.address)) throw onlyFromHere();
      if (await this.#parts.intercept(request, response, url)) return;
      await this.#route(request, response, url);
    } catch (error) {
      this.#fail(response, error);
    }
  }

  #fail(response: ServerResponse, error: unknown): void {
    const status =
      error instanceof StatusError
        ? error
        : new StatusError(
            500,
            'InternalError',
            `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`,
          );
    if (!(error instanceof StatusError))
      this.#parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (response.headersSent) response.end();
    else sendJson(response, status.code, status.toStatus());
  }

  async #route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const identity = this.#parts.authentication.identify(request.headers);
    const info = parseResourcePath(request.method ?? 'GET', url);
    if (info === undefined) {
      this.#answerPath(request, response, {url, identity});
      return;
    }
    const type = findType(info.group, info.version, info.plural);
    this.#authorize(identity, info);
    if (type === undefined) throw unknownPath();
    await this.#answerResource({request, response, url, identity, info, type});
  }

  #answerPath(
    request: IncomingMessage,
    response: ServerResponse,
    {url, identity}: {url: URL; identity: Identity},
  ): void {
    const path = url.pathname;
    const isPublic = ['/healthz', '/readyz', '/livez', '/version'].includes(path);
    if (!isPublic && !this.#parts.authorizer.isPathAllowed(identity, (request.method ?? 'GET').toLowerCase(), path)) {
      throw new StatusError(
        403,
        'Forbidden',
        `forbidden: User "${identity.name}" cannot ${(request.method ?? 'get').toLowerCase()} path "${path}"`,
        {},
      );
    }
    const root = path.replace(/\/$/, '').slice(1);
    if ((root === 'api' || root === 'apis') && wantsAggregated(request.headers.accept)) {
      sendJson(response, 200, aggregatedDiscovery(root), aggregated);
      return;
    }
    const body = pathBody(path, request.headers.host ?? '');
    if (body === undefined) {
      // Outside of the API there is only the web server to answer.
      if (!/^\/apis?\//.test(path)) {
        response.writeHead(404, {'content-type': 'text/plain; charset=utf-8'}).end('404 page not found\n');
        return;
      }
      throw unknownPath();
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed();
    if (typeof body === 'string') response.writeHead(200, {'content-type': 'text/plain; charset=utf-8'}).end(body);
    else {
      // Descriptions of the API are asked for in forms of their own, and taken in JSON.
      if (!path.startsWith('/openapi/')) requireJson(request.headers.accept);
      sendJson(response, 200, body);
    }
  }

  #authorize(identity: Identity, info: ResourceRequest): void {
    const {verb, group, plural, subresource, namespace, name} = info;
    const resource = subresource === '' ? plural : `${plural}/${subresource}`;
    const at = plural === 'namespaces' && name !== '' ? name : namespace;
    if (this.#parts.authorizer.isAllowed(identity, {verb, group, resource, namespace: at, name})) return;
    const where = at === undefined ? 'at the cluster scope' : `in the namespace "${at}"`;
    const why = `User "${identity.name}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
    throw forbidden({group, plural}, name, why);
  }

  async #answerResource(exchange: Exchange): Promise<void> {
    const {request, response, url, info, type} = exchange;
    const {name, subresource} = info;
    if (type.namespaced && info.namespace === undefined && name !== '') throw unknownPath();
    const served = subresource === '' ? type : type.subresources.find((one) => one.name === subresource);
    if (info.verb === 'create' && name !== '' && subresource === '') throw methodNotAllowed();
    if (['update', 'patch'].includes(info.verb) && name === '') throw methodNotAllowed();
    if (served === undefined) {
      const part = `${type.plural}/${subresource}`;
      throw unsupportedParts.has(part) ? notImplemented(part) : unknownPath();
    }
    if (!served.verbs.some((verb) => verb === info.verb)) throw methodNotAllowed();
    if (type.deprecation !== undefined) addWarning(response, type.deprecation);
    const path = subresource === '' ? type.plural : `${type.plural}/${subresource}`;
    const custom = this.#parts.computed.get(type) ?? this.#parts.subresources.get(path);
    if (custom !== undefined) {
      await custom(exchange);
      return;
    }
    const upgrade = this.#parts.upgrades.get(path);
    if (upgrade !== undefined) {
      upgrade.check({url, info});
      throw badRequest('Upgrade request required');
    }
    requireJson(request.headers.accept);
    if (info.verb === 'watch') handleWatch(this.#parts, exchange);
    else if (info.verb === 'list') this.#list(exchange);
    else if (info.verb === 'get') this.#get(exchange);
    else {
      const body = await readBody(request);
      const result = this.#write(exchange, {
        type,
        namespace: type.namespaced ? info.namespace : undefined,
        name,
        subresource,
        query: url.searchParams,
        contentType: request.headers['content-type'] ?? '',
        userAgent: request.headers['user-agent'] ?? '',
        body,
        identity: exchange.identity,
        warn: (text) => addWarning(response, text),
      });
      sendJson(response, result.code, this.#view(exchange, result.object));
    }
  }

  #list({request, response, url, info, type}: Exchange): void {
    const view = viewFor(request.headers.accept ?? '', url.searchParams);
    const namespace = type.namespaced ? info.namespace : undefined;
    sendJson(response, 200, readList(this.#parts, {type, namespace, query: url.searchParams, view}));
  }

  #get(exchange: Exchange): void {
    const {response, info, type} = exchange;
    const object = this.#parts.resources.find(type, type.namespaced ? info.namespace : undefined, info.name);
    sendJson(response, 200, this.#view(exchange, object));
  }

  #write({info, type, url}: Exchange, write: WriteRequest): {code: number; object: object} {
    const {resources, store} = this.#parts;
    switch (info.verb) {
      case 'create':
        return resources.create(write);
      case 'update':
        return resources.replace(write);
      case 'patch':
        return resources.patch(write);
      case 'delete':
        return resources.delete(write);
      default: {
        const list = {type, namespace: write.namespace, query: url.searchParams};
        const items = resources.deleteCollection(write, selected(store, list)).map(toItem);
        const metadata = {resourceVersion: String(store.revision)};
        return {code: 200, object: {kind: `${type.kind}List`, apiVersion: groupVersion(type), metadata, items}};
      }
    }
  }

  /** One object, or the Status of a deletion, in the form that was asked for. */
  #view({request, url, type}: Exchange, object: object): object {
    const view = viewFor(request.headers.accept ?? '', url.searchParams);
    if (view.kind === 'object' || !isOfType(type, object)) return object;
    if (view.kind === 'metadata') return toPartial(object);
    const {resourceVersion} = object.metadata;
    const options = {includeObject: view.includeObject, nowMs: this.#parts.clock.now(), hasColumns: true};
    return toTable(type, [object], {...options, listMetadata: {resourceVersion}});
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://emulator');
    try {
      if (!isFromHere(request.headers, this.#parts.address)) throw onlyFromHere();
      const identity = this.#parts.authentication.identify(request.headers);
      const info = parseResourcePath(request.method ?? 'GET', url);
      if (info === undefined) throw unknownPath();
      this.#authorize(identity, info);
      const handler = this.#parts.upgrades.get(`${info.plural}/${info.subresource}`);
      if (handler === undefined) throw notImplemented(`${info.plural}/${info.subresource}`);
      handler.check({url, info});
      handler.accept({request, socket, head, url, info});
    } catch (error) {
      refuseUpgrade(
        socket,
        error instanceof StatusError ? error : new StatusError(500, 'InternalError', String(error)),
      );
    }
  }
}

/** Answers an upgrade that is refused, as plain HTTP. */
function refuseUpgrade(socket: Duplex, error: StatusError): void {
  const body = JSON.stringify(error.toStatus());
  const head = `HTTP/1.1 ${error.code} ${STATUS_CODES[error.code] ?? 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}

function pathBody(path: string, host: string): object | string | undefined {
  const parts = path
    .split('/')
    .slice(1)
    .filter((part) => part !== '');
  const [root, group, version, ...rest] = parts;
  if (path === '/healthz' || path === '/readyz' || path === '/livez') return 'ok';
  if (path === '/version') return versionInfo;
  if (root === 'api' && group === undefined) return apiVersions(host);
  if (root === 'api' && group !== undefined && version === undefined) return apiResources('', group);
  if (root === 'apis' && group === undefined) return apiGroups();
  if (root === 'apis' && group !== undefined && version === undefined) {
    return apiGroup(group);
  }
  if (root === 'apis' && group !== undefined && version !== undefined && rest.length === 0)
    return apiResources(group, version);
  // Nothing is declared in the old format: kubectl asks for it when it finds a kind nowhere, and says so itself.
  if (path === '/openapi/v2') return '';
  if (path === '/openapi/v3') return openApiIndex();
  if (path.startsWith('/openapi/v3/')) return openApiDocument(path.slice('/openapi/v3/'.length));
  return undefined;
}

function isOfType(type: ResourceType, object: object): object is KubeObject {
  return 'kind' in object && object.kind === type.kind;
}

/** A web page elsewhere could otherwise drive the cluster. */
function onlyFromHere(): StatusError {
  return new StatusError(403, 'Forbidden', 'only for programs on this machine');
}

import {setTimeout as sleep} from 'node:timers/promises';
import type {KubeConfig} from '@kubernetes/client-node/dist/config.js';
import type {buildConnector, Dispatcher} from 'undici';
import {UserError} from '#src/operations/user-error.ts';
import {ClusterUnavailableError, isReadFailure} from './api-error.ts';
import type {ClusterAccess} from './cluster-access.ts';
import {ConnectionPools} from './connection/connection-pools.ts';
import {connectorOf, type Way} from './connection/connector.ts';
import {proxyOf, type Proxies} from './connection/proxy-of.ts';
import {Credentials, type Credential} from './credentials/credentials.ts';
import {CredentialsError} from './credentials/credentials-error.ts';
import {parseJson} from './parse-json.ts';
import {inVersion, ServedVersions} from './served-versions.ts';
import type {ApiRequest} from './api-request.ts';
import {readText, toError} from './read-answer.ts';
import {RepeatDelays} from './repeat-delays.ts';
import {readWarningHeaders} from './warning-header.ts';
import {words} from '#src/words/words.ts';

/** Asks for the server's own columns. @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

export interface ApiResponse {
  readonly status: number;
  /** Parsed JSON. */
  readonly body: unknown;
}

export interface RawResponse {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly isCut: boolean;
  /** The header, as it came. */
  readonly retryAfter: unknown;
}

/** An answer that never comes is worse than an error: the limit where the caller gave none, in ms. */
const defaultTimeoutMs = 30_000;
/** How long one request whose answer is JSON may take, in ms: one that hangs must not take all of an operation's time. */
const tryMs = 12_000;
/** What one answer may take of this process's memory, in bytes: a page of a list of all sandboxes' objects. */
const answerLimitBytes = 256 * 1024 * 1024;

/** How the API server is reached and asked, besides what a kubeconfig says. */
export interface ApiServerOptions {
  /** Proxies for clusters that name none. */
  readonly proxies?: Proxies;
  /** By a kubeconfig, unless told otherwise. */
  readonly letInBy?: ClusterAccess;
}

/** A request that came to nothing, for a reason that may lie in the server or in who asks. */
interface Setback {
  /** Who was impersonated. */
  readonly user: string | undefined;
  /** Of the answer, if there was one: 401, 403, or 500 and more. */
  readonly status: number | undefined;
}

/** What is sent to prove who asks, and how a connection is opened. */
export interface Access {
  readonly credential: Credential;
  readonly headers: Readonly<Record<string, string>>;
  readonly connector: buildConnector.connector;
}

/**
 * The API server, through the same connections for all identities (client-node opens a connection a request). Requests
 * that it refuses for want of good credentials are sent again with newer ones, if there are any: they were not carried out.
 */
export class ApiServer {
  readonly url: string;
  readonly kubeConfig: KubeConfig;
  /** How who asks was let in: what to do when that fails differs. */
  readonly letInBy: ClusterAccess;
  readonly #way: Omit<Way, 'tls' | 'allowH2'>;
  readonly #credentials: Credentials;
  readonly #versions = new ServedVersions(async (path) => (await this.as(undefined).request({path})).body);
  readonly #pools: ConnectionPools;
  #hearSetback: (setback: Setback) => void = () => undefined;

  private constructor(kubeConfig: KubeConfig, {proxies = {}, letInBy = 'kubeconfig'}: ApiServerOptions) {
    const cluster = kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('The kubeconfig has no current context with a cluster.');
    this.kubeConfig = kubeConfig;
    this.letInBy = letInBy;
    this.url = cluster.server.replace(/\/$/, '');
    this.#credentials = new Credentials(kubeConfig);
    this.#way = {
      serverName: cluster.tlsServerName,
      isChecked: !cluster.skipTLSVerify,
      proxyUrl: cluster.proxyUrl ?? proxyOf(new URL(this.url), proxies),
    };
    this.#pools = new ConnectionPools(this.#way);
  }

  /** Asks nothing yet. @throws Error when the kubeconfig names no cluster */
  static async open(kubeConfig: KubeConfig, options: ApiServerOptions = {}): Promise<ApiServer> {
    return Promise.resolve(new ApiServer(kubeConfig, options));
  }

  /**
   * The same server as seen by `user`, by impersonation; without one as the kubeconfig's own user. Answers may have so
   * many bytes.
   */
  as(user: string | undefined, limitBytes = answerLimitBytes): ApiClient {
    return new ApiClient(this, user, limitBytes);
  }

  /** An answer to a request, as a server would give it that has the version that was asked for. */
  async inAskedVersion(body: unknown, {path}: ApiRequest): Promise<unknown> {
    return inVersion(body, await this.#versions.pathOf(path), path);
  }

  /** Tells of each request that came to nothing, but those for apps behind the API server. One hears it. */
  onSetback(heard: (setback: Setback) => void): void {
    this.#hearSetback = heard;
  }

  /** One request; the caller reads or drops the body. @throws ClusterUnavailableError */
  async send(request: ApiRequest, user: string | undefined): Promise<Dispatcher.ResponseData> {
    try {
      const response = await this.#sendServed(request, user);
      const {statusCode: status} = response;
      const isSetback = status === 401 || status === 403 || status >= 500;
      if (isSetback && request.isProxied !== true) this.#hearSetback({user, status});
      return response;
    } catch (error) {
      // who gives it up for another reason than its time knows why
      if (error instanceof ClusterUnavailableError || isTimeout(error)) this.#hearSetback({user, status: undefined});
      throw error;
    }
  }

  async #sendServed(request: ApiRequest, user: string | undefined): Promise<Dispatcher.ResponseData> {
    const path = await this.#versions.pathOf(request.path);
    const credential = await this.#credential();
    const served = {...request, path, body: inVersion(request.body, request.path, path)};
    const response = await this.#sendWith(credential, served, user);
    if (response.statusCode !== 401 || request.isProxied === true) return response;
    const newer = await this.#newerThan(credential);
    if (newer === undefined) return response;
    await response.body.dump();
    return this.#sendWith(newer, served, user);
  }

  /**
   * What a WebSocket is opened with, and what to open it with when the server refuses that with 401, if there is anything.
   * @throws ClusterUnavailableError
   */
  async access(user: string | undefined): Promise<Access> {
    return this.#accessOf(await this.#credential(), user);
  }

  async newerAccess({credential}: Access, user: string | undefined): Promise<Access | undefined> {
    const newer = await this.#newerThan(credential);
    return newer === undefined ? undefined : this.#accessOf(newer, user);
  }

  /** Nothing is sent any more. */
  async close(): Promise<void> {
    await this.#pools.close();
  }

  async #sendWith(
    credential: Credential,
    request: ApiRequest,
    user: string | undefined,
  ): Promise<Dispatcher.ResponseData> {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(request.query ?? {})) if (value !== undefined) query.set(key, value);
    const search = query.size === 0 ? '' : `?${query.toString()}`;
    const {origin, pathname} = new URL(this.url);
    try {
      return await this.#pools.agentFor(credential.tls, request).request({
        origin,
        path: `${pathname.replace(/\/$/, '')}${request.path}${search}`,
        method: request.method ?? 'GET',
        headers: {
          ...headersOf(credential, user),
          accept: request.accept ?? 'application/json',
          ...(request.forwardedHost === undefined ? {} : {'x-forwarded-host': request.forwardedHost}),
          ...(request.body === undefined ? {} : {'content-type': request.contentType ?? 'application/json'}),
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: request.signal ?? AbortSignal.timeout(defaultTimeoutMs),
      });
    } catch (error) {
      if (request.signal?.aborted === true) throw request.signal.reason;
      throw new ClusterUnavailableError('silent', {cause: error});
    }
  }

  async #credential(): Promise<Credential> {
    return unlessMissing(async () => this.#credentials.current());
  }

  async #newerThan(credential: Credential): Promise<Credential | undefined> {
    return unlessMissing(async () => this.#credentials.newerThan(credential));
  }

  #accessOf(credential: Credential, user: string | undefined): Access {
    return {
      credential,
      headers: headersOf(credential, user),
      connector: connectorOf({...this.#way, tls: credential.tls, allowH2: false}),
    };
  }
}

/** Whom the kubeconfig itself acts as is who asks, unless it is somebody else. */
const headersOf = ({headers}: Credential, user: string | undefined): Record<string, string> => ({
  ...headers,
  ...(user === undefined ? {} : {'impersonate-user': user}),
});

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

async function unlessMissing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CredentialsError) throw new ClusterUnavailableError('noCredentials', {cause: error});
    throw error;
  }
}

/** How a client tells what it is answered. */
interface Manner {
  readonly hearWarning?: (text: string) => void;
  readonly isPersistent?: boolean;
  /** Throws when who asks may do nothing any more. */
  readonly mayAct?: () => Promise<void>;
}

/** The API server with one identity's rights. */
export class ApiClient {
  readonly server: ApiServer;
  readonly user: string | undefined;
  readonly #limitBytes: number;
  readonly #manner: Manner;

  constructor(server: ApiServer, user: string | undefined, limitBytes: number, manner: Manner = {}) {
    this.server = server;
    this.user = user;
    this.#limitBytes = limitBytes;
    this.#manner = manner;
  }

  /** The same client; what the server warns of in its answers is told. */
  hearing(hearWarning: (text: string) => void): ApiClient {
    return new ApiClient(this.server, this.user, this.#limitBytes, {...this.#manner, hearWarning});
  }

  /** The same client; just before anything that is more than a question is sent, it is asked whether it may be. */
  fencedBy(mayAct: () => Promise<void>): ApiClient {
    return new ApiClient(this.server, this.user, this.#limitBytes, {...this.#manner, mayAct});
  }

  /** Before what is no request of this client's, such as a command in a Pod. @throws what its fence throws */
  async requireLeave(): Promise<void> {
    await this.#manner.mayAct?.();
  }

  /**
   * The same client, for whoever asks again what is not answered: that the server could not read what it keeps, as while etcd
   * has no leader, is a `ClusterUnavailableError`.
   */
  persistent(): ApiClient {
    return new ApiClient(this.server, this.user, this.#limitBytes, {...this.#manner, isPersistent: true});
  }

  /**
   * A request whose answer is JSON.
   * @throws ApiError when the server refuses
   * @throws UserError `refused` when the answer is too large to be read
   * @throws ClusterUnavailableError when it does not answer in time, or answers 429, 502, 503 or 504
   */
  async request(request: ApiRequest): Promise<ApiResponse> {
    const oneTry = AbortSignal.timeout(tryMs);
    const signal = request.signal === undefined ? oneTry : AbortSignal.any([request.signal, oneTry]);
    const delays = new RepeatDelays(request);
    try {
      for (;;) {
        try {
          return await this.#request({...request, signal});
        } catch (error) {
          const delayMs = delays.after(error);
          if (delayMs === undefined) throw error;
          await sleep(delayMs, undefined, {signal});
        }
      }
    } catch (error) {
      // the caller's time is not up: whoever can ask again may
      if (oneTry.aborted && request.signal?.aborted !== true) {
        throw new ClusterUnavailableError('silent', {cause: error});
      }
      if (this.#manner.isPersistent === true && isReadFailure(error)) {
        throw new ClusterUnavailableError('busy', {cause: error});
      }
      throw error;
    }
  }

  async #request(request: ApiRequest): Promise<ApiResponse> {
    const response = await this.#send(request);
    const {text, isCut} = await readText(response, {limitBytes: this.#limitBytes, signal: request.signal});
    if (isCut) throw tooLarge(this.#limitBytes);
    const body = parseJson(text);
    if (response.statusCode >= 400) {
      const isOfRead = (request.method ?? 'GET') === 'GET';
      throw toError(response.statusCode, {body, text, retryAfter: response.headers['retry-after'], isOfRead});
    }
    return {status: response.statusCode, body: await this.server.inAskedVersion(body, request)};
  }

  /** A request whose answer is bytes that somebody else made (logs, a proxied page), cut at `limitBytes`. */
  async requestRaw(request: ApiRequest & {limitBytes: number}): Promise<RawResponse> {
    const response = await this.#send(request);
    const {text, isCut} = await readText(response, request);
    const {'content-type': contentType = '', 'retry-after': retryAfter} = response.headers;
    return {status: response.statusCode, contentType: String(contentType), text, isCut, retryAfter};
  }

  async #send(request: ApiRequest): Promise<Dispatcher.ResponseData> {
    if ((request.method ?? 'GET') !== 'GET') await this.requireLeave();
    const response = await this.server.send(request, this.user);
    const {hearWarning} = this.#manner;
    if (hearWarning !== undefined) readWarningHeaders(response.headers['warning']).forEach(hearWarning);
    return response;
  }
}

function tooLarge(limitBytes: number): UserError {
  return new UserError('refused', words().running.answerTooLarge({mib: Math.floor(limitBytes / 1024 / 1024)}));
}

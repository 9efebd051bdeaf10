import {setTimeout as sleep} from 'node:timers/promises';
import type {KubeConfig} from '@kubernetes/client-node';
import {Agent, type buildConnector, type Dispatcher} from 'undici';
import {UserError} from '#src/operations/user-error.ts';
import {ApiError, ClusterUnavailableError, statusSchema} from './api-error.ts';
import {connectorOf, type TlsMaterial, type Way} from './connection/connector.ts';
import {proxyOf, type Proxies} from './connection/proxy-of.ts';
import {Credentials, type Credential} from './credentials/credentials.ts';
import {CredentialsError} from './credentials/credentials-error.ts';
import {parseJson} from './parse-json.ts';
import {inVersion, ServedVersions} from './served-versions.ts';
import {readWarningHeaders} from './warning-header.ts';
import {words} from '#src/words/words.ts';

export const patchTypes = {
  apply: 'application/apply-patch+yaml',
  merge: 'application/merge-patch+json',
} as const;

/** Asks for the server's own columns. @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root, encoded: `/api/v1/namespaces/x/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Whether it is for an app behind the API server, whose own answer may be 401. */
  readonly isProxied?: boolean;
}

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
/** What the server could not do, and says no more of, is asked again after so long: etcd's leader may have changed. */
const internalErrorDelaysMs = [200, 500];
/** What one answer may take of this process's memory, in bytes: a page of a list of all sandboxes' objects. */
const answerLimitBytes = 256 * 1024 * 1024;

/** How the API server is reached and asked, besides what a kubeconfig says. */
export interface ApiServerOptions {
  /** Proxies for clusters that name none. */
  readonly proxies?: Proxies;
}

/** What is sent to prove who asks, and how a connection is opened. */
export interface Access {
  readonly credential: Credential;
  readonly headers: Readonly<Record<string, string>>;
  readonly connector: buildConnector.connector;
}

/**
 * The API server, through one pool of connections for all identities (client-node opens a connection a request). Requests
 * that it refuses for want of good credentials are sent again with newer ones, if there are any: they were not carried out.
 */
export class ApiServer {
  readonly url: string;
  readonly kubeConfig: KubeConfig;
  readonly #way: Omit<Way, 'tls' | 'allowH2'>;
  readonly #credentials: Credentials;
  readonly #versions = new ServedVersions(async (path) => (await this.as(undefined).request({path})).body);
  #isClosed = false;
  #pool: {readonly tls: TlsMaterial; readonly agent: Agent} | undefined;
  readonly #leaving = new Set<Agent>();

  private constructor(kubeConfig: KubeConfig, {proxies = {}}: ApiServerOptions) {
    const cluster = kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('The kubeconfig has no current context with a cluster.');
    this.kubeConfig = kubeConfig;
    this.url = cluster.server.replace(/\/$/, '');
    this.#credentials = new Credentials(kubeConfig);
    this.#way = {
      serverName: cluster.tlsServerName,
      isChecked: !cluster.skipTLSVerify,
      proxyUrl: cluster.proxyUrl ?? proxyOf(new URL(this.url), proxies),
    };
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

  /** One request; the caller reads or drops the body. @throws ClusterUnavailableError */
  async send(request: ApiRequest, user: string | undefined): Promise<Dispatcher.ResponseData> {
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
    this.#isClosed = true;
    await Promise.all([this.#pool?.agent, ...this.#leaving].map(async (agent) => agent?.destroy()));
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
      return await this.#agentOf(credential).request({
        origin,
        path: `${pathname.replace(/\/$/, '')}${request.path}${search}`,
        method: request.method ?? 'GET',
        headers: {
          ...headersOf(credential, user),
          accept: request.accept ?? 'application/json',
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

  /** Connections are opened anew with a new certificate; what runs on the old ones ends there. */
  #agentOf({tls}: Credential): Agent {
    if (this.#isClosed) throw new Error('its connections were closed');
    const pool = this.#pool;
    if (pool?.tls === tls) return pool.agent;
    if (pool !== undefined) {
      this.#leaving.add(pool.agent);
      const forget = (): void => void this.#leaving.delete(pool.agent);
      pool.agent.close().then(forget, forget);
    }
    const agent = new Agent({
      connections: 64,
      keepAliveTimeout: 30_000,
      // a watch is silent for as long as nothing happens; each request has a signal of its own
      bodyTimeout: 0,
      headersTimeout: 0,
      connect: connectorOf({...this.#way, tls, allowH2: true}),
    });
    this.#pool = {tls, agent};
    return agent;
  }
}

/** Whom the kubeconfig itself acts as is who asks, unless it is somebody else. */
const headersOf = ({headers}: Credential, user: string | undefined): Record<string, string> => ({
  ...headers,
  ...(user === undefined ? {} : {'impersonate-user': user}),
});

async function unlessMissing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CredentialsError) throw new ClusterUnavailableError('noCredentials', {cause: error});
    throw error;
  }
}

/** The API server with one identity's rights. */
export class ApiClient {
  readonly server: ApiServer;
  readonly user: string | undefined;
  readonly #limitBytes: number;
  readonly #hearWarning: ((text: string) => void) | undefined;

  constructor(server: ApiServer, user: string | undefined, limitBytes: number, hearWarning?: (text: string) => void) {
    this.server = server;
    this.user = user;
    this.#limitBytes = limitBytes;
    this.#hearWarning = hearWarning;
  }

  /** The same client; what the server warns of in its answers is told. */
  hearing(hearWarning: (text: string) => void): ApiClient {
    return new ApiClient(this.server, this.user, this.#limitBytes, hearWarning);
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
    const delaysMs = internalErrorDelaysMs.values();
    try {
      for (;;) {
        try {
          return await this.#request({...request, signal});
        } catch (error) {
          const delayMs = isInternal(error) && isRepeatable(request) ? delaysMs.next().value : announcedDelayMs(error);
          if (delayMs === undefined) throw error;
          await sleep(delayMs, undefined, {signal});
        }
      }
    } catch (error) {
      // the caller's time is not up: whoever can ask again may
      if (oneTry.aborted && request.signal?.aborted !== true) {
        throw new ClusterUnavailableError('silent', {cause: error});
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
      throw toError(response.statusCode, {body, text, retryAfter: response.headers['retry-after']});
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
    const response = await this.server.send(request, this.user);
    if (this.#hearWarning !== undefined) readWarningHeaders(response.headers['warning']).forEach(this.#hearWarning);
    return response;
  }
}

/** Whether it comes to the same when it is carried out twice. */
const isRepeatable = ({method = 'GET', contentType}: ApiRequest): boolean =>
  method === 'GET' || contentType === patchTypes.apply;

const isInternal = (error: unknown): boolean => error instanceof ApiError && error.status === 500;

/** The longest pause of a server with too much to do that one request sits out, in ms. */
const longestPauseMs = 5_000;

/**
 * When to ask again a server that has too much to do and says when, in ms: it has not begun with it, whatever it is.
 * @see https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
 */
export function announcedDelayMs(error: unknown): number | undefined {
  if (!(error instanceof ClusterUnavailableError && error.cause instanceof ApiError)) return undefined;
  const {retryAfterMs} = error;
  if (error.cause.status !== 429 || retryAfterMs === undefined || retryAfterMs > longestPauseMs) return undefined;
  // those who were refused together come back one after the other
  return retryAfterMs * (1 + Math.random() / 2);
}

/** The error that a refused request stands for. `retryAfter`: the header, which is there where the body is plain text. */
export function toError(
  status: number,
  {body, text, retryAfter}: {readonly body: unknown; readonly text: string; readonly retryAfter: unknown},
): ApiError | ClusterUnavailableError {
  const parsed = statusSchema.safeParse(body);
  const statusBody = parsed.success ? parsed.data : undefined;
  const error = new ApiError(status, statusBody, text.slice(0, 300) || `HTTP ${status}`);
  if (status !== 429 && status < 502) return error;
  const announced = typeof retryAfter === 'string' && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  const retryAfterSeconds = statusBody?.details?.retryAfterSeconds ?? announced;
  return new ClusterUnavailableError('busy', {
    cause: error,
    ...(retryAfterSeconds === undefined ? {} : {retryAfterMs: retryAfterSeconds * 1000}),
  });
}

/** The body as text, up to `limitBytes`; what follows is not read. */
async function readText(
  response: Dispatcher.ResponseData,
  {limitBytes, signal}: {limitBytes: number; signal?: AbortSignal | undefined},
): Promise<{text: string; isCut: boolean}> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      const buffer = Buffer.from(chunk);
      chunks.push(buffer);
      size += buffer.length;
      if (size > limitBytes) break;
    }
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw new ClusterUnavailableError('brokeOff', {cause: error});
  }
  return {text: Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8'), isCut: size > limitBytes};
}

function tooLarge(limitBytes: number): UserError {
  return new UserError('refused', words().running.answerTooLarge({mib: Math.floor(limitBytes / 1024 / 1024)}));
}

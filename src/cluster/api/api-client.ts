import {readFile} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {KubeConfig} from '@kubernetes/client-node';
import {Agent, type Dispatcher} from 'undici';
import {UserError} from '#src/operations/user-error.ts';
import {ApiError, ClusterUnavailableError, statusSchema} from './api-error.ts';
import {parseJson} from './parse-json.ts';
import {ServedVersions} from './served-versions.ts';
import {readWarningHeaders} from './warning-header.ts';

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
}

/** An answer that never comes is worse than an error: the limit where the caller gave none, in ms. */
const defaultTimeoutMs = 30_000;
/** How long one request whose answer is JSON may take, in ms: one that hangs must not take all of an operation's time. */
const tryMs = 12_000;
/** What the server could not do, and says no more of, is asked again after so long: etcd's leader may have changed. */
const internalErrorDelaysMs = [200, 500];
/** What one answer may take of this process's memory, in bytes: a page of a list of all sandboxes' objects. */
const answerLimitBytes = 256 * 1024 * 1024;
const credentialsAgeMs = 60_000;

interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly readAt: number;
}

/**
 * The API server, through one pool of connections for all identities (client-node opens a connection a request).
 * Credentials are client-node's: files, tokens, certificates, exec plugins.
 */
export class ApiServer {
  readonly url: string;
  readonly kubeConfig: KubeConfig;
  readonly #agent: Agent;
  readonly #versions = new ServedVersions(async (path) => (await this.as(undefined).request({path})).body);
  #credentials: Promise<Credentials> | undefined;

  private constructor(kubeConfig: KubeConfig, url: string, agent: Agent) {
    this.kubeConfig = kubeConfig;
    this.url = url;
    this.#agent = agent;
  }

  /** @throws Error when the kubeconfig names no cluster or its files can't be read */
  static async open(given: KubeConfig): Promise<ApiServer> {
    const kubeConfig = allowPlainHttp(given);
    const cluster = kubeConfig.getCurrentCluster();
    if (cluster === null) throw new Error('The kubeconfig has no current context with a cluster.');
    const options: TlsOptions = {};
    await kubeConfig.applyToHTTPSOptions(options);
    const caFile = cluster.caFile === undefined ? undefined : await readFile(cluster.caFile);
    const agent = new Agent({
      connections: 64,
      keepAliveTimeout: 30_000,
      // a watch is silent for as long as nothing happens; each request has a signal of its own
      bodyTimeout: 0,
      headersTimeout: 0,
      connect: {
        timeout: 10_000,
        ...definedOnly({
          ca: options.ca ?? caFile,
          cert: options.cert,
          key: options.key,
          servername: options.servername,
        }),
        rejectUnauthorized: options.rejectUnauthorized ?? true,
      },
    });
    return new ApiServer(kubeConfig, cluster.server.replace(/\/$/, ''), agent);
  }

  /**
   * The same server as seen by `user`, by impersonation; without one as the kubeconfig's own user. Answers may have so
   * many bytes.
   */
  as(user: string | undefined, limitBytes = answerLimitBytes): ApiClient {
    return new ApiClient(this, user, limitBytes);
  }

  /** One request; the caller reads or drops the body. @throws ClusterUnavailableError */
  async send(request: ApiRequest, user: string | undefined): Promise<Dispatcher.ResponseData> {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(request.query ?? {})) if (value !== undefined) query.set(key, value);
    const search = query.size === 0 ? '' : `?${query.toString()}`;
    const {headers} = await this.#readCredentials();
    const path = await this.#versions.pathOf(request.path);
    try {
      return await this.#agent.request({
        origin: new URL(this.url).origin,
        path: `${new URL(this.url).pathname.replace(/\/$/, '')}${path}${search}`,
        method: request.method ?? 'GET',
        headers: {
          ...headers,
          accept: request.accept ?? 'application/json',
          ...(request.body === undefined ? {} : {'content-type': request.contentType ?? 'application/json'}),
          ...(user === undefined ? {} : {'impersonate-user': user}),
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: request.signal ?? AbortSignal.timeout(defaultTimeoutMs),
      });
    } catch (error) {
      if (request.signal?.aborted === true) throw request.signal.reason;
      throw new ClusterUnavailableError('The cluster does not answer.', {cause: error});
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #readCredentials(): Promise<Credentials> {
    const known = await this.#credentials;
    if (known !== undefined && Date.now() - known.readAt < credentialsAgeMs) return known;
    const reading = this.#readFresh();
    this.#credentials = reading.catch(() => undefined as never);
    return reading;
  }

  async #readFresh(): Promise<Credentials> {
    const options: TlsOptions = {};
    await this.kubeConfig.applyToHTTPSOptions(options);
    const headers: Record<string, string> = {...options.headers};
    if (options.auth !== undefined) headers['authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
    return {headers, readAt: Date.now()};
  }
}

/** client-node takes a plain address, as an emulator has one, only where certificates need not be checked. */
function allowPlainHttp(kubeConfig: KubeConfig): KubeConfig {
  const cluster = kubeConfig.getCurrentCluster();
  const user = kubeConfig.getCurrentUser();
  if (cluster === null || user === null || !cluster.server.startsWith('http:')) return kubeConfig;
  const plain = new KubeConfig();
  plain.loadFromClusterAndUser({...cluster, skipTLSVerify: true}, user);
  return plain;
}

interface TlsOptions {
  headers?: Record<string, string>;
  auth?: string;
  ca?: string | Buffer;
  cert?: string | Buffer;
  key?: string | Buffer;
  servername?: string;
  rejectUnauthorized?: boolean;
}

function definedOnly(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
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
    try {
      for (const delayMs of internalErrorDelaysMs) {
        try {
          return await this.#request({...request, signal});
        } catch (error) {
          if (!(error instanceof ApiError && error.status === 500 && isRepeatable(request))) throw error;
        }
        await sleep(delayMs, undefined, {signal});
      }
      return await this.#request({...request, signal});
    } catch (error) {
      // the caller's time is not up: whoever can ask again may
      if (oneTry.aborted && request.signal?.aborted !== true) {
        throw new ClusterUnavailableError('The cluster does not answer.', {cause: error});
      }
      throw error;
    }
  }

  async #request(request: ApiRequest): Promise<ApiResponse> {
    const response = await this.#send(request);
    const {text, isCut} = await readText(response, {limitBytes: this.#limitBytes, signal: request.signal});
    if (isCut) throw tooLarge(this.#limitBytes);
    const body = parseJson(text);
    if (response.statusCode >= 400) throw toError(response.statusCode, body, text);
    return {status: response.statusCode, body};
  }

  /** A request whose answer is bytes that somebody else made (logs, a proxied page), cut at `limitBytes`. */
  async requestRaw(request: ApiRequest & {limitBytes: number}): Promise<RawResponse> {
    const response = await this.#send(request);
    const {text, isCut} = await readText(response, request);
    return {status: response.statusCode, contentType: String(response.headers['content-type'] ?? ''), text, isCut};
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

/** The error that a refused request stands for. */
export function toError(status: number, body: unknown, text: string): ApiError | ClusterUnavailableError {
  const parsed = statusSchema.safeParse(body);
  const statusBody = parsed.success ? parsed.data : undefined;
  const error = new ApiError(status, statusBody, text.slice(0, 300) || `HTTP ${status}`);
  if (status !== 429 && status < 502) return error;
  const retryAfterSeconds = statusBody?.details?.retryAfterSeconds;
  return new ClusterUnavailableError('The cluster can not answer just now.', {
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
    throw new ClusterUnavailableError('The cluster broke off its answer.', {cause: error});
  }
  return {text: Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8'), isCut: size > limitBytes};
}

function tooLarge(limitBytes: number): UserError {
  return new UserError('refused', `The cluster's answer is larger than ${Math.floor(limitBytes / 1024 / 1024)} MiB.`, {
    next: 'Ask for less: for one object by its name, or for some by their labels (-l).',
  });
}

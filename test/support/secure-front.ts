import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {request as requestHttp, type IncomingMessage, type ServerResponse} from 'node:http';
import {createServer, type Server} from 'node:https';
import {connect, type AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import type {TLSSocket} from 'node:tls';
import type {Certificate, Certificates} from './certificates.ts';

export interface FrontOptions {
  readonly certificates: Certificates;
  readonly server: Certificate;
  /**
   * The emulated cluster behind it: its address and its administrator's token, as whom all is asked. Without one whoever asks
   * is whom they are there.
   */
  readonly target: {readonly url: string; readonly token: string | undefined};
  /** What the paths of the API are below, such as `/k8s/clusters/c-1`. */
  readonly prefix?: string;
}

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly isWatch: boolean;
  /** Who asked: a token, `CN=name` of a certificate, or nobody. */
  readonly who: string;
  readonly status: number;
}

interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
  times: number;
  readonly matches: (request: IncomingMessage) => boolean;
}

/**
 * An API server's front, over TLS: it takes the tokens and the certificates that it is told to take and refuses all else
 * with 401, as a real one does, and can be restarted and overloaded.
 */
export class SecureFront {
  readonly asked: Asked[] = [];
  /** Tokens, and `CN=name`, that are taken. */
  readonly accepted = new Set<string>();
  /** How many connections were opened. */
  connections = 0;
  readonly #options: FrontOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #watches = new Map<ServerResponse, IncomingMessage>();
  #refusals: Refusal[] = [];
  #port = 0;

  private constructor(options: FrontOptions, server: Server) {
    this.#options = options;
    this.#server = server;
    // from its first packet on: one that shakes hands while the server stops would be served by it, and hold it
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
    });
    server.on('secureConnection', (socket) => {
      this.connections += 1;
      socket.on('error', () => undefined);
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.#answer(request, response));
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  static async open(options: FrontOptions): Promise<SecureFront> {
    const {certificates, server} = options;
    const [ca, cert, key] = await Promise.all(
      [certificates.ca.cert, server.cert, server.key].map(async (path) => readFile(path)),
    );
    // ALPN: the sockets are looked at one by one, as with HTTP/1.1
    const tls = {ca, cert, key, requestCert: true, rejectUnauthorized: false, ALPNProtocols: ['http/1.1']};
    const front = new SecureFront(options, createServer(tls));
    await front.#listen();
    return front;
  }

  get port(): number {
    return this.#port;
  }

  /** Its address by another name, such as one that only a proxy knows. */
  url(host = '127.0.0.1'): string {
    return `https://${host}:${this.#port}${this.#options.prefix ?? ''}`;
  }

  /** The next requests that match are answered with this. */
  refuse(refusal: Partial<Refusal> & Pick<Refusal, 'status'>): void {
    this.#refusals.push({text: '', times: 1, matches: () => true, ...refusal});
  }

  /** Ends all watches, as a server or what is before it does when their time is over. */
  cutWatches(): void {
    for (const [response, answer] of this.#watches) {
      answer.unpipe(response);
      response.end();
    }
  }

  /** Breaks all connections and takes no new one until `start` is called. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async start(): Promise<void> {
    await this.#listen();
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.stop();
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    // a server that listens on a port has such an address
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** The path of the API that is asked for, or what the request is refused with. */
  #look(request: IncomingMessage): {path: string} | {status: number; headers?: Refusal['headers']; text: string} {
    const refusal = this.#refusals.find(({matches}) => matches(request));
    if (refusal !== undefined) {
      refusal.times -= 1;
      this.#refusals = this.#refusals.filter(({times}) => times > 0);
      return this.#note(request, refusal);
    }
    const {prefix = ''} = this.#options;
    const url = request.url ?? '/';
    if (!url.startsWith(`${prefix}/`)) return this.#note(request, {status: 404, text: `not below ${prefix}`});
    if (this.#options.target.token !== undefined && !this.accepted.has(whoAsks(request))) {
      const body = {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
      };
      return this.#note(request, {status: 401, text: JSON.stringify({...body, code: 401})});
    }
    this.#note(request, {status: 200});
    return {path: url.slice(prefix.length)};
  }

  #note<T extends {status: number}>(request: IncomingMessage, answer: T): T {
    const {method = '', url: path = ''} = request;
    const isWatch = path.includes('watch=true');
    this.asked.push({method, path, isWatch, who: whoAsks(request), status: answer.status});
    return answer;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const found = this.#look(request);
    if ('status' in found) {
      request.resume();
      response.writeHead(found.status, {'content-type': 'text/plain', ...found.headers}).end(found.text);
      return;
    }
    const {method = 'GET'} = request;
    const passed = requestHttp(this.#options.target.url + found.path, {method, headers: this.#headersOf(request)});
    passed.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      if (request.url?.includes('watch=true') === true) {
        this.#watches.set(response, answer);
        response.on('close', () => this.#watches.delete(response));
      }
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const found = this.#look(request);
    if ('status' in found) {
      const headers = Object.entries({...found.headers, connection: 'close'}).map(
        ([name, value]) => `${name}: ${value}`,
      );
      socket.end(`HTTP/1.1 ${found.status} No\r\n${headers.join('\r\n')}\r\n\r\n${found.text}`);
      return;
    }
    const {hostname, port} = new URL(this.#options.target.url);
    const behind = connect(Number(port), hostname, () => {
      const lines = Object.entries(this.#headersOf(request)).map(([name, value]) => `${name}: ${String(value)}`);
      behind.write(`GET ${found.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      behind.write(head);
      behind.pipe(socket).pipe(behind);
    });
    behind.on('error', () => socket.destroy());
    socket.on('error', () => behind.destroy()).on('close', () => behind.destroy());
  }

  #headersOf({headers}: IncomingMessage): IncomingMessage['headers'] {
    const {url, token} = this.#options.target;
    const host = new URL(url).host;
    return token === undefined ? {...headers, host} : {...headers, host, authorization: `Bearer ${token}`};
  }
}

function whoAsks(request: IncomingMessage): string {
  const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined) return token;
  // a server of node:https has such sockets
  const socket = request.socket as TLSSocket;
  return socket.authorized ? `CN=${socket.getPeerCertificate().subject.CN}` : 'nobody';
}

import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import {gzipSync} from 'node:zlib';
import {WebSocket, WebSocketServer} from 'ws';
import type {Certificate} from './certificates.ts';

/** A chat as it is reached on the Internet: over TLS alone, its answers packed for who takes that, and its gateway a wss. */
export interface SecureChat {
  /** For `rest.api`. */
  readonly restUrl: string;
  /** How each request was answered, the oldest first. */
  readonly answered: readonly {readonly method: string; readonly path: string; readonly isPacked: boolean}[];
  /** How many connections of the gateway were opened. */
  readonly gateways: () => number;
  /** Breaks all connections of the gateway, without a word. */
  readonly cutGateway: () => void;
  readonly close: () => Promise<void>;
}

/** What is said of one connection, and holds on no other. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** @param chatUrl the chat behind it, which says of itself where it is: what it says is made to lead here */
export async function startSecureChat(chatUrl: string, certificate: Certificate): Promise<SecureChat> {
  const [cert, key] = await Promise.all([certificate.cert, certificate.key].map(async (path) => readFile(path)));
  const server = createServer({cert, key});
  const sockets = new WebSocketServer({noServer: true});
  const answered: {method: string; path: string; isPacked: boolean}[] = [];
  let gateways = 0;
  const own = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const {host} = new URL(chatUrl);
  const leadHere = (text: string): string =>
    text.replaceAll(`http://${host}`, `https://${own()}`).replaceAll(`ws://${host}`, `wss://${own()}`);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const {method = 'GET', url: path = '/'} = request;
    const {host: _host, connection: _connection, 'content-length': _length, ...passed} = request.headers;
    const body = await buffer(request);
    const reply = await fetch(chatUrl + path, {
      method,
      headers: Object.entries(passed).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body.length === 0 ? {} : {body}),
    });
    const text = leadHere(await reply.text());
    const isPacked = text !== '' && String(passed['accept-encoding']).includes('gzip');
    answered.push({method, path, isPacked});
    for (const [name, value] of reply.headers) if (!ofConnection.has(name)) response.setHeader(name, value);
    if (isPacked) response.setHeader('content-encoding', 'gzip');
    response.writeHead(reply.status).end(isPacked ? gzipSync(text) : text);
  }

  function join(client: WebSocket, path: string): void {
    gateways += 1;
    const behind = new WebSocket(`ws://${host}${path}`);
    const early: string[] = [];
    client.on('message', (data: Buffer) => {
      if (behind.readyState === behind.OPEN) behind.send(data.toString());
      else early.push(data.toString());
    });
    behind.on('open', () => early.forEach((text) => behind.send(text)));
    behind.on('message', (data: Buffer) => client.send(leadHere(data.toString())));
    // a code that stands for no code is not to be sent
    client.on('close', () => behind.terminate());
    behind.on('close', (code) => (code === 1005 || code === 1006 ? client.terminate() : client.close(code)));
    for (const socket of [client, behind]) socket.on('error', () => undefined);
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (client) => join(client, request.url ?? '/'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cutGateway = (): void => {
    for (const client of sockets.clients) client.terminate();
  };
  return {
    restUrl: `https://${own()}/api`,
    answered,
    gateways: () => gateways,
    cutGateway,
    close: async () => {
      cutGateway();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

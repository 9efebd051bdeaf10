import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {Readable} from 'node:stream';
import {KubeConfig} from '@kubernetes/client-node';
import {WebSocketServer, type WebSocket} from 'ws';
import {ApiServer} from '#src/cluster/api/api-client.ts';

const stdout = 1;
const error = 3;

export interface EndlessApiServer {
  readonly server: ApiServer;
  /** Bytes that were written for the latest answer without end. */
  readonly sentBytes: () => number;
  /** The next log has a line now and then, and no end. */
  readonly willTick: () => void;
  /** How many follow such a log. */
  readonly followers: () => number;
  /** The command lines that were run, oldest first. */
  readonly commands: () => readonly string[][];
  /** What becomes of the next commands, in turn: they write without end, never end, or end with a code. */
  readonly will: (...ends: ('write on' | 'hang' | 'one large frame' | number)[]) => void;
  readonly close: () => Promise<void>;
}

/** An API server with one Pod, `web`, whose lists and logs have no end, over plain HTTP. */
export async function startEndlessApiServer(): Promise<EndlessApiServer> {
  let sentBytes = 0;
  const commands: string[][] = [];
  const planned: ('write on' | 'hang' | 'one large frame' | number)[] = [];
  let isTicking = false;
  let followers = 0;
  const http = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.endsWith('/pods/web')) return answer(response, pod);
    if (isTicking && path.endsWith('/log')) return tick(response);
    if (path.endsWith('/log') || path.endsWith('/pods')) {
      sentBytes = 0;
      Readable.from(chunks()).pipe(response);
      return;
    }
    response.statusCode = 404;
    answer(response, {kind: 'Status', reason: 'NotFound', message: `no ${path}`});
  });
  const sockets = new WebSocketServer({noServer: true, handleProtocols: ([first]) => first ?? false});
  http.on('upgrade', (request: IncomingMessage, socket, head) => {
    commands.push(new URL(request.url ?? '/', 'http://localhost').searchParams.getAll('command'));
    sockets.handleUpgrade(request, socket, head, (client) => void run(client, planned.shift() ?? 0));
  });

  function tick(response: ServerResponse): void {
    isTicking = false;
    followers += 1;
    let ticks = 0;
    const timer = setInterval(() => response.write(`tick ${(ticks += 1)}\n`), 50);
    response.on('close', () => {
      clearInterval(timer);
      followers -= 1;
    });
  }

  function* chunks(): Generator<string> {
    const chunk = `{"items": [${'0,'.repeat(32 * 1024)}`;
    for (;;) {
      sentBytes += chunk.length;
      yield chunk;
    }
  }

  async function run(client: WebSocket, end: (typeof planned)[number]): Promise<void> {
    sentBytes = 0;
    const send = async (channel: number, bytes: Buffer): Promise<void> => {
      sentBytes += bytes.length;
      await new Promise<void>((resolve) =>
        client.send(Buffer.concat([Buffer.from([channel]), bytes]), () => resolve()),
      );
    };
    if (end === 'hang') return;
    if (end === 'one large frame') return send(stdout, Buffer.alloc(8 * 1024 * 1024, 'x'));
    if (end === 'write on') {
      while (client.readyState === client.OPEN) await send(stdout, Buffer.alloc(32 * 1024, 'y\n'));
      return;
    }
    await send(error, Buffer.from(JSON.stringify(statusOf(end))));
    client.close(1000);
  }

  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  // a server that listens on a port has such an address
  const {port} = http.address() as AddressInfo;
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {name: 'c', server: `http://127.0.0.1:${port}`, skipTLSVerify: true},
    {name: 'u', token: 't'},
  );
  const server = await ApiServer.open(kubeConfig);
  return {
    server,
    sentBytes: () => sentBytes,
    willTick: () => {
      isTicking = true;
    },
    followers: () => followers,
    commands: () => commands,
    will: (...ends) => void planned.push(...ends),
    close: async () => {
      await server.close();
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: 'web', namespace: 'labrador-test-ada', uid: 'u-1', resourceVersion: '1'},
  spec: {containers: [{name: 'web'}]},
  status: {phase: 'Running'},
};

function statusOf(exitCode: number): object {
  if (exitCode === 0) return {metadata: {}, status: 'Success'};
  const details = {causes: [{reason: 'ExitCode', message: String(exitCode)}]};
  return {metadata: {}, status: 'Failure', reason: 'NonZeroExitCode', details};
}

function answer(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

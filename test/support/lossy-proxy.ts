import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface LossyProxy {
  /** For `rest.api`. */
  readonly restUrl: string;
  /** What becomes of the answers to the next requests of that method and end of path: the chat has taken them by then. */
  readonly lose: (method: string, pathEnd: string, fates: readonly Fate[]) => void;
  readonly close: () => void;
}

/** The connection breaks, the chat's own proxy fails, or nothing comes for so long, in ms; `pass`: nothing is wrong with it. */
export type Fate = 'break' | 502 | {readonly afterMs: number} | 'pass';

/** Stands before a chat, and loses answers to what the chat has taken. */
export async function startLossyProxy(restUrl: string): Promise<LossyProxy> {
  const orders: {method: string; pathEnd: string; fates: Fate[]}[] = [];
  const takeFate = (method: string, path: string): Fate | undefined =>
    orders
      .find((order) => order.method === method && path.endsWith(order.pathEnd) && order.fates.length > 0)
      ?.fates.shift();

  const server = createServer((request, response) => {
    const {method = 'GET', url = '/', headers} = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const {host: _host, connection: _connection, 'content-length': _length, ...passed} = headers;
        const body = Buffer.concat(chunks);
        const answer = await fetch(`${new URL(restUrl).origin}${url}`, {
          method,
          headers: Object.entries(passed).map(([name, value]): [string, string] => [name, String(value)]),
          ...(body.length === 0 ? {} : {body}),
        });
        const text = await answer.text();
        const fate = takeFate(method, url.split('?')[0] ?? '');
        if (fate === 'break') request.socket.destroy();
        else if (fate === 502) response.writeHead(502).end('<html>Bad Gateway</html>');
        else {
          const send = (): void => {
            response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
          };
          if (fate === undefined || fate === 'pass') send();
          else setTimeout(send, fate.afterMs).unref();
        }
      })();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    restUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    lose: (method, pathEnd, fates) => void orders.push({method, pathEnd, fates: [...fates]}),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Registry} from 'prom-client';

export interface HealthServerOptions {
  /** 0 picks one. */
  readonly port: number;
  /** The address to listen on; all of the machine's without one. */
  readonly host: string | undefined;
  /** What is not ready, a word each; nothing when all is. */
  readonly missing: () => Promise<readonly string[]>;
  readonly registry: Registry;
}

/** `/healthz`: the process lives. `/readyz`: it can do its work, else 503 with what is missing. `/metrics`: Prometheus. */
export async function startHealthServer({
  port,
  host,
  missing,
  registry,
}: HealthServerOptions): Promise<{port: number; close: () => Promise<void>}> {
  const answer = async (path: string): Promise<{status: number; type: string; body: string}> => {
    const type = 'text/plain; charset=utf-8';
    if (path === '/healthz') return {status: 200, type, body: 'ok\n'};
    if (path === '/metrics') return {status: 200, type: registry.contentType, body: await registry.metrics()};
    if (path !== '/readyz') return {status: 404, type, body: 'not found\n'};
    const names = await missing();
    return names.length === 0
      ? {status: 200, type, body: 'ok\n'}
      : {status: 503, type, body: `not ready: ${names.join(', ')}\n`};
  };
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost').pathname).then(
      ({status, type, body}) => response.writeHead(status, {'content-type': type}).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({port, ...(host === undefined ? {} : {host})}, resolve);
  });
  // a listening TCP server has an address of this shape
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

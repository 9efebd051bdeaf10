import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Registry} from 'prom-client';

/** What a process can't do its work without, a word each, and whether it is there. */
export type Parts = ReadonlyMap<string, boolean>;

/** The words for what is missing, in their order. */
export const missingOf = (parts: Parts): string[] => [...parts].flatMap(([part, isThere]) => (isThere ? [] : [part]));

export interface HealthServerOptions {
  /** 0 picks one. */
  readonly port: number;
  /** The address to listen on; all of the machine's without one. */
  readonly host: string | undefined;
  readonly parts: () => Promise<Parts>;
  readonly registry: Registry;
}

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work, else 503 with what is missing; `?verbose` lists each part, as
 * Kubernetes' own does. `/metrics`: Prometheus.
 * @see https://kubernetes.io/docs/reference/using-api/health-checks/
 */
export async function startHealthServer({
  port,
  host,
  parts,
  registry,
}: HealthServerOptions): Promise<{port: number; close: () => Promise<void>}> {
  const answer = async ({pathname, searchParams}: URL): Promise<{status: number; type: string; body: string}> => {
    const type = 'text/plain; charset=utf-8';
    if (pathname === '/healthz') return {status: 200, type, body: 'ok\n'};
    if (pathname === '/metrics') return {status: 200, type: registry.contentType, body: await registry.metrics()};
    if (pathname !== '/readyz') return {status: 404, type, body: 'not found\n'};
    const found = await parts();
    const status = missingOf(found).length === 0 ? 200 : 503;
    return {status, type, body: searchParams.has('verbose') ? verboseOf(found) : briefOf(found)};
  };
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost')).then(
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

function briefOf(parts: Parts): string {
  const missing = missingOf(parts);
  return missing.length === 0 ? 'ok\n' : `not ready: ${missing.join(', ')}\n`;
}

function verboseOf(parts: Parts): string {
  const lines = [...parts].map(([part, isThere]) => (isThere ? `[+]${part} ok` : `[-]${part} missing`));
  const isReady = missingOf(parts).length === 0;
  return [...lines, `readyz check ${isReady ? 'passed' : 'failed'}`, ''].join('\n');
}

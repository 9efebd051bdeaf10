import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import {Agent} from 'undici';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createMetrics} from '#src/observability/metrics.ts';
import {codeOf, kindOf, watchClusterRequests} from '#src/observability/watch-cluster-requests.ts';
import {Scrape} from '#test/support/scrape.ts';

let server: Server;
let url: string;
const agent = new Agent();

/** Answers with the status in the path; `/silent` never. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const status = Number(/\/(\d{3})/.exec(request.url ?? '')?.[1]);
    if (status > 0) response.writeHead(status).end('body');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  await agent.destroy();
  server.closeAllConnections();
  server.close();
});

it.each([
  ['GET', '/api/v1/pods', 'read'],
  ['GET', '/api/v1/pods?watch=true&resourceVersion=1', 'watch'],
  ['GET', '/api/v1/pods?fieldSelector=a&watch=true', 'watch'],
  ['GET', '/api/v1/namespaces/a/pods/watch=true', 'read'],
  ['POST', '/apis/apps/v1/namespaces/a/deployments', 'write'],
  ['GET', '/api/v1/namespaces/a/services/http:nginx:80/proxy/', 'app'],
  ['GET', '/api/v1/namespaces/a/pods/nginx:80/proxy', 'app'],
  ['POST', '/api/v1/namespaces/a/pods/nginx/proxy/login?x=1', 'app'],
] as const)('%s %s is a request of the kind %s', (method, path, kind) => {
  expect(kindOf({method, path})).toBe(kind);
});

it('knows of a status its class, so that no app makes a series of its own', () => {
  const statuses = Array.from({length: 500}, (_, index) => 100 + index);
  expect([...new Set(statuses.map(codeOf))].toSorted()).toEqual(['1xx', '2xx', '3xx', '429', '4xx', '5xx']);
});

it('measures what is asked of the API server until its answer begins, once each, and nothing else', async () => {
  const metrics = createMetrics({role: 'worker', version: '1', parts: async () => Promise.resolve(new Map())});
  const end = watchClusterRequests(`${url}/base`, metrics);
  const ask = async (path: string, signal?: AbortSignal): Promise<void> => {
    const {body} = await agent.request({origin: url, path, method: 'GET', signal: signal ?? null});
    await body.dump();
  };
  for (const path of ['/200', '/200', '/404', '/429', '/503']) await ask(path);
  await ask('/silent', AbortSignal.timeout(50)).catch(() => undefined);
  // another port is another server
  await agent.request({origin: 'http://127.0.0.1:9', path: '/200', method: 'GET'}).catch(() => undefined);
  end();
  await ask('/200');
  const found = new Scrape(await metrics.registry.metrics());
  const counts = ['2xx', '4xx', '429', '5xx', 'none'].map((code) =>
    found.value('labrador_cluster_request_seconds_count', {kind: 'read', code}),
  );
  expect(counts).toEqual([2, 1, 1, 1, 1]);
  expect(found.value('labrador_cluster_request_seconds_count')).toBe(6);
});

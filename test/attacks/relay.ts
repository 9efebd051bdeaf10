import type {JsonObject} from '../../src/sandbox/json.ts';

/** Where a relay sends what it is asked below a path. */
export type Routes = Readonly<Record<string, string>>;

/** Below this path a relay answers itself. */
export const ownPage = 'own';

/** nginx, which the lab's image is, as a client of any address: no other program of the images can be relied on. */
const configuration = (routes: Routes): string => `
user root;
worker_processes 1;
error_log /dev/null;
pid /tmp/nginx.pid;
events { worker_connections 64; }
http {
  access_log off;
  proxy_connect_timeout 2s;
  proxy_read_timeout 3s;
  proxy_ssl_verify off;
  server {
    listen 80;
    location /${ownPage} { return 200 "it is the relay itself"; }
${Object.entries(routes)
  .map(([path, url]) => `    location /${path} { proxy_pass ${url}; }`)
  .join('\n')}
  }
}
`;

/** A Pod that passes requests on from inside of the cluster, with its configuration and a Service. */
export function relayObjects(name: string, routes: Routes): readonly JsonObject[] {
  return [
    {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data: {'nginx.conf': configuration(routes)}},
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {name, labels: {app: name}},
      spec: {
        terminationGracePeriodSeconds: 1,
        containers: [
          {
            name: 'relay',
            image: 'nginx:1.18-alpine',
            command: ['nginx', '-c', '/relay/nginx.conf', '-g', 'daemon off;'],
            volumeMounts: [{name: 'relay', mountPath: '/relay'}],
          },
        ],
        volumes: [{name: 'relay', configMap: {name}}],
      },
    },
    {apiVersion: 'v1', kind: 'Service', metadata: {name}, spec: {selector: {app: name}, ports: [{port: 80}]}},
  ];
}

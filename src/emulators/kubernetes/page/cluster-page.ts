import {readFileSync} from 'node:fs';
import type {ServerResponse} from 'node:http';

const files = [
  {path: '/', file: 'cluster.html', type: 'text/html; charset=utf-8'},
  {path: '/cluster.css', file: 'cluster.css', type: 'text/css; charset=utf-8'},
  {path: '/cluster.js', file: 'cluster.js', type: 'text/javascript; charset=utf-8'},
  {path: '/table-watch.js', file: 'table-watch.js', type: 'text/javascript; charset=utf-8'},
];

/** The page runs its own scripts and talks to this server; names of objects are hostile text. */
const securityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page that shows nodes and Pods as they change: static files that watch the API server like any client. */
export function answerClusterPage(response: ServerResponse, path: string): boolean {
  const found = files.find((candidate) => candidate.path === path);
  if (found === undefined) return false;
  response
    .writeHead(200, {
      'content-type': found.type,
      'content-security-policy': securityPolicy,
      'cache-control': 'no-cache',
    })
    .end(readFileSync(new URL(found.file, import.meta.url)));
  return true;
}

import {Hono} from 'hono';
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {extname} from 'node:path';
import {pageLibraries, importMapJson} from './libraries.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const mapPlace = '<!-- import map -->';

/** The page may run its own scripts and nothing else, whatever gets into a message. Of scripts in the document itself
 * only the import map, known by its hash, is let through. */
function securityPolicy(importMap: string): string {
  const hash = createHash('sha256').update(importMap).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function readFiles(): {path: string; type: string; content: string}[] {
  const own = readdirSync(import.meta.dirname).flatMap((name) => {
    const type = types[extname(name)];
    return type === undefined ? [] : [{path: `/${name}`, type, file: new URL(name, import.meta.url)}];
  });
  const libraries = pageLibraries.map(({path, file}) => ({path, type: 'text/javascript; charset=utf-8', file}));
  return [...own, ...libraries].map(({path, type, file}) => ({path, type, content: readFileSync(file, 'utf8')}));
}

/** The chat page: static files that speak to the control interface, read once. */
export function createPage(): Hono {
  const app = new Hono();
  const importMap = importMapJson();
  const files = readFiles();
  // all modules at once: found one from another they would come in many rounds
  const preloads = files
    .filter(({type}) => type === types['.js'])
    .map(({path}) => `<link rel="modulepreload" href="${path}" />`);
  const page = readFileSync(new URL('page.html', import.meta.url), 'utf8').replace(
    mapPlace,
    `<script type="importmap">${importMap}</script>${preloads.join('')}`,
  );
  const policy = securityPolicy(importMap);
  for (const {path, type, content} of [{path: '/', type: 'text/html; charset=utf-8', content: page}, ...files]) {
    const headers = {'Content-Type': type, 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache'};
    app.get(path, (context) => context.body(content, 200, headers));
  }
  return app;
}

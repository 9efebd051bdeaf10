import {Hono} from 'hono';
import {readFileSync} from 'node:fs';

const TYPES = {html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8'};

const SCRIPTS = [
  'page',
  'composer',
  'control',
  'earlier-lines',
  'elements',
  'markdown',
  'message-view',
  'modal-view',
  'suggestions',
] as const;

const FILES = [
  {path: '/', file: 'page.html', type: TYPES.html},
  {path: '/page.css', file: 'page.css', type: TYPES.css},
  ...SCRIPTS.map((name) => ({path: `/${name}.js`, file: `${name}.js`, type: TYPES.js})),
];

/** The page may run its own scripts and nothing else, whatever gets into a message. */
const SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The chat page: static files that speak to the control interface. */
export function createPage(): Hono {
  const app = new Hono();
  for (const {path, file, type} of FILES) {
    const content = readFileSync(new URL(file, import.meta.url), 'utf8');
    const headers = {'Content-Type': type, 'Content-Security-Policy': SECURITY_POLICY, 'Cache-Control': 'no-cache'};
    app.get(path, (context) => context.body(content, 200, headers));
  }
  return app;
}

import type {MountedFileSystem} from './mounted-file-system.ts';
import {RequestLoad} from './request-load.ts';
import type {Exit, HttpRequest, HttpResponse, Process, ProcessOptions} from './process.ts';

const version = 'nginx/1.18.0';
const accessLog = '/var/log/nginx/access.log';
const errorLog = '/var/log/nginx/error.log';
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  gif: 'image/gif',
  html: 'text/html',
  htm: 'text/html',
  jpg: 'image/jpeg',
  js: 'application/javascript',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'text/xml',
};

/**
 * A web server that serves files and keeps nginx's logs. Of its configuration it reads the first `listen` and `root`.
 * It stops at once when told to.
 */
export function startNginx({files, now, secondMs}: ProcessOptions): Process {
  let end: (exit: Exit) => void = () => undefined;
  const exited = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const {port, root} = readConfiguration(files);
  // The logs are opened, and so made, at the start.
  files.append(accessLog, new Uint8Array());
  files.append(errorLog, new Uint8Array());
  const load = new RequestLoad({now, secondMs});
  const answer = (request: HttpRequest): HttpResponse => {
    load.count();
    const {response, error} = serve(files, root, request);
    if (error !== undefined) files.append(errorLog, Buffer.from(errorLine(error, request, now())));
    files.append(accessLog, Buffer.from(accessLine(request, response, now())));
    return response;
  };
  return {
    exited,
    terminate: () => end({exitCode: 0}),
    kill: () => end({exitCode: 137, signal: 9}),
    listener: {port, answer},
    coresInUse: () => load.cores(),
  };
}

function readConfiguration(files: MountedFileSystem): {port: number; root: string} {
  const path = '/etc/nginx/conf.d/default.conf';
  const text = files.has(path) ? Buffer.from(files.read(path)).toString('utf8') : '';
  const [, port = '80'] = /^\s*listen\s+(\d+)/m.exec(text) ?? [];
  const [, root = '/usr/share/nginx/html'] = /^\s*root\s+([^;\s]+)/m.exec(text) ?? [];
  return {port: Number(port), root};
}

function serve(files: MountedFileSystem, root: string, request: HttpRequest): {response: HttpResponse; error?: string} {
  const [pathname = '/'] = request.path.split('?');
  if (request.method !== 'GET' && request.method !== 'HEAD') return {response: errorPage(405, 'Not Allowed')};
  const decoded = decode(pathname);
  if (decoded === undefined) return {response: errorPage(400, 'Bad Request')};
  const path = files.resolvePath(root, `.${decoded}`);
  if (path !== root && !path.startsWith(`${root}/`)) return {response: errorPage(400, 'Bad Request')};
  const isDirectory = pathname.endsWith('/');
  const file = isDirectory ? `${path}/index.html` : path;
  try {
    const [, extension = ''] = /\.(\w+)$/.exec(file) ?? [];
    const headers = {server: version, 'content-type': types[extension] ?? 'application/octet-stream'};
    return {response: {status: 200, headers, body: files.read(file)}};
  } catch {
    // Every failure to read is a missing page to the visitor; the log says which file.
    if (isDirectory && pathname === '/') {
      return {
        response: errorPage(403, 'Forbidden'),
        error: `directory index of "${root}/" is forbidden`,
      };
    }
    return {
      response: errorPage(404, 'Not Found'),
      error: `open() "${file}" failed (2: No such file or directory)`,
    };
  }
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

function errorPage(status: number, text: string): HttpResponse {
  const page = `<html>\r\n<head><title>${status} ${text}</title></head>\r\n<body>\r\n<center><h1>${status} ${text}</h1></center>\r\n<hr><center>${version}</center>\r\n</body>\r\n</html>\r\n`;
  return {status, headers: {server: version, 'content-type': 'text/html'}, body: Buffer.from(page)};
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @see https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format (combined) */
function accessLine(
  {remoteAddress, method, path, referer, userAgent}: HttpRequest,
  {status, body}: HttpResponse,
  nowMs: number,
): string {
  const [date = '', time = ''] = new Date(nowMs).toISOString().split('T');
  const [year, month, day] = date.split('-');
  const when = `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
  return `${remoteAddress} - - [${when}] "${method} ${path} HTTP/1.1" ${status} ${body.length} "${referer || '-'}" "${userAgent || '-'}" "-"\n`;
}

function errorLine(error: string, {remoteAddress, method, path}: HttpRequest, nowMs: number): string {
  const when = new Date(nowMs).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
  return `${when} [error] 6#6: *1 ${error}, client: ${remoteAddress}, server: localhost, request: "${method} ${path} HTTP/1.1"\n`;
}

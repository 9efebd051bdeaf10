import type {HttpRequest, HttpResponse} from '../protocols/http-message.ts';
import type {MountedFileSystem} from '../mounted-file-system.ts';
import type {Process, ProcessOptions} from '../process.ts';
import {findPage, logTime} from './find-page.ts';
import {RequestLoad} from './request-load.ts';
import {endedProcess, serverProcess} from './server-process.ts';

const version = 'nginx/1.18.0';
const accessLog = '/var/log/nginx/access.log';
const errorLog = '/var/log/nginx/error.log';

/**
 * A web server that serves files and keeps nginx's logs. Of its configuration it reads the first `listen` and `root`.
 * It stops at once when told to.
 */
export function startNginx({files, now, secondMs}: ProcessOptions): Process {
  let configuration = readConfiguration(files);
  // The logs are opened, and so made, at the start.
  files.append(accessLog, new Uint8Array());
  files.append(errorLog, new Uint8Array());
  const load = new RequestLoad({now, secondMs});
  const answer = (request: HttpRequest): HttpResponse => {
    load.count();
    const {response, error} = serve(files, configuration.root, request);
    if (error !== undefined) files.append(errorLog, Buffer.from(errorLine(error, request, now())));
    files.append(accessLog, Buffer.from(accessLine(request, response, now())));
    return response;
  };
  return serverProcess({
    listeners: () => [{port: configuration.port, answer}],
    coresInUse: () => load.cores(),
    reload: () => {
      configuration = readConfiguration(files);
    },
  });
}

const syntaxIsOk = [
  'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok',
  'nginx: configuration file /etc/nginx/nginx.conf test is successful',
];

export const isNginxOption = (word = ''): boolean => ['-v', '-V', '-t', '-s'].includes(word);

/** What `nginx` does beside the one that runs: `-v`, `-t`, `-s reload|stop|quit`. Another has no port to listen on. */
export function runNginxBeside({argv, first, stderr}: ProcessOptions): Process {
  const [, option = '', signal = ''] = argv;
  const said = (...lines: readonly string[]): void => stderr(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  switch (option) {
    case '-v':
    case '-V':
      said(`nginx version: ${version}`);
      return endedProcess(0);
    case '-t':
      said(...syntaxIsOk);
      return endedProcess(0);
    case '-s':
      if (signal === 'reload') first?.reload?.();
      else if (signal === 'stop' || signal === 'quit') first?.terminate();
      else said(`nginx: invalid option: "-s ${signal}"`);
      return endedProcess(['reload', 'stop', 'quit'].includes(signal) ? 0 : 1);
    default:
      said('nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address in use)');
      return endedProcess(1);
  }
}

function readConfiguration(files: MountedFileSystem): {port: number; root: string} {
  const path = '/etc/nginx/conf.d/default.conf';
  const text = files.has(path) ? Buffer.from(files.read(path)).toString('utf8') : '';
  const [, port = '80'] = /^\s*listen\s+(\d+)/m.exec(text) ?? [];
  const [, root = '/usr/share/nginx/html'] = /^\s*root\s+([^;\s]+)/m.exec(text) ?? [];
  return {port: Number(port), root};
}

function serve(files: MountedFileSystem, root: string, request: HttpRequest): {response: HttpResponse; error?: string} {
  if (request.method !== 'GET' && request.method !== 'HEAD') return {response: errorPage(405, 'Not Allowed')};
  const found = findPage(files, root, request.path);
  switch (found.kind) {
    case 'page': {
      const headers = {server: version, 'content-type': found.type ?? 'application/octet-stream'};
      return {response: {status: 200, headers, body: found.body}};
    }
    case 'bad':
      return {response: errorPage(400, 'Bad Request')};
    case 'missing': {
      const isRoot = request.path.split('?')[0] === '/';
      if (isRoot) {
        return {response: errorPage(403, 'Forbidden'), error: `directory index of "${root}/" is forbidden`};
      }
      return {
        response: errorPage(404, 'Not Found'),
        error: `open() "${found.file}" failed (2: No such file or directory)`,
      };
    }
  }
}

function errorPage(status: number, text: string): HttpResponse {
  const page = `<html>\r\n<head><title>${status} ${text}</title></head>\r\n<body>\r\n<center><h1>${status} ${text}</h1></center>\r\n<hr><center>${version}</center>\r\n</body>\r\n</html>\r\n`;
  return {status, headers: {server: version, 'content-type': 'text/html'}, body: Buffer.from(page)};
}

/** @see https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format (combined) */
function accessLine(
  {remoteAddress, method, path, headers}: HttpRequest,
  {status, body}: HttpResponse,
  nowMs: number,
): string {
  return `${remoteAddress} - - [${logTime(nowMs)}] "${method} ${path} HTTP/1.1" ${status} ${body.length} "${headers['referer'] || '-'}" "${headers['user-agent'] || '-'}" "-"\n`;
}

function errorLine(error: string, {remoteAddress, method, path}: HttpRequest, nowMs: number): string {
  const when = new Date(nowMs).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ');
  return `${when} [error] 6#6: *1 ${error}, client: ${remoteAddress}, server: localhost, request: "${method} ${path} HTTP/1.1"\n`;
}

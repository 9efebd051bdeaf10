import type {HttpRequest, HttpResponse} from '../protocols/http-message.ts';
import type {MountedFileSystem} from '../mounted-file-system.ts';
import type {Process, ProcessOptions} from '../process.ts';
import {findPage, logTime} from './find-page.ts';
import {RequestLoad} from './request-load.ts';
import {serverProcess} from './server-process.ts';

const version = 'Apache/2.4.62 (Unix)';

/** Apache's web server: it serves files, and writes its log to the output. Of its configuration it reads `Listen` and `DocumentRoot`. */
export function startHttpd({files, now, secondMs, stdout, stderr}: ProcessOptions): Process {
  const {port, root} = readConfiguration(files);
  const load = new RequestLoad({now, secondMs});
  stderr(
    Buffer.from(`[mpm_event:notice] [pid 1:tid 1] AH00489: ${version} configured -- resuming normal operations\n`),
  );
  const answer = (request: HttpRequest): HttpResponse => {
    load.count();
    const response = serve(files, root, request);
    stdout(Buffer.from(accessLine(request, response, now())));
    return response;
  };
  return serverProcess({listeners: () => [{port, answer}], coresInUse: () => load.cores()});
}

function readConfiguration(files: MountedFileSystem): {port: number; root: string} {
  const path = '/usr/local/apache2/conf/httpd.conf';
  const text = files.has(path) ? Buffer.from(files.read(path)).toString('utf8') : '';
  const [, port = '80'] = /^\s*Listen\s+(?:\S+:)?(\d+)/m.exec(text) ?? [];
  const [, root = '/usr/local/apache2/htdocs'] = /^\s*DocumentRoot\s+"?([^"\s]+)/m.exec(text) ?? [];
  return {port: Number(port), root};
}

function serve(files: MountedFileSystem, root: string, {method, path}: HttpRequest): HttpResponse {
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead)
    return errorPage(405, 'Method Not Allowed', `The requested method ${method} is not allowed for this URL.`);
  const found = findPage(files, root, path);
  switch (found.kind) {
    case 'page': {
      const type = found.type === undefined ? {} : {'content-type': found.type};
      return {status: 200, headers: {server: version, ...type}, body: found.body};
    }
    case 'bad':
      return errorPage(400, 'Bad Request', 'Your browser sent a request that this server could not understand.');
    case 'missing':
      return errorPage(404, 'Not Found', 'The requested URL was not found on this server.');
  }
}

function errorPage(status: number, title: string, text: string): HttpResponse {
  const page = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body></html>\n`;
  return {status, headers: {server: version, 'content-type': 'text/html; charset=iso-8859-1'}, body: Buffer.from(page)};
}

/** @see https://httpd.apache.org/docs/2.4/logs.html#common */
function accessLine(request: HttpRequest, {status, body}: HttpResponse, nowMs: number): string {
  return `${request.remoteAddress} - - [${logTime(nowMs)}] "${request.method} ${request.path} HTTP/1.1" ${status} ${body.length}\n`;
}

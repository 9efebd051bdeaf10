import {noBody, headOf, capitalised, type HttpResponse} from '../../protocols/http-message.ts';
import {connectProblems, openConnection, type SentRequest} from '../open-connection.ts';
import type {ProcessOptions} from '../../process.ts';
import {countOf, type CurlOptions} from './curl-options.ts';
import {curlRequest} from './curl-request.ts';

/** How a transfer ended: an answer, a failure, or both, as with `--fail`. */
export interface Transfer {
  url: string;
  method: string;
  redirects: number;
  sent: number;
  exitCode: number;
  /** What failed, in curl's words; empty when nothing did. */
  error: string;
  /** What `--verbose` tells. */
  told: string;
  address: string;
  port: number | undefined;
  response: HttpResponse | undefined;
  /** The heads of all answers, and the body of the last. */
  head: string;
  body: Uint8Array;
  elapsedMs: number;
}

export interface TransferContext {
  process: ProcessOptions;
  signal: AbortSignal;
  readFile: (path: string) => string;
}

const usualRedirects = 50;
const exitCodes = {protocol: 1, url: 3, host: 6, connect: 7, http: 22, timeout: 28, tls: 35, redirects: 47, empty: 52};

/** One address after the other, as far as the answers send it on and `--location` is given. */
export async function transfer(given: string, options: CurlOptions, context: TransferContext): Promise<Transfer> {
  const startedAtMs = context.process.now();
  const most = countOf(options.get('max-redirs')) ?? usualRedirects;
  let last = await hop(given, options, context);
  while (options.has('location') && redirectOf(last) !== '') {
    const url = redirectOf(last);
    if (last.redirects >= most) {
      return {...last, exitCode: exitCodes.redirects, error: `Maximum (${most}) redirects followed`};
    }
    const next = await hop(url, options, context);
    const head = options.has('include') || options.has('head') ? last.head + next.head : next.head;
    last = {...next, head, told: last.told + next.told, redirects: last.redirects + 1};
  }
  return {...last, elapsedMs: emulatedMs(context.process, startedAtMs)};
}

/** Where an answer sends on to; empty when it does not. */
export function redirectOf({response, url}: Transfer): string {
  const {location} = response?.headers ?? {};
  const isSentOn = response !== undefined && response.status >= 300 && response.status < 400;
  return isSentOn && location !== undefined && URL.canParse(location, url) ? new URL(location, url).href : '';
}

/** What is known of a transfer before anything was sent. */
const begun = {
  method: 'GET',
  redirects: 0,
  sent: 0,
  address: '',
  port: undefined,
  response: undefined,
  head: '',
  body: noBody,
  elapsedMs: 0,
  told: '',
  exitCode: 0,
  error: '',
};

async function hop(given: string, options: CurlOptions, context: TransferContext): Promise<Transfer> {
  const {process, signal} = context;
  const url = parsed(given);
  if (url === undefined) {
    const error = 'URL using bad/illegal format or missing URL';
    return {...begun, url: given, exitCode: exitCodes.url, error};
  }
  const start = {...begun, url: url.href};
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') {
    const error = `Protocol "${scheme}" not supported or disabled in libcurl`;
    return {...start, exitCode: exitCodes.protocol, error};
  }
  const port = Number(url.port || (scheme === 'https' ? 443 : 80));
  const host = url.hostname;
  const limitSeconds = limitOf(options);
  const startedAtMs = process.now();
  const opened = await openConnection(process, {host, port, limitSeconds, signal});
  if (opened.kind === 'unknown host') {
    const error = `Could not resolve host: ${host}`;
    return {...start, exitCode: exitCodes.host, error, told: `* ${error}\n* Closing connection 0\n`};
  }
  const {address} = opened;
  const trying = `*   Trying ${address}:${port}...\n`;
  if (opened.kind === 'failed') {
    const ms = emulatedMs(process, startedAtMs);
    const isOwnLimit = opened.why === 'silent' && limitSeconds !== undefined;
    const error = isOwnLimit
      ? `Connection timed out after ${ms} milliseconds`
      : `Failed to connect to ${host} port ${port} after ${ms} ms: Couldn't connect to server`;
    const cause = isOwnLimit ? '' : `* connect to ${address} port ${port} failed: ${connectProblems[opened.why]}\n`;
    const exitCode = opened.why === 'silent' ? exitCodes.timeout : exitCodes.connect;
    return {...start, exitCode, error, told: `${trying}${cause}* ${error}\n* Closing connection 0\n`};
  }
  const told = `${trying}* Connected to ${host} (${address}) port ${port} (#0)\n`;
  // none of the servers in these images speaks TLS
  if (scheme === 'https') {
    const error = 'OpenSSL/3.0.15: error:0A00010B:SSL routines::wrong version number';
    return {...start, address, port, told, exitCode: exitCodes.tls, error};
  }
  const request = curlRequest(options, url, context.readFile);
  const asked = {
    ...start,
    address,
    port,
    told: told + requestHead(request),
    method: request.method,
    sent: request.body?.length ?? 0,
  };
  return answered(asked, opened.send(request), {options, host, nowMs: process.now()});
}

function answered(
  asked: Transfer,
  response: HttpResponse | undefined,
  {options, host, nowMs}: {options: CurlOptions; host: string; nowMs: number},
): Transfer {
  if (response === undefined) {
    const error = 'Empty reply from server';
    return {...asked, exitCode: exitCodes.empty, error, told: `${asked.told}* ${error}\n* Closing connection 0\n`};
  }
  const lines = headOf(response, nowMs);
  const told = [...lines, ''].map((line) => `< ${line}\r\n`).join('');
  const done = {
    ...asked,
    response,
    head: `${lines.join('\r\n')}\r\n\r\n`,
    told: `${asked.told}${told}* Connection #0 to host ${host} left intact\n`,
  };
  if (options.has('fail') && response.status >= 400) {
    return {...done, exitCode: exitCodes.http, error: `The requested URL returned error: ${response.status}`};
  }
  return {...done, body: asked.method === 'HEAD' ? noBody : response.body};
}

/** An address as curl takes it: HTTP when it does not say, and with nothing in it that none can have. */
function parsed(given: string): URL | undefined {
  const text = given.includes('://') ? given : `http://${given}`;
  return /\s/.test(text) || !URL.canParse(text) ? undefined : new URL(text);
}

function limitOf(options: CurlOptions): number | undefined {
  const limits = [options.get('max-time'), options.get('connect-timeout')].flatMap((text) =>
    text === undefined || !(Number(text) > 0) ? [] : [Number(text)],
  );
  return limits.length === 0 ? undefined : Math.min(...limits);
}

const emulatedMs = ({now, secondMs}: ProcessOptions, sinceMs: number): number =>
  Math.round(((now() - sinceMs) * 1000) / secondMs);

function requestHead({method, path, headers}: SentRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${capitalised(name)}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, ''].map((line) => `> ${line}\r\n`).join('');
}

import {Writable} from 'node:stream';
import {Exec} from '@kubernetes/client-node';
import type {IncomingMessage} from 'node:http';
import {WebSocket, type ClientOptions} from 'ws';
import {z} from 'zod';
import {toError, type ApiClient} from './api-client.ts';
import {ClusterUnavailableError, statusSchema} from './api-error.ts';
import {parseJson} from './parse-json.ts';

export interface ExecRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  /** Bytes of output that are kept. What follows is dropped, and after `droppedFactor` times as much reading ends. */
  readonly limitBytes: number;
  readonly signal: AbortSignal;
}

export interface ExecResult {
  /** Standard output and error as they came. */
  readonly output: string;
  readonly isCut: boolean;
  /** Undefined when so much came that reading ended: the command may still run. */
  readonly exitCode: number | undefined;
  /** Set when the command could not be started at all: the container runtime's words. */
  readonly startError: string | undefined;
}

const exitCauseSchema = z.looseObject({reason: z.string().optional(), message: z.string().optional()});

/** How much more than what is kept is read, so that a command that is only talkative can end by itself. */
const droppedFactor = 16;
/** The longest message of a stream, in bytes: container runtimes send some 32 KiB at a time. */
const frameLimitBytes = 1024 * 1024;
const refusalLimitBytes = 64 * 1024;
const endless = Symbol('more output than is read');

/**
 * client-node's Exec, with what it lacks: the server's reason for a refusal, a deadline, a bound to what is read, and an
 * end when the socket drops.
 */
export async function execInPod(client: ApiClient, request: ExecRequest): Promise<ExecResult> {
  const kept: Buffer[] = [];
  let size = 0;
  let stopReading = (): void => undefined;
  const keep = (): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        if (size < request.limitBytes) kept.push(chunk.subarray(0, request.limitBytes - size));
        size += chunk.length;
        if (size > request.limitBytes * droppedFactor) stopReading();
        done();
      },
    });
  let socket: WebSocket | undefined;
  const closeSocket = (): void => socket?.terminate();
  request.signal.addEventListener('abort', closeSocket, {once: true});
  try {
    const status = await new Promise<unknown>((resolve, reject) => {
      stopReading = () => resolve(endless);
      request.signal.addEventListener('abort', () => reject(request.signal.reason), {once: true});
      const exec = new Exec(client.server.kubeConfig, {
        connect: async (path, _onText, onBinary) => {
          socket = await openSocket(client, path);
          socket.on('unexpected-response', (_request, response) => void readRefusal(response).then(reject, reject));
          socket.on('error', (error) =>
            reject(new ClusterUnavailableError('The cluster does not answer.', {cause: error})),
          );
          socket.on('close', () =>
            reject(new ClusterUnavailableError('The connection broke before the command ended.')),
          );
          socket.on('message', (data: Buffer) => {
            if (data.readUInt8(0) !== closeStream) onBinary?.(data.readUInt8(0), data.subarray(1));
          });
          return socket;
        },
      });
      exec
        .exec(
          request.namespace,
          request.pod,
          request.container,
          [...request.command],
          keep(),
          keep(),
          null,
          false,
          resolve,
        )
        .catch(reject);
    });
    const exit = status === endless ? {exitCode: undefined, startError: undefined} : toExit(status);
    return {output: Buffer.concat(kept).toString('utf8'), isCut: size > request.limitBytes, ...exit};
  } finally {
    request.signal.removeEventListener('abort', closeSocket);
    closeSocket();
  }
}

/** Says that one of the streams ended; the Status, which always follows, says more. */
const closeStream = 255;
/** Newest first; both carry the exit code in a Status. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

async function openSocket(client: ApiClient, path: string): Promise<WebSocket> {
  const options: ClientOptions = {maxPayload: frameLimitBytes};
  await client.server.kubeConfig.applyToHTTPSOptions(options);
  const headers = {...options.headers, ...(client.user === undefined ? {} : {'Impersonate-User': client.user})};
  return new WebSocket(`${client.server.url.replace(/^http/, 'ws')}${path}`, protocols, {...options, headers});
}

async function readRefusal(response: IncomingMessage): Promise<Error> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const buffer = Buffer.from(chunk);
    chunks.push(buffer);
    size += buffer.length;
    if (size > refusalLimitBytes) break;
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return toError(response.statusCode ?? 500, parseJson(text), text);
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.30.0/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go */
function toExit(body: unknown): {exitCode: number; startError: string | undefined} {
  const status = statusSchema.parse({kind: 'Status', ...z.looseObject({}).parse(body)});
  if (status['status'] === 'Success') return {exitCode: 0, startError: undefined};
  const causes = z.array(exitCauseSchema).parse(status.details?.causes ?? []);
  const exitCode = causes.find((cause) => cause.reason === 'ExitCode')?.message;
  if (status.reason === 'NonZeroExitCode' && exitCode !== undefined) {
    return {exitCode: Number(exitCode), startError: undefined};
  }
  return {exitCode: 126, startError: status.message ?? 'The command could not be started.'};
}

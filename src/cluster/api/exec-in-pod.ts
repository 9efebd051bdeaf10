import {Readable, Writable} from 'node:stream';
import {Exec} from '@kubernetes/client-node/dist/exec.js';
import type {IncomingMessage} from 'node:http';
import {Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {WebSocket} from 'ws';
import {z} from 'zod';
import type {Access, ApiClient} from './api-client.ts';
import {toError} from './read-answer.ts';
import {announcedDelayMs} from './repeat-delays.ts';
import {ClusterUnavailableError, isUnauthorized, statusSchema} from './api-error.ts';
import {parseJson} from './parse-json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';

export interface ExecRequest {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  /** Bytes of output that are kept. What follows is dropped, and after `droppedFactor` times as much reading ends. */
  readonly limitBytes: number;
  readonly signal: AbortSignal;
  /** Ends the reading, and not in vain: what came so far is the result. */
  readonly enough?: AbortSignal;
  /** What the command reads, to its end; without it there is nothing to read. */
  readonly input?: Buffer;
}

export interface ExecResult {
  /** Standard output and error as they came. */
  readonly output: string;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly isCut: boolean;
  /** Undefined when reading ended before it: the command may still run. */
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
const unended = Symbol('its end was not waited for');

/**
 * client-node's Exec, with what it lacks: the server's reason for a refusal, a deadline, a bound to what is read, and an
 * end when the socket drops.
 * @throws UserError `unsupported` for input where the server can not tell a command that it ended
 */
export async function execInPod(client: ApiClient, request: ExecRequest): Promise<ExecResult> {
  const kept: {readonly isOutput: boolean; readonly bytes: Buffer}[] = [];
  let size = 0;
  let stopReading = (): void => undefined;
  const keep = (isOutput: boolean): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        if (size < request.limitBytes) kept.push({isOutput, bytes: chunk.subarray(0, request.limitBytes - size)});
        size += chunk.length;
        if (size > request.limitBytes * droppedFactor) stopReading();
        done();
      },
    });
  const {signal, enough} = request;
  const opening = enough === undefined ? signal : AbortSignal.any([signal, enough]);
  let socket: WebSocket | undefined;
  const closeSocket = (): void => socket?.terminate();
  signal.addEventListener('abort', closeSocket, {once: true});
  try {
    const status = await new Promise<unknown>((resolve, reject) => {
      stopReading = () => resolve(unended);
      enough?.addEventListener('abort', stopReading, {once: true});
      signal.addEventListener('abort', () => reject(signal.reason), {once: true});
      const exec = new Exec(client.server.kubeConfig, {
        connect: async (path, _onText, onBinary) => {
          socket = await openAtLast(client, path, opening);
          if (request.input !== undefined && socket.protocol !== protocols[0]) {
            throw new UserError('unsupported', words().running.copyRefused.noInput);
          }
          socket.on('error', (error) => reject(new ClusterUnavailableError('silent', {cause: error})));
          socket.on('close', () => reject(new ClusterUnavailableError('endedEarly')));
          socket.on('message', (data: Buffer) => {
            if (data.readUInt8(0) !== closeStream) onBinary?.(data.readUInt8(0), data.subarray(1));
          });
          socket.resume();
          return socket;
        },
      });
      exec
        .exec(
          request.namespace,
          request.pod,
          request.container,
          [...request.command],
          keep(true),
          keep(false),
          request.input === undefined ? null : Readable.from(partsOf(request.input)),
          false,
          resolve,
        )
        .catch(reject);
    });
    const exit = status === unended ? {exitCode: undefined, startError: undefined} : toExit(status);
    const ofStream = (isOutput: boolean): Buffer =>
      Buffer.concat(kept.filter((part) => part.isOutput === isOutput).map(({bytes}) => bytes));
    return {
      output: Buffer.concat(kept.map(({bytes}) => bytes)).toString('utf8'),
      stdout: ofStream(true),
      stderr: ofStream(false).toString('utf8'),
      isCut: size > request.limitBytes,
      ...exit,
    };
  } finally {
    signal.removeEventListener('abort', closeSocket);
    enough?.removeEventListener('abort', stopReading);
    closeSocket();
  }
}

/** As large as kubectl sends at once. */
const inputPartBytes = 32 * 1024;

function partsOf(input: Buffer): Buffer[] {
  const count = Math.ceil(input.length / inputPartBytes);
  return Array.from({length: count}, (_, at) => input.subarray(at * inputPartBytes, (at + 1) * inputPartBytes));
}

/** Says that one of the streams ended; the Status, which always follows, says more. */
const closeStream = 255;
/** Newest first; both carry the exit code in a Status. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/**
 * A WebSocket that is open, and paused. One that the server refused has not begun anything: it is opened again with newer
 * credentials, or when the server has time for it.
 */
async function openAtLast(client: ApiClient, path: string, signal: AbortSignal): Promise<WebSocket> {
  await client.requireLeave();
  let access = await client.server.access(client.user);
  let isRenewed = false;
  for (;;) {
    try {
      return await openSocket(client.server.url + path, access, signal);
    } catch (error) {
      const delayMs = announcedDelayMs(error);
      if (delayMs !== undefined) {
        await sleep(delayMs, undefined, {signal});
        continue;
      }
      const newer =
        isUnauthorized(error) && !isRenewed ? await client.server.newerAccess(access, client.user) : undefined;
      if (newer === undefined) throw error;
      isRenewed = true;
      access = newer;
    }
  }
}

async function openSocket(url: string, {headers, connector}: Access, signal: AbortSignal): Promise<WebSocket> {
  const {protocol, hostname, host, port} = new URL(url);
  const socket = new WebSocket(url.replace(/^http/, 'ws'), protocols, {
    maxPayload: frameLimitBytes,
    headers,
    createConnection: (_options: unknown, done?: (error: Error | null, connection: Socket) => void) => {
      connector({hostname: hostname.replace(/^\[|\]$/g, ''), host, protocol, port}, (error, connection) => {
        if (error !== null) done?.(error, new Socket());
        else done?.(null, connection);
      });
      return undefined;
    },
  });
  const close = (): void => socket.terminate();
  signal.addEventListener('abort', close, {once: true});
  try {
    return await new Promise<WebSocket>((resolve, reject) => {
      socket.once('open', () => {
        // what comes before it is listened to waits
        socket.pause();
        resolve(socket);
      });
      socket.once('unexpected-response', (_request, response) => void readRefusal(response).then(reject, reject));
      socket.on('error', (error) => reject(new ClusterUnavailableError('silent', {cause: error})));
    });
  } catch (error) {
    socket.terminate();
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
  }
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
  const retryAfter = response.headers['retry-after'];
  return toError(response.statusCode ?? 500, {body: parseJson(text), text, retryAfter});
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
  return {exitCode: 126, startError: status.message ?? words().running.notStarted};
}

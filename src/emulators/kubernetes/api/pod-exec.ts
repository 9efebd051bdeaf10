import {randomBytes} from 'node:crypto';
import type {Duplex} from 'node:stream';
import {WebSocketServer, type WebSocket} from 'ws';
import {runInContainer, type CommandHost, type CommandResult} from '../kubelet/run-in-container.ts';
import {pods} from '../resources/pods.ts';
import type {UpgradeHandler} from './api-server.ts';
import {chooseContainer, type PodAccess} from './pod-log.ts';
import {badRequest, internalError, notImplemented} from '../status-error.ts';

/** The first byte of every frame says what it carries. */
const stdinChannel = 0;
const stdoutChannel = 1;
const stderrChannel = 2;
const errorChannel = 3;
/** Version 5 only: the second byte names a channel that ends. */
const closeChannel = 255;

const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
/** Without version 5 nothing tells that the input ended: a pause has to. */
const inputPauseMs = 300;
/** No command may hold a connection for longer. */
const deadlineMs = 10 * 60_000;

/**
 * `pods/exec` over WebSocket. All input is read before the command starts; a terminal is accepted and not emulated.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/remotecommand/constants.go
 */
export function createExecHandler({objects, nodes}: PodAccess, host: CommandHost): UpgradeHandler {
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
  });
  const accept: UpgradeHandler['accept'] = ({request, socket, head, url, info}) => {
    const pod = objects.find(pods, info.namespace, info.name);
    const container = chooseContainer(pod, url.searchParams.get('container'));
    const argv = url.searchParams.getAll('command');
    if (argv.length === 0) throw badRequest('you must specify at least 1 command for the container');
    const worker = nodes.findPod(pod)?.find(container);
    const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
    if (worker?.process === undefined) {
      if (!isWebSocket) {
        refuseAsKubelet(socket, `container not found ("${container}")`);
        return;
      }
      throw internalError(`unable to upgrade connection: container not found ("${container}")`);
    }
    if (!isWebSocket) throw notImplemented('SPDY: use WebSocket');
    server.handleUpgrade(request, socket, head, (client) => {
      void (async () => {
        const ended = new AbortController();
        client.on('close', () => ended.abort());
        const stdin = url.searchParams.get('stdin') === 'true' ? {stdin: await readInput(client)} : {};
        const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(deadlineMs)]);
        const isTty = url.searchParams.get('tty') === 'true';
        const result = await runInContainer(worker, host, {
          argv,
          signal,
          ...stdin,
          stdout: (bytes) => sendFrame(client, stdoutChannel, bytes),
          stderr: (bytes) => sendFrame(client, isTty ? stdoutChannel : stderrChannel, bytes),
        });
        sendFrame(client, errorChannel, Buffer.from(JSON.stringify(toStatus(result))));
        client.close(1000);
      })().catch((error: unknown) =>
        client.close(1011, error instanceof Error ? error.message.slice(0, 100) : 'failed'),
      );
    });
  };
  return {
    check: ({url, info}) => {
      const pod = objects.find(pods, info.namespace, info.name);
      chooseContainer(pod, url.searchParams.get('container'));
      if (pod.spec.nodeName === undefined) throw badRequest(`pod ${info.name} does not have a host assigned`);
    },
    accept,
  };
}

/** A node's own refusal is plain text, to which kubectl adds what it could not do. */
function refuseAsKubelet(socket: Duplex, text: string): void {
  socket.end(
    `HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}

/** A character is a byte. */
function readInput(client: WebSocket): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(pause);
      client.off('message', onMessage);
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    let pause = client.protocol === protocols[0] ? undefined : setTimeout(finish, inputPauseMs);
    const onMessage = (data: Buffer): void => {
      if (data[0] === closeChannel) finish();
      if (data[0] !== stdinChannel) return;
      chunks.push(data.subarray(1));
      if (pause !== undefined) {
        clearTimeout(pause);
        pause = setTimeout(finish, inputPauseMs);
      }
    };
    client.on('message', onMessage);
    client.on('close', finish);
  });
}

function sendFrame(client: WebSocket, channel: number, bytes: Uint8Array): void {
  if (client.readyState === client.OPEN) client.send(Buffer.concat([Buffer.from([channel]), bytes]));
}

function toStatus({exitCode, startError}: CommandResult): object {
  if (startError !== undefined) {
    const text = `OCI runtime exec failed: exec failed: unable to start container process: ${startError}`;
    const why = `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${randomBytes(32).toString('hex')}": ${text}`;
    return {
      metadata: {},
      status: 'Failure',
      message: `Internal error occurred: ${why}`,
      reason: 'InternalError',
      details: {causes: [{message: why}]},
      code: 500,
    };
  }
  if (exitCode === 0) return {metadata: {}, status: 'Success'};
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: command terminated with exit code ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: {causes: [{reason: 'ExitCode', message: String(exitCode)}]},
  };
}

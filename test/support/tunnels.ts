import {once} from 'node:events';
import {createServer as createHttpServer} from 'node:http';
import {connect, createServer, type AddressInfo, type Server, type Socket} from 'node:net';

export interface Tunnels {
  /** With what is to be in it, such as `user:secret@`. */
  readonly url: (user?: string) => string;
  /** What was asked for, such as `cluster.test:443`. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** A proxy that opens tunnels to this machine, whatever the name is that it is asked for. */
export async function startHttpTunnels({user}: {readonly user?: string} = {}): Promise<Tunnels> {
  const asked: string[] = [];
  const server = createHttpServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, socket: Socket) => {
    const expected = user === undefined ? undefined : `Basic ${Buffer.from(user).toString('base64')}`;
    if (request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    asked.push(request.url ?? '');
    passOn(socket, Number(request.url?.split(':').at(-1)), () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
  });
  return listening(server, 'http', asked);
}

/** The same by SOCKS 5, for names alone. @see https://www.rfc-editor.org/rfc/rfc1928 */
export async function startSocksTunnels(): Promise<Tunnels> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    void (async () => {
      await once(socket, 'data');
      socket.write(Buffer.from([5, 0]));
      // one chunk: it is short, and sent as one
      const [request] = (await once(socket, 'data')) as [Buffer];
      const length = request.readUInt8(4);
      const port = request.readUInt16BE(5 + length);
      asked.push(`${request.subarray(5, 5 + length).toString()}:${port}`);
      passOn(socket, port, () => socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])));
    })();
  });
  return listening(server, 'socks5', asked);
}

function passOn(socket: Socket, port: number, onOpen: () => void): void {
  const target = connect(port, '127.0.0.1', () => {
    onOpen();
    target.pipe(socket).pipe(target);
  });
  target.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('error', () => target.destroy()).on('close', () => target.destroy());
}

async function listening(server: Server, scheme: string, asked: readonly string[]): Promise<Tunnels> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // a server that listens on a port has such an address
  const {port} = server.address() as AddressInfo;
  return {
    asked,
    url: (user = '') => `${scheme}://${user}127.0.0.1:${port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

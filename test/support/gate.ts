import {once} from 'node:events';
import {connect, createServer, type Server, type Socket} from 'node:net';

/** The door to a server on this machine: while it is shut, nothing listens there. It is shut at first. */
export interface Gate {
  readonly port: number;
  readonly open: () => Promise<void>;
  /** What goes through it is cut off. */
  readonly shut: () => Promise<void>;
}

export async function buildGate(serverPort: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const listen = async (port: number): Promise<number> => {
    server = createServer((near) => {
      const far = connect(serverPort, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
      }
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  };
  const shut = async (): Promise<void> => {
    const shutting = server;
    server = undefined;
    if (shutting === undefined) return;
    for (const socket of sockets) socket.destroy();
    shutting.close();
    await once(shutting, 'close');
  };
  const port = await listen(0);
  await shut();
  return {port, open: async () => void (await listen(port)), shut};
}

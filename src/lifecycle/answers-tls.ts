import {connect as connectPlain, type Socket} from 'node:net';
import {connect as connectTls} from 'node:tls';

/** How long a server may take to show in which way it is spoken to, in ms. */
const mannerMs = 1_000;

interface Address {
  /** A name or an address, of IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Whether it takes a TLS connection, whatever its certificate is worth: nothing is sent on it. */
export async function answersTls({host, port}: Address): Promise<boolean> {
  return tells(connectTls({host, port, rejectUnauthorized: false}), 'secureConnect');
}

/** Whether it answers that in plain text, whatever it answers. */
export async function answersPlain({host, port}: Address, sent: string): Promise<boolean> {
  const socket = connectPlain({host, port}, () => socket.write(sent));
  return tells(socket, 'data');
}

/**
 * The error with which it ends a TLS connection on which that is sent, whatever its certificate is worth; undefined where it has
 * none. By TLS 1.3 a server looks at the client's certificate when the client takes the connection for made.
 */
export async function tlsEndsOf({host, port}: Address, sent: string): Promise<Error | undefined> {
  const socket = connectTls({host, port, rejectUnauthorized: false}, () => socket.write(sent));
  let error: Error | undefined;
  socket.on('error', (heard) => (error = heard));
  await tells(socket, 'data');
  return error;
}

async function tells(socket: Socket, event: 'data' | 'secureConnect'): Promise<boolean> {
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once(event, () => resolve(true));
      for (const other of ['error', 'close'] as const) socket.once(other, () => resolve(false));
      socket.setTimeout(mannerMs, () => resolve(false));
    });
  } finally {
    // what is destroyed may still say why
    socket.on('error', () => undefined).destroy();
  }
}

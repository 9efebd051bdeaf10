import type {Socket} from 'node:net';
import {buildConnector} from 'undici';
import {openTunnel} from './open-tunnel.ts';

/** What proves who is at which end of a connection. */
export interface TlsMaterial {
  readonly ca?: Buffer | undefined;
  readonly cert?: Buffer | undefined;
  readonly key?: Buffer | undefined;
}

export interface Way {
  readonly tls: TlsMaterial;
  /** Whose certificate the server's is to be, where that is not the host of the address. */
  readonly serverName: string | undefined;
  readonly isChecked: boolean;
  readonly proxyUrl: string | undefined;
  /** Whether HTTP/2 may be spoken on it. */
  readonly allowH2: boolean;
}

const connectMs = 10_000;
/** Below the minute after which load balancers give a silent connection up, in ms. */
const keepAliveMs = 30_000;

/** Opens connections to the API server, through a proxy if there is one. */
export function connectorOf({tls, serverName, isChecked, proxyUrl, allowH2}: Way): buildConnector.connector {
  const given = Object.entries({...tls, servername: serverName}).filter(([, value]) => value !== undefined);
  const connect = buildConnector({
    ...Object.fromEntries(given),
    rejectUnauthorized: isChecked,
    timeout: connectMs,
    keepAliveInitialDelay: keepAliveMs,
    allowH2,
  });
  if (proxyUrl === undefined) return connect;
  return (options, callback) => {
    const isSecure = options.protocol === 'https:';
    const target = {host: options.hostname, port: Number(options.port || (isSecure ? 443 : 80))};
    void tellOf(openTunnel(proxyUrl, target), (error, socket) => {
      if (error !== null) callback(error, null);
      else if (isSecure) connect({...options, httpSocket: socket}, callback);
      else callback(null, socket);
    });
  };
}

type Told = (...told: [null, Socket] | [Error, null]) => void;

async function tellOf(opening: Promise<Socket>, tell: Told): Promise<void> {
  let socket: Socket;
  try {
    socket = await opening;
  } catch (error) {
    return tell(error instanceof Error ? error : new Error(String(error)), null);
  }
  tell(null, socket);
}

import {request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
import type {Socket} from 'node:net';
import {SocksClient} from 'socks';

/** How long a proxy may take, in ms. */
const proxyMs = 10_000;

/** What is at the other end. */
interface Target {
  readonly host: string;
  readonly port: number;
}

/**
 * A connection to `target` through a proxy: `http://`, `https://` or `socks5://`, with a user and a password in it if need
 * be. The proxy looks names up.
 * @throws Error that says what the proxy answered
 */
export async function openTunnel(proxyUrl: string, target: Target): Promise<Socket> {
  const proxy = new URL(proxyUrl);
  switch (proxy.protocol) {
    case 'http:':
    case 'https:':
      return connectByHttp(proxy, target);
    case 'socks5:':
    case 'socks5h:':
      return connectBySocks(proxy, target);
    default:
      throw new Error(`The proxy ${proxy.host} is none of http, https and socks5.`);
  }
}

async function connectByHttp(proxy: URL, {host, port}: Target): Promise<Socket> {
  const request = proxy.protocol === 'https:' ? requestHttps : requestHttp;
  const path = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const connecting = request({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path,
      headers: {host: path, ...authorizationOf(proxy)},
      agent: false,
      timeout: proxyMs,
    });
    const refuse = (status: number | undefined): void =>
      reject(new Error(`The proxy ${proxy.host} answered ${status} when asked for ${path}.`));
    connecting.once('connect', (response, socket) => {
      // nothing is timed from here on but what is asked through it
      socket.setTimeout(0);
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      refuse(response.statusCode);
    });
    connecting.once('response', (response) => {
      response.destroy();
      refuse(response.statusCode);
    });
    connecting.once('timeout', () => connecting.destroy(new Error(`The proxy ${proxy.host} does not answer.`)));
    connecting.once('error', reject);
    connecting.end();
  });
}

function authorizationOf({username, password}: URL): Record<string, string> {
  if (username === '') return {};
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}`};
}

async function connectBySocks(proxy: URL, destination: Target): Promise<Socket> {
  const {socket} = await SocksClient.createConnection({
    proxy: {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port || 1080),
      type: 5,
      ...(proxy.username === ''
        ? {}
        : {userId: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password)}),
    },
    command: 'connect',
    destination,
    timeout: proxyMs,
  });
  return socket;
}

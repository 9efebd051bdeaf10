import {BlockList, isIP} from 'node:net';

/** The proxies that an environment names, as kubectl reads them. */
export interface Proxies {
  /** `HTTPS_PROXY` */
  readonly https?: string | undefined;
  /** `HTTP_PROXY` */
  readonly http?: string | undefined;
  /** `NO_PROXY`: hosts, with the names below them, addresses and networks that are reached without; `*` is all. */
  readonly none?: string | undefined;
}

/** What an environment says of proxies, in capitals or small letters. */
export function readProxies(environment: Readonly<Record<string, string | undefined>>): Proxies {
  const read = (name: string): string | undefined =>
    environment[name]?.trim() || environment[name.toLowerCase()]?.trim() || undefined;
  return {https: read('HTTPS_PROXY'), http: read('HTTP_PROXY'), none: read('NO_PROXY')};
}

/**
 * The proxy by which an address is reached, if any. This machine itself never is.
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config which kubectl uses
 */
export function proxyOf(url: URL, {https, http, none = ''}: Proxies): string | undefined {
  const proxy = url.protocol === 'https:' ? https : http;
  if (proxy === undefined || proxy === '') return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (host === 'localhost' || isWithin('127.0.0.0/8', host) || isWithin('::1/128', host)) return undefined;
  const exceptions = none.split(',').flatMap((part) => part.trim().toLowerCase() || []);
  if (exceptions.some((exception) => isMeant(exception, host, port))) return undefined;
  return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function isMeant(exception: string, host: string, port: string): boolean {
  if (exception === '*') return true;
  if (exception.includes('/')) return isWithin(exception, host);
  // an address of IPv6 has colons of its own
  const [, name = exception, ofPort] = isIP(exception) === 6 ? [] : (/^\[?(.*?)\]?(?::(\d+))?$/.exec(exception) ?? []);
  if (ofPort !== undefined && ofPort !== port) return false;
  if (isIP(name) !== 0) return name === host;
  if (name.startsWith('*.') || name.startsWith('.')) return host.endsWith(name.replace(/^\*/, ''));
  return host === name || host.endsWith(`.${name}`);
}

function isWithin(network: string, host: string): boolean {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), type);
  return list.check(host, type);
}

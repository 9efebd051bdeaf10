import {decodeBytesToUtf8, defineCommand, type Command} from 'just-bash';
import type {NetworkAccess, ProcessOptions} from '../process.ts';
import {resolve} from './resolver.ts';

/** busybox's `nc`, as far as it tries whether a port is open; without `-z` it sends a request for a page. */
export function ncCommand(options: ProcessOptions, signal: AbortSignal): Command {
  const {files, network, sleep} = options;
  return defineCommand('nc', async (args, {stdin}) => {
    const letters = args.filter((arg) => /^-[a-z]+/.test(arg)).join('');
    const operands = args.filter((arg, at) => !arg.startsWith('-') && !/^-[a-z]*[wpis]$/.test(args[at - 1] ?? ''));
    const [host, portText] = operands;
    if (host === undefined) return failed('nc: missing host\n');
    const [address] = resolve(host, files, network);
    if (network === undefined || address === undefined) return failed(`nc: bad address '${host}'\n`);
    const port = Number(portText ?? 0);
    const verbosity = letters.split('v').length - 1;
    const about = `${host} (${address}:${port})`;
    const sums = verbosity > 1 ? 'sent 0, rcvd 0\n' : '';
    const reached = network.connect(address, port);
    if (reached === 'silent') await sleep((secondsOf('w', args) ?? silenceSeconds) * 1000, signal);
    if (reached !== 'open') {
      const isTold = verbosity > 1 || (verbosity === 1 && reached !== 'refused');
      return failed(`${isTold ? `nc: ${about}: ${connectProblems[reached]}\n` : ''}${sums}`);
    }
    const opened = verbosity > 0 ? `${about} open\n` : '';
    if (letters.includes('z')) return {stdout: '', stderr: `${opened}${sums}`, exitCode: 0};
    return {stdout: pageOf(network, {address, port, sent: decodeBytesToUtf8(stdin)}), stderr: opened, exitCode: 0};
  });
}

/** The system's words for what was not reached. */
export const connectProblems = {
  refused: 'Connection refused',
  unreachable: 'No route to host',
  silent: 'Connection timed out',
} as const;

/** For how long the system tries to open a connection that nothing comes of. Real ones do for two minutes, which nobody is to wait here. */
export const silenceSeconds = 5;

/** What an option of one letter says: `-w 2`, `-w2`. */
export function secondsOf(letter: string, args: readonly string[]): number | undefined {
  const text = args.flatMap((arg, at) => {
    const [, value] = new RegExp(`^-[a-zA-Z]*${letter}(\\d*)$`).exec(arg) ?? [];
    return value === undefined ? [] : [value === '' ? (args[at + 1] ?? '') : value];
  })[0];
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}

function pageOf(network: NetworkAccess, {address, port, sent}: {address: string; port: number; sent: string}): string {
  const [, method, path] = /^(GET|HEAD) (\S+) HTTP\/1\.[01]/.exec(sent) ?? [];
  if (method === undefined || path === undefined) return '';
  const response = network.request({address, port, path, method, userAgent: ''});
  if (response === undefined) return '';
  const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const body = method === 'HEAD' ? '' : Buffer.from(response.body).toString('utf8');
  return `HTTP/1.1 ${response.status} ${response.status === 200 ? 'OK' : 'Error'}\r\n${headers.join('')}\r\n${body}`;
}

function failed(stderr: string): {stdout: string; stderr: string; exitCode: number} {
  return {stdout: '', stderr, exitCode: 1};
}

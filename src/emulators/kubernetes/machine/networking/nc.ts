import type {Command} from 'just-bash';
import {decodeBytesToUtf8, defineCommand} from '../paced-bash.ts';
import type {ProcessOptions} from '../process.ts';
import {headOf} from '../protocols/http-message.ts';
import {connectProblems, openConnection, type Opened} from './open-connection.ts';
import {secondsOf} from './option-seconds.ts';

/** busybox's `nc`, as far as it tries whether a port is open; without `-z` it sends a request for a page. */
export function ncCommand(options: ProcessOptions, signal: AbortSignal): Command {
  return defineCommand('nc', async (args, {stdin}) => {
    const letters = args.filter((arg) => /^-[a-z]+/.test(arg)).join('');
    const operands = args.filter((arg, at) => !arg.startsWith('-') && !/^-[a-z]*[wpis]$/.test(args[at - 1] ?? ''));
    const [host, portText] = operands;
    if (host === undefined) return failed('nc: missing host\n');
    const port = Number(portText ?? 0);
    const opened = await openConnection(options, {host, port, limitSeconds: secondsOf('w', args), signal});
    if (opened.kind === 'unknown host') return failed(`nc: bad address '${host}'\n`);
    const verbosity = letters.split('v').length - 1;
    const about = `${host} (${opened.address}:${port})`;
    const sums = verbosity > 1 ? 'sent 0, rcvd 0\n' : '';
    if (opened.kind === 'failed') {
      const isTold = verbosity > 1 || (verbosity === 1 && opened.why !== 'refused');
      return failed(`${isTold ? `nc: ${about}: ${connectProblems[opened.why]}\n` : ''}${sums}`);
    }
    const told = verbosity > 0 ? `${about} open\n` : '';
    if (letters.includes('z')) return {stdout: '', stderr: `${told}${sums}`, exitCode: 0};
    return {stdout: pageOf(opened, decodeBytesToUtf8(stdin), options.now()), stderr: told, exitCode: 0};
  });
}

function pageOf({send}: Extract<Opened, {kind: 'open'}>, sent: string, nowMs: number): string {
  const [head = '', ...body] = sent.split(/\r?\n\r?\n/);
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.[01]/.exec(first) ?? [];
  if (method === undefined || path === undefined) return '';
  const headers = lines.map((line) => /^([^:]+): *(.*)$/.exec(line) ?? []);
  const response = send({
    method,
    path,
    headers: Object.fromEntries(headers.map(([, name = '', value = '']) => [name.toLowerCase(), value])),
    body: Buffer.from(body.join('\r\n\r\n')),
  });
  if (response === undefined) return '';
  const text = method === 'HEAD' ? '' : Buffer.from(response.body).toString('utf8');
  return [...headOf(response, nowMs), '', text].join('\r\n');
}

function failed(stderr: string): {stdout: string; stderr: string; exitCode: number} {
  return {stdout: '', stderr, exitCode: 1};
}

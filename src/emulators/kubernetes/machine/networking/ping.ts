import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import type {ProcessOptions} from '../process.ts';
import {resolve} from './resolver.ts';

const withValue = new Set(['c', 's', 'w', 'W', 'i', 'I', 't']);
/** For how long it waits for the last answer, in seconds. */
const lingerSeconds = 10;

/** busybox's `ping`: once a second, until it was as often as asked for, or until it is ended. */
export function pingCommand(options: ProcessOptions, signal: AbortSignal): Command {
  const {files, network, stdout, sleep} = options;
  return defineCommand('ping', async (args) => {
    const {host, count, bytes, isQuiet} = parse(args);
    if (host === undefined) return {stdout: '', stderr: 'ping: missing host\n', exitCode: 1};
    const [address] = resolve(host, files, network);
    if (address === undefined) return {stdout: '', stderr: `ping: bad address '${host}'\n`, exitCode: 1};
    stdout(Buffer.from(`PING ${host} (${address}): ${bytes} data bytes\n`));
    const times: number[] = [];
    let sent = 0;
    while (sent < count && !signal.aborted) {
      if (sent > 0) await sleep(1000, signal);
      if (signal.aborted) break;
      sent += 1;
      if (network?.answersPing(address) !== true) continue;
      const ms = 0.05 + Math.random() / 10;
      times.push(ms);
      if (isQuiet) continue;
      const text = `${bytes + 8} bytes from ${address}: seq=${sent - 1} ttl=64 time=${ms.toFixed(3)} ms\n`;
      stdout(Buffer.from(text));
    }
    if (times.length < sent) await sleep(lingerSeconds * 1000, signal);
    return {stdout: statistics(host, sent, times), stderr: '', exitCode: times.length === 0 ? 1 : 0};
  });
}

function statistics(host: string, sent: number, times: readonly number[]): string {
  const lost = Math.round(((sent - times.length) * 100) / Math.max(sent, 1));
  const counts = `${sent} packets transmitted, ${times.length} packets received, ${lost}% packet loss\n`;
  const average = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const range = [Math.min(...times), average, Math.max(...times)].map((ms) => ms.toFixed(3)).join('/');
  return `\n--- ${host} ping statistics ---\n${counts}${times.length === 0 ? '' : `round-trip min/avg/max = ${range} ms\n`}`;
}

function parse(args: readonly string[]): {host: string | undefined; count: number; bytes: number; isQuiet: boolean} {
  const result: {host: string | undefined; count: number; bytes: number; isQuiet: boolean} = {
    host: undefined,
    count: Infinity,
    bytes: 56,
    isQuiet: false,
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const option = arg[1] ?? '';
    if (!arg.startsWith('-')) result.host = arg;
    else if (withValue.has(option)) {
      const value = Number(arg.slice(2) || args[++at]);
      if (option === 'c') result.count = value;
      if (option === 's') result.bytes = value;
    } else if (option === 'q') result.isQuiet = true;
  }
  return result;
}

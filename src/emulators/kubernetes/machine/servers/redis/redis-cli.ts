import type {Command} from 'just-bash';
import {decodeBytesToUtf8, defineCommand} from '../../paced-bash.ts';
import {connectProblems, openConnection} from '../../networking/open-connection.ts';
import type {ProcessOptions} from '../../process.ts';
import {printedReply} from '../../protocols/redis-reply.ts';

/** `redis-cli [-h HOST] [-p PORT] [-a PASSWORD] COMMAND…`; without a command it takes one from each line of its input. */
export function redisCliCommand(name: string, options: ProcessOptions, signal: AbortSignal): Command {
  return defineCommand(name, async (args, {stdin}) => {
    const {host, port, password, words} = parse(args, options.environment['REDISCLI_AUTH']);
    const opened = await openConnection(options, {host, port, signal});
    const failed = (why: string): {stdout: string; stderr: string; exitCode: number} => ({
      stdout: '',
      stderr: `Could not connect to Redis at ${host}:${port}: ${why}\n`,
      exitCode: 1,
    });
    if (opened.kind === 'unknown host') return failed('Name or service not known');
    if (opened.kind === 'failed') return failed(connectProblems[opened.why]);
    const lines = decodeBytesToUtf8(stdin).split('\n').map(wordsOf);
    const asked = words.length > 0 ? [words] : lines.filter((line) => line.length > 0);
    let stdout = '';
    for (const command of asked) {
      const whole = password === undefined ? command : ['AUTH', password, ...command];
      const reply = options.network?.askRedis({address: opened.address, port}, whole);
      if (reply === undefined) return failed('Server closed the connection');
      stdout += printedReply(reply);
    }
    return {stdout, stderr: '', exitCode: 0};
  });
}

function parse(
  args: readonly string[],
  ownPassword: string | undefined,
): {host: string; port: number; password: string | undefined; words: readonly string[]} {
  const result = {host: '127.0.0.1', port: 6379, password: ownPassword, words: [] as readonly string[]};
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return {...result, words: args.slice(at)};
    const value = args[at + 1] ?? '';
    if (['-h', '-p', '-a', '-n', '--pass'].includes(arg)) at += 1;
    if (arg === '-h') result.host = value;
    if (arg === '-p') result.port = Number(value);
    if (arg === '-a' || arg === '--pass') result.password = value;
  }
  return result;
}

/** A line's words, some of them in quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
}

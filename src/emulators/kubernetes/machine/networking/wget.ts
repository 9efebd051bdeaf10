import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import type {ProcessOptions} from '../process.ts';
import {reasonOf} from '../protocols/http-message.ts';
import {connectProblems, openConnection} from './open-connection.ts';
import {secondsOf} from './option-seconds.ts';

const usage = 'wget: missing URL\n';
/** Options that take a value. */
const withValue = new Set(['O', 'T', 'U', 'P', 'o', 't', 'Y']);

/** busybox's `wget`: one page, into a file or to the output. */
export function wgetCommand(options: ProcessOptions, signal: AbortSignal): Command {
  const {files} = options;
  return defineCommand('wget', async (args, {cwd}) => {
    const {url: given, output, isQuiet, isSpider} = parse(args);
    if (given === undefined) return failed(usage);
    const text = given.includes('://') ? given : `http://${given}`;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== 'http:') return failed(`wget: not an http or ftp url: ${given}\n`);
    const port = Number(url.port || 80);
    const limitSeconds = secondsOf('T', args);
    const opened = await openConnection(options, {host: url.hostname, port, limitSeconds, signal});
    if (opened.kind === 'unknown host') return failed(`wget: bad address '${url.host}'\n`);
    const {address} = opened;
    const progress = isQuiet ? '' : `Connecting to ${url.host} (${address}:${port})\n`;
    if (opened.kind === 'failed') {
      // its own limit ends it with other words than the system's
      if (opened.why === 'silent' && limitSeconds !== undefined) return failed(`${progress}wget: download timed out\n`);
      return failed(`${progress}wget: can't connect to remote host (${address}): ${connectProblems[opened.why]}\n`);
    }
    const response = opened.send({
      method: isSpider ? 'HEAD' : 'GET',
      path: `${url.pathname}${url.search}`,
      headers: {host: url.host, 'user-agent': 'Wget', connection: 'close'},
    });
    if (response === undefined) return failed(`${progress}wget: error getting response\n`);
    if (response.status >= 400) {
      return failed(`${progress}wget: server returned error: HTTP/1.1 ${response.status} ${reasonOf(response)}\n`);
    }
    if (isSpider) return done('', `${progress}${isQuiet ? '' : 'remote file exists\n'}`);
    if (output === '-') return done(Buffer.from(response.body).toString('latin1'), progress, true);
    const path = output ?? (url.pathname.split('/').at(-1) || 'index.html');
    files.write(files.resolvePath(cwd, path), response.body);
    return done('', isQuiet ? '' : `${progress}saving to '${path}'\n'${path}' saved\n`);
  });
}

interface Arguments {
  url: string | undefined;
  output: string | undefined;
  isQuiet: boolean;
  isSpider: boolean;
}

/** `-q -O FILE`, `-qO-`, `--spider` */
function parse(args: readonly string[]): Arguments {
  const result: Arguments = {url: undefined, output: undefined, isQuiet: false, isSpider: args.includes('--spider')};
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') result.url ??= arg;
    if (!arg.startsWith('-') || arg.startsWith('--')) continue;
    for (let letter = 1; letter < arg.length; letter++) {
      const option = arg[letter] ?? '';
      if (option === 'q') result.isQuiet = true;
      if (!withValue.has(option)) continue;
      const value = arg.slice(letter + 1) || args[++at];
      if (option === 'O') result.output = value;
      break;
    }
  }
  return result;
}

interface Result {
  stdout: string;
  stderr: string;
  exitCode: number;
}

function failed(stderr: string): Result {
  return {stdout: '', stderr, exitCode: 1};
}

function done(stdout: string, stderr: string, isBinary = false): Result & {stdoutEncoding?: 'binary'} {
  return {stdout, stderr, exitCode: 0, ...(isBinary ? {stdoutEncoding: 'binary' as const} : {})};
}

import type {Command} from 'just-bash';
import {defineCommand} from '../../paced-bash.ts';
import type {ProcessOptions} from '../../process.ts';
import {countOf, parseCurlLine, type CurlOptions} from './curl-options.ts';
import {curlVersion, fileReader} from './curl-request.ts';
import {redirectOf, transfer, type Transfer, type TransferContext} from './curl-transfer.ts';
import {progressHeading, progressRows} from './progress-meter.ts';
import {writeOut} from './write-out.ts';

const help = "curl: try 'curl --help' or 'curl --manual' for more information\n";
const usage = 'Usage: curl [options...] <url>\n';
/** How long an answer that comes at once takes, in seconds: next to nothing. */
const leastSeconds = 0.001;
const cannotWrite = 23;
const passing = new Set([408, 429, 500, 502, 503, 504]);

interface Told {
  stdout: Buffer[];
  stderr: string;
}

/** curl, with the options that courses use. */
export function curlCommand(process: ProcessOptions, signal: AbortSignal): Command {
  return defineCommand('curl', async (args, {cwd}) => {
    const options = parseCurlLine(args);
    if ('problem' in options) return {stdout: '', stderr: `${options.problem}\n${help}`, exitCode: 2};
    if (options.has('version'))
      return {stdout: `curl ${curlVersion}\nProtocols: http https\n`, stderr: '', exitCode: 0};
    if (options.has('help')) return {stdout: usage, stderr: '', exitCode: 0};
    if (options.urls.length === 0) return {stdout: '', stderr: help, exitCode: 2};
    const context = {process, signal, readFile: fileReader(process.files, cwd)};
    const told: Told = {stdout: [], stderr: ''};
    let exitCode = 0;
    for (const [at, url] of options.urls.entries()) {
      const done = await persistently(url, options, context, told);
      exitCode = tell(done, options, told, {process, cwd, at});
    }
    const stdout = Buffer.concat(told.stdout).toString('latin1');
    return {stdout, stderr: told.stderr, exitCode, stdoutEncoding: 'binary'};
  });
}

/** Again and again, as often as `--retry` says, while what it failed by may pass. */
async function persistently(
  url: string,
  options: CurlOptions,
  context: TransferContext,
  told: Told,
): Promise<Transfer> {
  let delaySeconds = 1;
  for (let left = countOf(options.get('retry')) ?? 0; ; left--) {
    const done = await transfer(url, options, context);
    const problem = passingProblem(done, options);
    if (left <= 0 || problem === undefined || context.signal.aborted) return done;
    const seconds = countOf(options.get('retry-delay')) ?? delaySeconds;
    const retries = `${left} ${left === 1 ? 'retry' : 'retries'} left`;
    const warning = `Warning: Problem: ${problem}. Will retry in ${seconds} seconds. ${retries}.\n`;
    if (!options.has('silent')) told.stderr += warning;
    await context.process.sleep(seconds * 1000, context.signal);
    delaySeconds *= 2;
  }
}

function passingProblem({exitCode, response}: Transfer, options: CurlOptions): string | undefined {
  if (exitCode === 28) return 'timeout';
  if (exitCode === 7 && options.has('retry-connrefused')) return 'connection refused';
  return response !== undefined && passing.has(response.status) ? 'HTTP error' : undefined;
}

/** @returns the code to end with */
function tell(
  done: Transfer,
  options: CurlOptions,
  told: Told,
  {process, cwd, at}: {process: ProcessOptions; cwd: string; at: number},
): number {
  const isSilent = options.has('silent');
  const seconds = Math.max(done.elapsedMs / 1000, leastSeconds);
  if (!isSilent && !options.has('no-progress-meter')) {
    told.stderr += (at === 0 ? progressHeading : '') + progressRows({received: done.body.length, seconds});
  }
  if (options.has('verbose')) told.stderr += done.told;
  const head = options.has('include') || options.has('head') ? done.head : '';
  const output = Buffer.concat([Buffer.from(done.exitCode === 0 ? head : ''), done.body]);
  const file = options.has('remote-name') ? lastPart(done.url) : options.all('output')[at];
  const writing = write(output, file, told, {process, cwd});
  const [exitCode, error] = done.exitCode === 0 ? writing : [done.exitCode, done.error];
  if (exitCode !== 0 && (!isSilent || options.has('show-error'))) told.stderr += `curl: (${exitCode}) ${error}\n`;
  const format = options.get('write-out');
  if (format !== undefined) {
    const facts = {
      ...done,
      exitCode,
      error,
      seconds,
      status: done.response?.status ?? 0,
      localAddress: done.address === '' ? '' : (process.network?.ownAddress() ?? ''),
      contentType: done.response?.headers['content-type'] ?? '',
      redirectUrl: redirectOf(done),
      received: done.body.length,
      headerBytes: Buffer.byteLength(done.head),
    };
    told.stdout.push(Buffer.from(writeOut(format, facts)));
  }
  return exitCode;
}

function write(
  output: Buffer,
  file: string | undefined,
  told: Told,
  {process, cwd}: {process: ProcessOptions; cwd: string},
): [exitCode: number, error: string] {
  if (file === undefined || file === '-') {
    told.stdout.push(output);
    return [0, ''];
  }
  try {
    if (output.length > 0) process.files.write(process.files.resolvePath(cwd, file), output);
    return [0, ''];
  } catch {
    // whatever stands in the way of writing, curl says no more of it
    return [cannotWrite, 'Failure writing output to destination'];
  }
}

const lastPart = (url: string): string =>
  (URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : '') || 'curl_response';

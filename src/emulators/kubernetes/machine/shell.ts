import {Bash, defineCommand, type Command, type ExecResult} from 'just-bash';
import {streamedOutput} from './streamed-output.ts';
import {firstPid, killCommand, otherPid} from './signals.ts';
import {hostnameCommand} from './networking/hostname.ts';
import {ifconfigCommand, ipCommand} from './networking/interfaces.ts';
import {ncCommand} from './networking/nc.ts';
import {nslookupCommand} from './networking/nslookup.ts';
import {pingCommand} from './networking/ping.ts';
import {wgetCommand} from './wget.ts';
import {searchPath, type Exit, type Process, type ProcessOptions} from './process.ts';

/** What one program may use up before it is ended: a loop must not hang the emulator. */
const limits = {
  maxCommandCount: 100_000,
  maxLoopIterations: 100_000,
  maxCallDepth: 50,
  maxOutputSize: 1024 * 1024,
  maxStringLength: 4 * 1024 * 1024,
  maxExecutionTimeMs: 2 ** 31 - 1,
};

const sigterm = 15;
const sigkill = 9;
const shells = new Set(['sh', 'ash', 'bash']);

/**
 * Runs a command in the simulated shell. A first process ignores SIGTERM unless it has set a trap for it, as on
 * Linux: so a container that only sleeps takes its whole grace period to end.
 */
export function startShell(options: ProcessOptions & {stdin?: string}): Process {
  const stopping = new AbortController();
  const traps = new Map<string, string>();
  let end: (exit: Exit) => void = () => undefined;
  const exited = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  const finish = (exit: Exit): void => {
    end(exit);
    stopping.abort();
  };
  const endSelf = (signal: number): void => finish({exitCode: 128 + signal, signal});
  const bash = newBash(options, {traps, signal: stopping.signal, endSelf});
  if (options.isFirst === true) bash.registerTransformPlugin(streamedOutput);
  void (async () => finish({exitCode: await run(bash, options, stopping.signal)}))();
  return {
    exited,
    terminate: () => {
      const handler = traps.get('TERM');
      if (handler === undefined) return;
      void (async () => {
        const result = await bash.exec(handler, {rawScript: true});
        emit(options, result);
        finish({exitCode: result.exitCode});
      })();
    },
    kill: () => finish({exitCode: 128 + sigkill, signal: sigkill}),
  };
}

async function run(bash: Bash, options: ProcessOptions & {stdin?: string}, signal: AbortSignal): Promise<number> {
  const [program = '', ...args] = options.argv;
  const base = program.split('/').at(-1) ?? program;
  const isScript = shells.has(base) && args[0] === '-c';
  const stdin = options.stdin === undefined ? {} : {stdin: options.stdin};
  try {
    const result =
      isScript && args.length === 2
        ? await bash.exec(args[1] ?? '', {signal, rawScript: true, ...stdin})
        : await bash.exec(base, {args, signal, ...stdin});
    if (!signal.aborted) emit(options, result);
    return result.exitCode;
  } catch (error) {
    if (signal.aborted) return 128 + sigterm;
    const message = error instanceof Error ? error.message : String(error);
    const refused = /^E[A-Z]+: ([a-z])(.*), open '(.*)'$/.exec(message);
    if (refused === null) {
      options.stderr(Buffer.from(`${base}: ${message}\n`));
      return 128 + sigterm;
    }
    // a redirection to where nothing can be written
    const [, first = '', rest = '', path = ''] = refused;
    options.stderr(Buffer.from(`${base}: can't create ${path}: ${first.toUpperCase()}${rest}\n`));
    return 1;
  }
}

function emit({stdout, stderr}: ProcessOptions, result: ExecResult): void {
  const encoding = result.stdoutKind === 'bytes' || result.stdoutEncoding === 'binary' ? 'latin1' : 'utf8';
  if (result.stdout !== '') stdout(Buffer.from(result.stdout, encoding));
  if (result.stderr !== '') stderr(asBusyboxShell(Buffer.from(result.stderr)));
}

/** Complaints of single commands. */
const reworded: readonly (readonly [RegExp, string])[] = [
  [/^cat: (.+): (No such file or directory)$/gm, "cat: can't open '$1': $2"],
  [/^touch: cannot touch '(.+)': /gm, 'touch: $1: '],
];

/** The images' shell is busybox's, which words its complaints in another way than bash. */
export function asBusyboxShell(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replaceAll(
      /^bash: (.*?)(?:: command( not found))?$/gm,
      (_, rest: string, missing = '') => `sh: ${rest}${missing === '' ? '' : `:${missing}`}`,
    )
    // A failure of the file system is worded for programs, with a code before and the call after.
    .replaceAll(
      /: E[A-Z]+: ([a-z])(.*), \w+ '.*'$/gm,
      (_, first: string, rest: string) => `: ${first.toUpperCase()}${rest}`,
    );
  return Buffer.from(reworded.reduce((result, [pattern, by]) => result.replaceAll(pattern, by), text));
}

function newBash(
  options: ProcessOptions,
  {traps, signal, endSelf}: {traps: Map<string, string>; signal: AbortSignal; endSelf: (signal: number) => void},
): Bash {
  return new Bash({
    fs: options.files,
    cwd: options.workingDirectory,
    env: {PATH: searchPath, HOME: '/root', HOSTNAME: options.hostname, ...options.environment},
    executionLimits: limits,
    // The shell runs no JavaScript of a learner's; patched globals would reach the emulator's own timers.
    defenseInDepth: false,
    sleep: (ms) => options.sleep(ms, signal),
    customCommands: [
      trapCommand(traps),
      killCommand({first: options.first, endSelf}),
      envCommand(),
      tailCommand(options, signal),
      lsCommand(),
      sleepCommand(),
      idCommand(),
      whoamiCommand(),
      hostnameCommand(options),
      wgetCommand(options, signal),
      nslookupCommand(options),
      pingCommand(options, signal),
      ncCommand(options, signal),
      ipCommand(options.network),
      ifconfigCommand(options.network),
    ],
    processInfo: {pid: options.isFirst === true ? firstPid : otherPid, ppid: 0, uid: 0, gid: 0},
  });
}

function trapCommand(traps: Map<string, string>): Command {
  return defineCommand('trap', async ([handler = '', ...signals]) => {
    for (const signal of signals) traps.set(signal.replace(/^SIG/, '').replace(/^15$/, 'TERM'), handler);
    return {stdout: '', stderr: '', exitCode: 0};
  });
}

const followIntervalMs = 500;

/** `tail -f` prints what there is and waits for more, until the program is ended. */
function tailCommand({files, sleep, stdout}: ProcessOptions, signal: AbortSignal): Command {
  return defineCommand('tail', async (args, context) => {
    const isFollowing = args.some((arg) => /^-\w*[fF]/.test(arg));
    const others = args.filter((arg) => arg !== '-f' && arg !== '-F');
    if (context.origCommand === undefined) return {stdout: '', stderr: 'tail: not available\n', exitCode: 1};
    const result = await context.origCommand(others);
    const path = others.findLast((arg) => !arg.startsWith('-') && !/^\d+$/.test(arg));
    if (!isFollowing || path === undefined || result.exitCode !== 0) return result;
    stdout(Buffer.from(result.stdout));
    const file = files.resolvePath(context.cwd, path);
    for (let seen = files.read(file).length; !signal.aborted;) {
      await sleep(followIntervalMs, signal);
      const bytes = files.read(file);
      if (bytes.length > seen) stdout(bytes.subarray(seen));
      seen = bytes.length;
    }
    return {stdout: '', stderr: '', exitCode: 0};
  });
}

/** The longest that a timer of Node's can wait, in seconds: over three weeks. */
const foreverSeconds = Math.floor((2 ** 31 - 1) / 1000);

/** busybox's `sleep` knows `infinity` too, as containers that only wait are told. */
function sleepCommand(): Command {
  return defineCommand('sleep', async (args, context) => {
    if (context.origCommand === undefined) return {stdout: '', stderr: 'sleep: not available\n', exitCode: 1};
    return context.origCommand(args.map((arg) => (/^inf(inity)?$/i.test(arg) ? String(foreverSeconds) : arg)));
  });
}

/** Variables that the simulated shell has for itself, and that a container's programs never see. */
const ownVariables = /^(?:IFS=[^=]*?\n\n|(?:OSTYPE|MACHTYPE|HOSTTYPE|PWD|OLDPWD|OPTIND|SHELLOPTS|BASHOPTS)=.*\n)/gm;

function envCommand(): Command {
  return defineCommand('env', async (args, context) => {
    if (context.origCommand === undefined) return {stdout: '', stderr: 'env: not available\n', exitCode: 1};
    const result = await context.origCommand(args);
    return args.length > 0 ? result : {...result, stdout: result.stdout.replaceAll(ownVariables, '')};
  });
}

/** All files belong to root here, as in the images. */
function lsCommand(): Command {
  return defineCommand('ls', async (args, context) => {
    if (context.origCommand === undefined) return {stdout: '', stderr: 'ls: not available\n', exitCode: 1};
    const result = await context.origCommand(args);
    return {
      ...result,
      stdout: result.stdout
        .replaceAll(/^([bcdlps-][rwxsStT-]{9} +\d+ )user user /gm, '$1root root ')
        .replaceAll(/^(d[rwxsStT-]{9} .*)\/$/gm, '$1'),
    };
  });
}

function whoamiCommand(): Command {
  return defineCommand('whoami', async () => ({stdout: 'root\n', stderr: '', exitCode: 0}));
}

function idCommand(): Command {
  return defineCommand('id', async (args) => ({
    stdout: args[0] === '-u' || args[0] === '-g' ? '0\n' : 'uid=0(root) gid=0(root) groups=0(root)\n',
    stderr: '',
    exitCode: 0,
  }));
}

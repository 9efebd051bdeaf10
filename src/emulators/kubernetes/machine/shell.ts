import type {Bash as BashShell, Command, ExecResult} from 'just-bash';
import {Bash, defineCommand} from './paced-bash.ts';
import {turn} from './pace-source.ts';
import {shellScriptOf} from './shell-script.ts';
import {sortInTurns} from './sort-in-turns.ts';
import {streamedOutput} from './streamed-output.ts';
import {firstPid, killCommand, otherPid} from './signals.ts';
import {curlCommand} from './networking/curl/curl.ts';
import {hostnameCommand} from './networking/hostname.ts';
import {ifconfigCommand, ipCommand} from './networking/interfaces.ts';
import {ncCommand} from './networking/nc.ts';
import {nslookupCommand} from './networking/nslookup.ts';
import {pingCommand} from './networking/ping.ts';
import {tarCommand} from './tar.ts';
import {wgetCommand} from './networking/wget.ts';
import {ownCommand} from './servers/own-commands.ts';
import {serverCommand} from './servers/start-server.ts';
import {ProgramBudget} from './processor/program-budget.ts';
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

/** What is said of a program that goes on for too long without waiting for anything. */
const overBudget = 'it used more of the processor than one command may here';

const sigterm = 15;
const sigkill = 9;

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
    budget.close();
    stopping.abort();
  };
  const budget = new ProgramBudget(options.processor, () => lowerLimits(bash));
  const started = new Set<Process>();
  const endSelf = (signal: number): void => finish({exitCode: 128 + signal, signal});
  const signal = lookedAt(stopping.signal, () => budget.look());
  const bash: BashShell = newBash(options, {traps, signal: stopping.signal, endSelf, started, budget});
  if (options.isFirst === true) bash.registerTransformPlugin(streamedOutput);
  void (async () => finish(await run(bash, options, {signal, budget})))();
  return {
    exited,
    terminate: () => {
      const handler = traps.get('TERM');
      if (handler === undefined) {
        if (becomesItsLast(options.argv)) for (const server of started) server.terminate();
        return;
      }
      void (async () => {
        const result = await bash.exec(handler, {rawScript: true});
        emit(options, result);
        finish({exitCode: result.exitCode});
      })();
    },
    kill: () => finish({exitCode: 128 + sigkill, signal: sigkill}),
    listeners: () => [...started].flatMap((server) => server.listeners?.() ?? []),
    reload: () => {
      for (const server of started) server.reload?.();
    },
    coresInUse: () => [...started].reduce((sum, server) => sum + (server.coresInUse?.() ?? 0), 0),
  };
}

/** Whether a script's last command takes the shell's place, and so gets its signals: after `exec`, or when it is the only one. */
function becomesItsLast(argv: readonly string[]): boolean {
  const script = shellScriptOf(argv)?.script;
  if (script === undefined) return false;
  const unquoted = script.replaceAll(/'[^']*'|"[^"]*"/g, 'quoted');
  const statements = unquoted.trim().split(/\s*(?:;|&&|\n)\s*/);
  return statements.length === 1 || statements.at(-1)?.startsWith('exec ') === true;
}

function nameOf([program = '']: readonly string[]): string {
  return program.split('/').at(-1) ?? program;
}

type Sort = <Item>(items: Item[], compare: (left: Item, right: Item) => number) => Promise<void>;

interface Pace {
  hit: (place: string) => Promise<void> | undefined;
  /** Asked with each find of a pattern that is replaced, which is less than a step: whether they are one now. */
  isMany: () => boolean;
  sort: Sort;
}

const findsAtOnce = 100;

/** What the shell tells its steps to, and awaits where it was made to (`pace-source.ts`). */
function pacedBy(budget: ProgramBudget): Pace {
  let finds = 0;
  return {
    isMany: () => (finds += 1) % findsAtOnce === 0,
    hit: (place) => (place === turn ? budget.step() : undefined),
    sort: (lines, compare) => sortInTurns(lines, compare, () => budget.step()),
  };
}

/** A signal that tells whenever somebody asks whether it was given: the shell asks before each statement, and as it works. */
function lookedAt(signal: AbortSignal, look: () => void): AbortSignal {
  return Object.defineProperty(AbortSignal.any([signal]), 'aborted', {
    get: () => {
      look();
      return signal.aborted;
    },
  });
}

async function run(
  bash: BashShell,
  options: ProcessOptions & {stdin?: string},
  {signal, budget}: {signal: AbortSignal; budget: ProgramBudget},
): Promise<Exit> {
  const [, ...args] = options.argv;
  const base = nameOf(options.argv);
  const shell = shellScriptOf(options.argv);
  const script = [shell?.set ?? '', shell?.script ?? ''].filter((part) => part !== '').join('\n');
  const stdin = options.stdin === undefined ? {} : {stdin: options.stdin, stdinKind: 'bytes' as const};
  try {
    const result =
      shell?.args.length === 0
        ? await bash.exec(script, {signal, rawScript: true, ...stdin})
        : await bash.exec(base, {args: shell === undefined ? args : ['-c', script, ...shell.args], signal, ...stdin});
    if (budget.isOver) return killed(options, result);
    if (!signal.aborted) emit(options, result);
    return {exitCode: result.exitCode};
  } catch (error) {
    if (budget.isOver) return killed(options);
    if (signal.aborted) return {exitCode: 128 + sigterm};
    const message = error instanceof Error ? error.message : String(error);
    const refused = /^E[A-Z]+: ([a-z])(.*), open '(.*)'$/.exec(message);
    if (refused === null) {
      options.stderr(Buffer.from(`${base}: ${message}\n`));
      return {exitCode: 128 + sigterm};
    }
    // a redirection to where nothing can be written
    const [, first = '', rest = '', path = ''] = refused;
    options.stderr(Buffer.from(`${base}: can't create ${path}: ${first.toUpperCase()}${rest}\n`));
    return {exitCode: 1};
  }
}

/** Ends a shell at its next command, with what it has printed: a signal would have it print nothing. */
function lowerLimits(bash: BashShell): void {
  // its own, of which its type says nothing
  Object.assign((bash as unknown as {limits: object}).limits, {maxCommandCount: 0, maxWorkUnits: 0});
}

const ofTheEnd = /^.*(?:too many commands executed \(>0\)|work limit exceeded \(0\)|the program has ended).*\n/gm;

/** What used up its budget ends as by SIGKILL. */
function killed(options: ProcessOptions, result?: ExecResult): Exit {
  if (result !== undefined) emit(options, {...result, stderr: result.stderr.replaceAll(ofTheEnd, '')});
  options.stderr(Buffer.from(`${nameOf(options.argv)}: killed: ${overBudget}\n`));
  return {exitCode: 128 + sigkill, signal: sigkill};
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
  {
    traps,
    signal,
    endSelf,
    started,
    budget,
  }: {
    traps: Map<string, string>;
    signal: AbortSignal;
    endSelf: (signal: number) => void;
    /** The servers that its script has started. */
    started: Set<Process>;
    budget: ProgramBudget;
  },
): BashShell {
  return new Bash({
    fs: options.files,
    cwd: options.workingDirectory,
    env: {PATH: searchPath, HOME: '/root', HOSTNAME: options.hostname, ...options.environment},
    executionLimits: limits,
    // The shell runs no JavaScript of a learner's; patched globals would reach the emulator's own timers.
    defenseInDepth: false,
    sleep: (ms) => options.sleep(ms, signal),
    coverage: pacedBy(budget),
    customCommands: [
      ...[...options.image.programs].map(([path, program]) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        return ownCommand(name, program, options, signal) ?? serverCommand(name, program, options, {signal, started});
      }),
      trapCommand(traps),
      killCommand({first: options.first, endSelf}),
      envCommand(),
      tailCommand(options, signal),
      lsCommand(),
      sleepCommand(),
      idCommand(),
      whoamiCommand(),
      hostnameCommand(options),
      tarCommand(options.files),
      wgetCommand(options, signal),
      curlCommand(options, signal),
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

import type {Command} from 'just-bash';
import {defineCommand} from './paced-bash.ts';
import type {Process} from './process.ts';

const signals: Readonly<Record<string, number>> = {HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, TERM: 15};
/** Those that ask a program to end. */
const ending = new Set([2, 3, 15]);

export const firstPid = 1;
/** Of whatever else is run in a container: each sees only itself and the first. */
export const otherPid = 7;

export interface Reachable {
  /** The container's own program, for a command that runs next to it. */
  first: Pick<Process, 'terminate'> | undefined;
  /** Ends the program that runs the command. */
  endSelf: (signal: number) => void;
}

/**
 * `kill`: another program can be ended by any signal, a container's first only by one that it heeds: SIGKILL from inside
 * its own container does nothing to it.
 */
export function killCommand({first, endSelf}: Reachable): Command {
  return defineCommand('kill', async (args) => {
    const {signal, pids} = parse(args);
    if (signal === undefined || pids.length === 0) return failed('sh: you need to specify whom to kill');
    for (const pid of pids) {
      if (pid === String(firstPid) && ending.has(signal)) first?.terminate();
      else if (pid === String(otherPid) && first !== undefined) endSelf(signal);
      else if (pid !== String(firstPid)) return failed(`sh: can't kill pid ${pid}: No such process`);
    }
    return {stdout: '', stderr: '', exitCode: 0};
  });
}

function failed(text: string): {stdout: string; stderr: string; exitCode: number} {
  return {stdout: '', stderr: `${text}\n`, exitCode: 1};
}

/** `PID`, `-9 PID`, `-KILL PID`, `-SIGKILL PID`, `-s KILL PID` */
function parse(args: readonly string[]): {signal: number | undefined; pids: readonly string[]} {
  const [option = '', ...rest] = args;
  if (!option.startsWith('-')) return {signal: signals['TERM'], pids: args};
  const [named, pids] = option === '-s' ? [rest[0] ?? '', rest.slice(1)] : [option.slice(1), rest];
  return {signal: /^\d+$/.test(named) ? Number(named) : signals[named.replace(/^SIG/, '')], pids};
}

import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import type {ProgramDefinition} from '../images/program-definition.ts';
import type {Process, ProcessOptions} from '../process.ts';
import {startDescribedServer} from './described-server.ts';
import {startHttpd} from './httpd.ts';
import {isNginxOption, runNginxBeside, startNginx} from './nginx.ts';
import {endedProcess} from './server-process.ts';
import {startRedis} from './redis/redis-server.ts';

/** A program that goes on until it is ended; undefined for a command, which the shell runs. */
export function startServer(program: ProgramDefinition, options: ProcessOptions): Process | undefined {
  // what runs beside a container's first program finds the port taken
  const isBeside = options.first !== undefined;
  switch (program.kind) {
    case 'nginx':
      return isBeside || isNginxOption(options.argv[1]) ? runNginxBeside(options) : startNginx(options);
    case 'httpd':
      return isBeside ? refusedPort(options) : startHttpd(options);
    case 'redis-server':
      return isBeside ? refusedPort(options) : startRedis(options);
    case 'server':
      return isBeside ? refusedPort(options) : startDescribedServer(program, options);
    case 'redis-cli':
    case 'port check':
    case 'notice':
    case 'entrypoint script':
      return undefined;
  }
}

function refusedPort({argv, stderr}: ProcessOptions): Process {
  stderr(Buffer.from(`${argv[0]}: bind: Address already in use\n`));
  return endedProcess(1);
}

/** A server that a script starts: the script waits for it, unless it goes into the background by itself. */
export function serverCommand(
  name: string,
  program: ProgramDefinition,
  options: ProcessOptions,
  {signal, started}: {signal: AbortSignal; started: Set<Process>},
): Command {
  return defineCommand(name, async (args) => {
    const server = startServer(program, {...options, argv: [name, ...args]});
    if (server === undefined) return {stdout: '', stderr: '', exitCode: 0};
    started.add(server);
    signal.addEventListener('abort', server.kill, {once: true});
    const isDaemon = program.kind === 'nginx' && args.length === 0 && options.first === undefined;
    if (isDaemon) return {stdout: '', stderr: '', exitCode: 0};
    const {exitCode} = await server.exited;
    started.delete(server);
    return {stdout: '', stderr: '', exitCode};
  });
}

import type {Command} from 'just-bash';
import {defineCommand} from '../paced-bash.ts';
import {fillTemplate} from '../images/fill-template.ts';
import type {PortCheckDefinition, ProgramDefinition} from '../images/program-definition.ts';
import {openConnection} from '../networking/open-connection.ts';
import type {ProcessOptions} from '../process.ts';
import {redisCliCommand} from './redis/redis-cli.ts';

/** An image's own programs that end by themselves, as commands of the shell; undefined for its servers. */
export function ownCommand(
  name: string,
  program: ProgramDefinition,
  options: ProcessOptions,
  signal: AbortSignal,
): Command | undefined {
  switch (program.kind) {
    case 'redis-cli':
      return redisCliCommand(name, options, signal);
    case 'port check':
      return portCheckCommand(name, program, options, signal);
    case 'notice':
      return defineCommand(name, async () => ({stdout: '', stderr: program.says, exitCode: program.exitCode}));
    case 'nginx':
    case 'httpd':
    case 'redis-server':
    case 'server':
    case 'entrypoint script':
      return undefined;
  }
}

function portCheckCommand(
  name: string,
  {port: usualPort, portOption, open, closed, exitCode}: PortCheckDefinition,
  options: ProcessOptions,
  signal: AbortSignal,
): Command {
  return defineCommand(name, async (args) => {
    const valueOf = (letter: string): string | undefined => {
      const at = args.findIndex((arg) => arg.startsWith(`-${letter}`));
      return at === -1 ? undefined : args[at]?.slice(2) || args[at + 1];
    };
    const host = valueOf('h') ?? 'localhost';
    const port = Number(valueOf(portOption) ?? usualPort);
    const opened = await openConnection(options, {host, port, signal});
    const isOpen = opened.kind === 'open';
    const text = fillTemplate(isOpen ? open : closed, {host, port: String(port)});
    return {stdout: text, stderr: '', exitCode: isOpen ? 0 : exitCode};
  });
}

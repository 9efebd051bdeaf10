import {isBusyLoop, startBusyLoop} from './busy-loop.ts';
import {startNginx} from './nginx.ts';
import {findProgram, StartError, type Process, type ProcessOptions} from './process.ts';
import {startShell} from './shell.ts';

/**
 * Starts a container's program: nginx when it is named, else a command of the simulated shell.
 * @throws StartError when the container has no such program
 */
export function startProcess(options: ProcessOptions & {stdin?: string}): Process {
  // The image's entrypoint script prepares the configuration and then becomes the program that it is given.
  const argv = options.argv[0] === '/docker-entrypoint.sh' ? options.argv.slice(1) : options.argv;
  const [program] = argv;
  if (program === undefined) throw new StartError('no command specified', 127);
  const path = findProgram(options.files, program);
  if (path.endsWith('/nginx')) return startNginx({...options, argv});
  if (isBusyLoop(argv)) return startBusyLoop(options);
  return startShell({...options, argv});
}

import {isBusyLoop, startBusyLoop} from './busy-loop.ts';
import type {MountedFileSystem} from './mounted-file-system.ts';
import {findProgram, locateProgram, StartError, type Process, type ProcessOptions} from './process.ts';
import {startServer} from './servers/start-server.ts';
import {startWaiting} from './servers/waiting.ts';
import {startShell} from './shell.ts';

/**
 * Starts a container's program: one of its image's own, else a command of the simulated shell. What an image that nothing
 * is known of would run is taken to be there: it waits, and says so.
 * @throws StartError when the container has no such program
 */
export function startProcess(options: ProcessOptions & {stdin?: string}): Process {
  const {argv, image, files, isFirst = false} = options;
  const [program] = argv;
  const isThere = program !== undefined && locateProgram(files, program) !== undefined;
  if (isFirst && !image.isKnown && !isThere) return startWaiting(options);
  if (program === undefined) throw new StartError('no command specified', 127);
  const own = image.programs.get(findProgram(files, program));
  if (own?.kind === 'entrypoint script') {
    const given = argv.slice(1);
    return startProcess({...options, argv: [...programBefore(given, own.program, files), ...given]});
  }
  const server = own === undefined ? undefined : startServer(own, options);
  if (server !== undefined) return server;
  return isBusyLoop(argv) ? startBusyLoop(options) : startShell(options);
}

/** What such scripts put before options, a file of settings, or what is no program. */
function programBefore([first = '']: readonly string[], usual: string | undefined, files: MountedFileSystem): string[] {
  const isProgram = !/^-|\.conf$/.test(first) && locateProgram(files, first) !== undefined;
  return usual === undefined || isProgram ? [] : [usual];
}

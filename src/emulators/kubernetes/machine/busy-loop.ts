import type {Exit, Process} from './process.ts';
import {shellScriptOf} from './shell-script.ts';

/** Programs that give out, or read what gives out, for ever. */
const endless =
  /^(?:yes|cat \/dev\/(?:zero|urandom)|dd if=\/dev\/(?:zero|urandom)(?: (?:bs|of)=[^\s;|&]+)*|(?:md5|sha1|sha256|sha512)sum \/dev\/(?:zero|urandom))$/u;
/** Where their output goes. */
const sinks = ['2> /dev/null', '2>/dev/null', '> /dev/null', '>/dev/null', 'of=/dev/null'];
/** A loop of the shell's that does nothing and never waits. */
const idleLoop = /^(?:while (?:true|:)|until false) ?; ?do (?:true|:) ?; ?done$/u;

/**
 * Whether a program does nothing but keep a core busy. It is known by its words: to run it would keep the emulator's own
 * core busy.
 */
export function isBusyLoop(argv: readonly string[]): boolean {
  const base = argv[0]?.split('/').at(-1) ?? '';
  const shell = shellScriptOf(argv);
  const isScript = shell?.args.length === 0;
  const words = (isScript ? shell.script : [base, ...argv.slice(1)].join(' ')).trim().replaceAll(/\s*\n\s*/gu, '; ');
  const line = words.replaceAll(/\bdo; /gu, 'do ');
  const bare = sinks.reduce((text, sink) => text.replaceAll(sink, ''), line);
  return endless.test(oneSpaced(bare)) || (isScript && idleLoop.test(oneSpaced(line)));
}

const oneSpaced = (text: string): string => text.trim().replaceAll(/[ \t]+/gu, ' ');

/** Keeps a core busy until it is ended; the first process of a container ignores SIGTERM. */
export function startBusyLoop({isFirst = false}: {isFirst?: boolean | undefined}): Process {
  let end: (exit: Exit) => void = () => undefined;
  const exited = new Promise<Exit>((resolve) => {
    end = resolve;
  });
  return {
    exited,
    terminate: () => {
      if (!isFirst) end({exitCode: 143, signal: 15});
    },
    kill: () => end({exitCode: 137, signal: 9}),
    coresInUse: () => 1,
  };
}

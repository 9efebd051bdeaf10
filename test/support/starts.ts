import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {z} from 'zod';
import {waitUntil} from './wait-until.ts';

const root = join(import.meta.dirname, '..', '..');

/** Node's arguments of `npm start`. */
async function startArguments(): Promise<string[]> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  const {scripts} = z.looseObject({scripts: z.looseObject({start: z.string()})}).parse(JSON.parse(text));
  return scripts.start.split(' ').slice(1);
}

/** What `npm start` runs, as often as a test likes, on one folder. */
export interface Starts {
  readonly folder: string;
  /** With nothing configured but where it keeps its data and that ports are picked. */
  readonly start: (environment?: Readonly<Record<string, string>>, args?: readonly string[]) => Started;
  /** Ends those that still run. */
  readonly close: () => Promise<void>;
}

export interface Started {
  readonly child: ChildProcess;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** The same, less the last line break. */
  readonly lines: () => string[];
}

export async function openStarts(): Promise<Starts> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-start-'));
  const startArgs = await startArguments();
  const children: ChildProcess[] = [];
  return {
    folder,
    start: (environment = {}, args = []) => {
      const child = spawn(process.execPath, [...startArgs, ...args], {
        cwd: root,
        env: {
          PATH: process.env['PATH'],
          DATA_DIR: folder,
          PORT: '0',
          HEALTH_PORT: '0',
          LOG_LEVEL: 'warn',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.push(child);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      return {child, output: () => output, lines: () => output.trimEnd().split('\n')};
    },
    close: async () => {
      for (const child of children) {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGTERM');
          await once(child, 'exit');
        }
      }
      await rm(folder, {recursive: true, force: true});
    },
  };
}

/** The address that it says it is ready at. @throws Error with what it printed, when it ended */
export async function untilReady({child, lines}: Started, withinMs = 90_000): Promise<string> {
  return waitUntil(
    'it is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${lines().join('\n')}`);
      const ready = lines().find((line) => line.startsWith('ready '));
      return ready === undefined ? undefined : ready.slice('ready '.length);
    },
    {withinMs, seen: lines},
  );
}

/** The exit code. */
export async function untilEnded({child}: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

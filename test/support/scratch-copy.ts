import {execFile} from 'node:child_process';
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {z} from 'zod';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** A copy of the bot's sources, to try out what a change of them needs. */
export interface ScratchCopy {
  readonly write: (file: string, text: string) => Promise<void>;
  /** @throws Error where that changes nothing: the file is not as was thought */
  readonly change: (file: string, by: (text: string) => string) => Promise<void>;
  /** What the compiler finds wrong, a line each. */
  readonly problems: () => Promise<string[]>;
  /** What a module prints that imports from the copy. */
  readonly print: (module: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** `also` is copied beside `src` and `commands`; `include` is what is compiled; no step of it takes longer than `timeoutMs`. */
export async function scratchCopy({
  also,
  include,
  timeoutMs,
}: {
  readonly also: readonly string[];
  readonly include: readonly string[];
  readonly timeoutMs: number;
}): Promise<ScratchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-scratch-'));
  const emulators = join(root, 'src', 'emulators');
  await Promise.all(
    ['src', 'commands', 'package.json', ...also].map(async (path) =>
      cp(join(root, path), join(folder, path), {recursive: true, filter: (source) => source !== emulators}),
    ),
  );
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const {compilerOptions} = z
    .looseObject({compilerOptions: z.looseObject({})})
    .parse(JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')));
  const incremental = {...compilerOptions, incremental: true, tsBuildInfoFile: 'types.tsbuildinfo'};
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({compilerOptions: incremental, include}));
  const options = {cwd: folder, timeout: timeoutMs};
  const write = async (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
  return {
    write,
    change: async (file, by) => {
      const text = await readFile(join(folder, file), 'utf8');
      const changed = by(text);
      if (changed === text) throw new Error(`${file} is not as this test expects`);
      await write(file, changed);
    },
    problems: async () => {
      const compiler = join(root, 'node_modules', '.bin', 'tsc');
      const said = await run(compiler, ['-p', '.', '--pretty', 'false'], options).catch((error: unknown) =>
        z.looseObject({stdout: z.string()}).parse(error),
      );
      return said.stdout.split('\n').filter((line) => line.includes(': error '));
    },
    print: async (module) => {
      const {stdout} = await run(process.execPath, ['--input-type=module', '-e', module], options);
      return stdout;
    },
    remove: async () => rm(folder, {recursive: true, force: true}),
  };
}

import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {z} from 'zod';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);

/** What a list has of a new file: its import, and its name. */
export interface ListEntry {
  readonly list: string;
  readonly name: string;
  readonly from: string;
  /** The text of the list behind which the name goes. */
  readonly after: string;
}

/** A copy of the bot's sources, to try out what a change of them needs. */
export interface ScratchCopy {
  readonly write: (file: string, text: string) => Promise<void>;
  /** @throws Error where `after` is not in the list's file: it is not as was thought */
  readonly enlist: (entry: ListEntry) => Promise<void>;
  readonly removeFile: (file: string) => Promise<void>;
  /** What the compiler finds wrong, a line each; of what something lacks only where, and its name. */
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
  const ofCopy = {
    ...compilerOptions,
    incremental: true,
    tsBuildInfoFile: 'types.tsbuildinfo',
    // an import is left over where what it is for is left out
    noUnusedLocals: false,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({compilerOptions: ofCopy, include}));
  const options = {cwd: folder, timeout: timeoutMs};
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), {recursive: true});
    await writeFile(join(folder, file), text);
  };
  return {
    write,
    enlist: async ({list, name, from, after}) => {
      const text = await readFile(join(folder, list), 'utf8');
      if (!text.includes(after)) throw new Error(`${list} is not as this test expects`);
      await write(list, `import {${name}} from '${from}';\n${text.replace(after, `${after}${name},`)}`);
    },
    removeFile: async (file) => rm(join(folder, file)),
    problems: async () => {
      const compiler = join(root, 'node_modules', '.bin', 'tsc');
      const said = await run(compiler, ['-p', '.', '--pretty', 'false'], options).catch((error: unknown) =>
        z.looseObject({stdout: z.string()}).parse(error),
      );
      // what is indented goes on with the line before it
      const lines = said.stdout.replaceAll(/\n +/gu, ' ').split('\n');
      return lines.filter((line) => line.includes(': error ')).map(briefly);
    },
    print: async (module) => {
      const {stdout} = await run(process.execPath, ['--input-type=module', '-e', module], options);
      return stdout;
    },
    remove: async () => rm(folder, {recursive: true, force: true}),
  };
}

/** The file and the name of what is missing there; another problem as the compiler says it. */
function briefly(problem: string): string {
  const missing = /(?:Property '(?=\w+' is missing)|is missing the following properties .*: )(?<name>\w+)/u;
  const {file} = /^(?<file>[^(]+)\(/u.exec(problem)?.groups ?? {};
  const {name} = missing.exec(problem)?.groups ?? {};
  return file === undefined || name === undefined ? problem : `${file} ${name}`;
}

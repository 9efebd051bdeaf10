import {execFile} from 'node:child_process';
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';

const root = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);
const typesMs = 240_000;

interface Piece {
  readonly file: string;
  readonly text: string;
  /** What each of its lines says. */
  readonly says: readonly string[];
  /** The one list, and what it has of the piece. */
  readonly list: {readonly file: string; readonly import: string; readonly before: string; readonly name: string};
}

const subcommand: Piece = {
  file: 'commands/workshop/applaud.ts',
  text: `import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const applaud = subcommand({
  definition: {name: 'applaud', description: 'Say that they did well'},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.broadcast('👏'),
});
`,
  says: ['definition', 'schema', 'isRecorded', 'who', 'run'],
  list: {
    file: 'commands/workshop/index.ts',
    import: `import {applaud} from './applaud.ts';\n`,
    before: '  open,\n',
    name: '  applaud,\n',
  },
};

const button: Piece = {
  file: 'src/answering/wave-button.ts',
  text: `import {said} from '#src/chat/answer.ts';
import type {Button} from './button.ts';

export const waveButton = {
  id: 'wave',
  who: 'anybody',
  isInPlace: true,
  press: ({argument}, {asker}) => said(\`\${asker.name} waves at \${argument}.\`),
} satisfies Button;
`,
  says: ['id', 'who', 'isInPlace', 'press'],
  list: {
    file: 'src/answering/buttons.ts',
    import: `import {waveButton} from './wave-button.ts';\n`,
    before: '  editorButton,\n',
    name: '  waveButton,\n',
  },
};

const pieces = [subcommand, button];

/** Who presses the button and types the subcommand, and what comes of it. */
const use = `import {commands} from './commands/index.ts';
import {isInPlace, pressButton} from './src/answering/press-button.ts';

const done = [];
const facilitating = {
  record: async ({name}) => { done.push('recorded ' + name); },
  broadcast: async (text) => { done.push('said ' + text); return {kind: 'show'}; },
};
const session = {asker: {name: 'Ada'}, facilitating, require: (who) => { done.push('who: ' + who); }};
const workshop = commands.find(({definition}) => definition.name === 'workshop');
await workshop.run({subcommand: 'applaud', options: new Map(), files: new Map()}, session);
const press = {customId: 'wave:Bert', values: [], message: {id: '1', interactionId: undefined}};
const {message} = await pressButton(press, session);
console.log(JSON.stringify({
  isOffered: workshop.definition.options.some(({name}) => name === 'applaud'),
  isInPlace: isInPlace('wave:Bert'),
  done: [...done, message.content],
}));`;

let folder = '';

/** What the compiler says of the copy. */
async function typesSay(): Promise<string> {
  try {
    await run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.', '--pretty', 'false'], {
      cwd: folder,
      timeout: typesMs,
    });
    return '';
  } catch (error) {
    return z.looseObject({stdout: z.string()}).parse(error).stdout.trim();
  }
}

async function enlist({list}: Piece): Promise<void> {
  const path = join(folder, list.file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(list.before)) throw new Error(`${list.file} is not as this test expects`);
  await writeFile(path, list.import + text.replace(list.before, list.before + list.name));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-new-command-'));
  const emulators = join(root, 'src', 'emulators');
  await Promise.all(
    ['src', 'commands', 'package.json'].map(async (path) =>
      cp(join(root, path), join(folder, path), {recursive: true, filter: (source) => source !== emulators}),
    ),
  );
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const {compilerOptions} = z
    .looseObject({compilerOptions: z.looseObject({})})
    .parse(JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')));
  const config = {
    // an import is left over where what it is for is left out
    compilerOptions: {...compilerOptions, noUnusedLocals: false},
    include: ['commands', 'src/answering', 'src/facilitating'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
});

afterAll(async () => rm(folder, {recursive: true, force: true}));

/** Each piece again, without one of its lines. */
const incomplete = pieces.flatMap(({file, text, says}) =>
  says.map((name) => ({
    name,
    file: file.replace('.ts', `-without-${name.toLowerCase()}.ts`),
    text: text.replace(new RegExp(`^  ${name}: .*\\n`, 'mu'), ''),
  })),
);

test(
  'a subcommand of /workshop and a button are a file each and a line in their list, and what one leaves out is named',
  {timeout: typesMs},
  async () => {
    for (const {file, text} of [...pieces, ...incomplete]) await writeFile(join(folder, file), text);
    for (const piece of pieces) await enlist(piece);
    const problems = (await typesSay()).split(/\n(?! )/u);
    const named = problems.flatMap((problem) => {
      const {file} = /^(?<file>[^(]+)\(/u.exec(problem)?.groups ?? {};
      const {name} = /(?:Property '|is missing the following properties .*: )(?<name>\w+)/u.exec(problem)?.groups ?? {};
      return file === undefined || name === undefined ? [problem] : [`${file} ${name}`];
    });
    expect(named.sort()).toEqual(incomplete.map(({file, name}) => `${file} ${name}`).sort());

    const {stdout} = await run(process.execPath, ['--input-type=module', '-e', use], {cwd: folder, timeout: typesMs});
    expect(JSON.parse(stdout)).toEqual({
      isOffered: true,
      isInPlace: true,
      done: ['who: facilitator', 'recorded applaud', 'said 👏', 'who: anybody', 'Ada waves at Bert.'],
    });
  },
);

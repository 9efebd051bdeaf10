import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {knownOfSwitches} from './known-of-switches.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);
const typesMs = 240_000;

/** A made-up kind of which all holds that can hold of one; its plural is not its kind with an s. */
const kind = `import {readControllerRevision} from '../controller-revision/revision.ts';
import {fields, listOf, text, textMap} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import type {Kind} from '../kind.ts';
import {podTemplate} from '../pod/template-fields.ts';

export const toggle = {
  plural: 'switches',
  singular: 'switch',
  shortNames: ['sw'],
  kind: 'Switch',
  group: 'example.com',
  version: 'v1',
  categories: ['all'],
  isNamespaced: true,
  isWritable: true,
  mostObjects: 7,
  fields: withCommonFields({spec: fields({wires: listOf(text), selector: textMap, template: podTemplate})}),
  hasPods: true,
  isScaled: true,
  isRolledOut: true,
  rolloutStatus: () => ({kind: 'complete', line: 'done'}),
  revisionsIn: 'controllerrevisions',
  readRevision: readControllerRevision,
  canPause: false,
  isLabelled: true,
  mostLabels: 30,
  isWatched: true,
  keepsVersions: true,
  isDescribed: true,
  describe: async (object) => \`a switch \${object.metadata.name}\`,
  isAwaited: true,
  podSpecAt: ['spec', 'template', 'spec'],
  shortItem: ({cellOf}) => ({symbol: '•', facts: [cellOf('Age')]}),
} as const satisfies Kind;
`;
const kindFolder = 'src/kinds/switch';
const list = 'src/kinds/kinds.ts';

/** What is asked for of every kind, and of those of which its trait holds. */
const needed = [
  'isAwaited',
  'shortItem',
  'mostObjects',
  'fields',
  'rolloutStatus',
  'revisionsIn',
  'readRevision',
  'canPause',
  'mostLabels',
  'describe',
];

let folder = '';

/** What the compiler says of the copy. */
async function typesSay(project: string): Promise<string> {
  try {
    const {stdout} = await run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', project, '--pretty', 'false'], {
      cwd: folder,
      timeout: typesMs,
    });
    return stdout;
  } catch (error) {
    return z.looseObject({stdout: z.string()}).parse(error).stdout;
  }
}

/** What is wrong, a line each: the file, and what it lacks. */
async function missing(project: string): Promise<string[]> {
  // what is indented goes on with the line before it
  const said = (await typesSay(project)).replaceAll(/\n +/gu, ' ').split('\n');
  return said
    .filter((line) => line.includes(': error '))
    .map((line) => {
      const {file, what} = /^(?<file>[^(]+)\(.*Property '(?<what>\w+)' is missing/u.exec(line)?.groups ?? {};
      return file === undefined || what === undefined ? line : `${file} ${what}`;
    })
    .sort();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-new-kind-'));
  const copied = ['src', 'commands', 'test/house/new-kind', 'test/unit/sandbox', 'package.json'];
  const emulators = join(root, 'src', 'emulators');
  await Promise.all(
    copied.map(async (path) =>
      cp(join(root, path), join(folder, path), {recursive: true, filter: (source) => source !== emulators}),
    ),
  );
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const {compilerOptions} = z
    .looseObject({compilerOptions: z.looseObject({})})
    .parse(JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')));
  const config = {
    compilerOptions,
    include: ['commands', 'src/cluster', 'src/views', 'src/classroom/lab-guide.ts', 'test/house/new-kind/known*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(
    join(folder, 'tsconfig.kind.json'),
    JSON.stringify({compilerOptions: {...compilerOptions, noUnusedLocals: false}, include: [kindFolder]}),
  );
});

afterAll(async () => rm(folder, {recursive: true, force: true}));

test('what a kind lacks of what holds of it is named, at its own file', {timeout: typesMs}, async () => {
  await mkdir(join(folder, kindFolder));
  for (const name of needed) {
    const without = kind.replace(new RegExp(`^  ${name}: .*\n`, 'mu'), '');
    await writeFile(join(folder, kindFolder, `without-${name}.ts`), without);
  }
  const expected = needed.map((name) => `${kindFolder}/without-${name}.ts ${name}`);
  expect(await missing('tsconfig.kind.json')).toEqual(expected.sort());
});

test('a new kind is a folder and a line in the list of kinds', {timeout: typesMs}, async () => {
  await rm(join(folder, kindFolder), {recursive: true, force: true});
  await mkdir(join(folder, kindFolder));
  await writeFile(join(folder, kindFolder, 'switch.ts'), kind);
  const text = await readFile(join(folder, list), 'utf8');
  const changed = `import {toggle} from './switch/switch.ts';\n${text.replace('export const kinds = [', '$&toggle,')}`;
  await writeFile(join(folder, list), changed);
  expect(await missing('.')).toEqual([]);

  const print = `import {knownOfSwitches} from './test/house/new-kind/known-of-switches.ts';
    console.log(JSON.stringify(knownOfSwitches()));`;
  const {stdout} = await run(process.execPath, ['--input-type=module', '-e', print], {cwd: folder, timeout: typesMs});
  const writing = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
  expect(JSON.parse(stdout)).toEqual({
    refused: [],
    offered: ['logs', 'exec', 'rollout undo', 'scale', 'set image', 'patch', 'annotate', 'wait', 'events --for'],
    editable: 'sw/lamp',
    applied: [],
    learnerMay: writing,
    watcherMay: ['list', 'watch'],
    isCounted: true,
    isAdmitted: true,
    expression: undefined,
  } satisfies ReturnType<typeof knownOfSwitches>);
});

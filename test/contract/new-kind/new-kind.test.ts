import {execFile} from 'node:child_process';
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {knownOfSwitches} from './known-of-switches.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);
const typesMs = 120_000;

/** A made-up type of which all holds that can hold of one; its plural is not its kind with an s. */
const entry = `  {
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
    hasPods: true,
    isScaled: true,
    isRolledOut: true,
    revisionsIn: 'controllerrevisions',
    canPause: false,
    isLabelled: true,
    isWatched: true,
    keepsVersions: true,
    isDescribed: true,
    isAwaited: true,
    podSpecAt: ['spec', 'template', 'spec'],
  },
`;

/** What such a type needs of its own: the record, and what stands for the type in it. */
const own: readonly {readonly file: string; readonly record: string; readonly value: string}[] = [
  {file: 'src/cluster/operations/objects/describe-object.ts', record: 'descriptions', value: `async () => 'a switch'`},
  {file: 'src/sandbox/allowed-kinds.ts', record: 'rulesOf', value: 'withCommonFields({spec: daemonSetSpec})'},
  {file: 'src/sandbox/label-change.ts', record: 'mostLabels', value: '30'},
  {
    file: 'src/kinds/rollout-status.ts',
    record: 'rolloutStatus',
    value: `() => ({kind: 'complete', line: 'done'})`,
  },
  {file: 'src/views/table/short-list.ts', record: 'summaries', value: 'daemonSetItem'},
];
const table = 'src/kinds/resource-types.ts';

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
async function missing(): Promise<string[]> {
  const lines = (await typesSay('.')).split('\n').filter((line) => line.includes(': error '));
  return lines
    .map((line) => {
      const {file, what} = /^(?<file>[^(]+)\(.*Property '(?<what>\w+)' is missing/u.exec(line)?.groups ?? {};
      return file === undefined || what === undefined ? line : `${file} ${what}`;
    })
    .sort();
}

async function change(file: string, by: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = by(text);
  if (changed === text) throw new Error(`${file} is not as this test expects`);
  await writeFile(path, changed);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-new-kind-'));
  const copied = ['src', 'commands', 'test/contract/new-kind', 'test/unit/sandbox', 'package.json'];
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
    compilerOptions: {...compilerOptions, incremental: true, tsBuildInfoFile: 'types.tsbuildinfo'},
    include: ['commands', 'src/cluster', 'src/views', 'src/classroom/lab-guide.ts', 'test/contract/new-kind/known*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(folder, 'tsconfig.table.json'), JSON.stringify({compilerOptions, include: [table]}));
});

afterAll(async () => rm(folder, {recursive: true, force: true}));

test(
  'a new type is an entry in the list of types, and the compiler names what else it needs',
  {timeout: typesMs},
  async () => {
    const end = '] as const satisfies';
    await change(table, (text) => text.replace(end, () => entry + end));
    expect(await missing()).toEqual(own.map(({file}) => `${file} switches`));

    for (const {file, record, value} of own) {
      const begin = new RegExp(`const ${record}\\b.* = \\{`, 'u');
      await change(file, (text) => text.replace(begin, (found) => `${found} switches: ${value}, `));
    }
    expect(await missing()).toEqual([]);

    const print = `import {knownOfSwitches} from './test/contract/new-kind/known-of-switches.ts';
    console.log(JSON.stringify(knownOfSwitches()));`;
    const {stdout} = await run(process.execPath, ['--input-type=module', '-e', print], {cwd: folder, timeout: typesMs});
    const writing = ['get', 'list', 'create', 'patch', 'delete'];
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
  },
);

test('what a type says nothing of is named too', {timeout: typesMs}, async () => {
  await change(table, (text) => text.replace(entry, () => entry.replace('isAwaited: true,', '')));
  expect(await typesSay('tsconfig.table.json')).toContain(`Property 'isAwaited' is missing`);
});

import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, posix} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';

const root = join(import.meta.dirname, '..', '..');
const linter = join(root, 'node_modules', '.bin', 'oxlint');

const model = 'The model of Kubernetes imports only itself, zod and yaml.';
const decides = 'What decides imports only itself, zod, yaml, CEL and types.';
const markdown = 'Markdown is read with mdast, and beside it with what decides.';
const adapter = 'An adapter imports what decides, never another adapter.';
const word = 'Words import only words.';
const kind = 'A kind imports only the model of Kubernetes, other kinds, zod and yaml.';
const command = 'A command describes itself; it reaches the world through what it is handed.';
const keeping = 'What keeps a process going knows nothing of what it is for.';
const telling = 'What a process tells of itself knows nothing of what it is for.';
const emulator = 'An emulator meets the bot at a socket and nowhere else.';
const client = 'An emulator does not use the client that it is there to test.';
const shared = 'What both emulators need knows neither of them.';
const apart = 'Emulators do not know each other.';
const paced = 'Programs of just-bash never give the event loop back: import its values from paced-bash.ts.';

/** What each room may not import, besides what is wired of it, and what the linter says. */
const roomRules: {readonly room: string; readonly not: readonly string[]; readonly says: string}[] = [
  {
    room: 'start',
    not: ['classroom', 'answering', 'facilitating', 'processes'],
    says: 'What brings a process up knows nothing of what runs in it.',
  },
  {
    room: 'classroom',
    not: ['start', 'answering', 'facilitating', 'processes'],
    says: 'The classroom imports no room that stands on it.',
  },
  {
    room: 'answering',
    not: ['start', 'facilitating', 'processes'],
    says: 'What answers people stands on the classroom alone.',
  },
  {
    room: 'facilitating',
    not: ['start', 'processes'],
    says: 'What facilitators do stands on the classroom and on what answers people.',
  },
  {room: 'processes', not: [], says: 'A process is wired by the app, and meets an emulator at a socket.'},
];

const deciding = ['operations', 'lab', 'authoring', 'workshop', 'sandbox', 'chat', 'views'];
const pure = ['kubernetes', 'kinds', ...deciding];
const adapters = ['cluster', 'queue', 'discord', 'store', 'pictures'];
const rooms = ['start', 'classroom', 'answering', 'facilitating', 'processes'];
const unwired = ['emulators/discord/state.ts', 'app.ts', 'main.ts'];
const outside = [...rooms.map((room) => `${room}/x.ts`), ...unwired, 'config.ts'];
const lifecycle = '../lifecycle/x.ts';

/** An import as a file would make it, and what the linter says of it; undefined: nothing. */
interface Import {
  readonly file: string;
  readonly from: string;
  readonly isType: boolean;
  readonly says: string | undefined;
}

const inFile = (file: string, imported: readonly string[], says?: string): Import[] =>
  imported.map((from) => ({file, from: from.replace('type ', ''), isType: from.startsWith('type '), says}));
const within = (base: string, paths: readonly string[]): string[] => paths.map((path) => `${base}/${path}`);
const filesOf = (folders: readonly string[]): string[] => folders.map((folder) => `${folder}/x.ts`);

const packages = ['node:fs', 'ioredis', 'bullmq', 'discord.js', 'zod/v4', 'yamljs', '@kubernetes/client-node'];

const relativeImports = [
  inFile('src/words/probe.ts', [lifecycle, ...within('..', [...filesOf([...pure, ...adapters]), ...outside])], word),
  inFile('src/words/en/probe.ts', ['zod', 'node:fs', 'type bullmq', '#src/chat/x.ts', '../../../commands/x.ts'], word),
  inFile('src/words/en/probe.ts', ['node:async_hooks', './x.ts', '../plural.ts', '../words.ts']),
  inFile(
    'src/kubernetes/probe.ts',
    [lifecycle, ...within('..', [...filesOf([...deciding, ...adapters]), ...outside])],
    model,
  ),
  inFile('src/kubernetes/probe.ts', [...packages, '@marcbachmann/cel-js', 'type bullmq'], model),
  inFile('src/kubernetes/probe.ts', ['type ../operations/x.ts', '../observability/x.ts'], model),
  inFile('src/kubernetes/deep/probe.ts', ['../../sandbox/x.ts', '../../../commands/x.ts'], model),
  inFile('src/kubernetes/deep/probe.ts', ['zod', 'yaml', './x.ts', '../x.ts', '../patches/x.ts']),
  inFile(
    'src/kinds/probe.ts',
    [lifecycle, ...within('..', [...filesOf([...deciding, ...adapters]), ...outside])],
    kind,
  ),
  inFile('src/kinds/probe.ts', [...packages, '@marcbachmann/cel-js', 'type bullmq'], kind),
  inFile('src/kinds/probe.ts', ['type ../operations/x.ts', '../observability/x.ts'], kind),
  inFile('src/kinds/deep/probe.ts', ['../../sandbox/x.ts', '../../../commands/x.ts'], kind),
  inFile('src/kinds/deep/probe.ts', ['zod', 'yaml', './x.ts', '../x.ts', '../pod/x.ts', '../../kubernetes/x.ts']),
  deciding.flatMap((folder) =>
    [
      inFile(`src/${folder}/probe.ts`, [lifecycle, ...within('..', [...filesOf(adapters), ...outside])], decides),
      inFile(`src/${folder}/probe.ts`, [...packages, 'type ../cluster/x.ts'], decides),
      inFile(`src/${folder}/deep/probe.ts`, ['../../cluster/x.ts', '../../../commands/x.ts'], decides),
      inFile(`src/${folder}/probe.ts`, ['zod', 'yaml', './x.ts', 'type bullmq', ...within('..', filesOf(pure))]),
    ].flat(),
  ),
  inFile('src/authoring/import/markdown/probe.ts', [...packages, 'micromark', '../../../cluster/x.ts'], markdown),
  inFile('src/authoring/import/markdown/probe.ts', ['mdast-util-from-markdown', 'zod', './x.ts', '../../../lab/x.ts']),
  inFile('src/authoring/import/probe.ts', ['mdast-util-from-markdown'], decides),
  adapters.flatMap((folder) =>
    [
      inFile(`src/${folder}/probe.ts`, within('..', outside), adapter),
      inFile(`src/${folder}/probe.ts`, within('..', filesOf(adapters.filter((other) => other !== folder))), adapter),
      inFile(`src/${folder}/deep/probe.ts`, ['../../../commands/x.ts'], adapter),
      inFile(`src/${folder}/probe.ts`, ['node:fs', 'ioredis', './x.ts', lifecycle, ...within('..', filesOf(pure))]),
    ].flat(),
  ),
  roomRules.flatMap(({room, not, says}) =>
    [
      inFile(`src/${room}/probe.ts`, within('..', [...filesOf(not), ...unwired]), says),
      inFile(`src/${room}/deep/probe.ts`, ['../../app.ts', ...within('../..', filesOf(not))], says),
      inFile(
        `src/${room}/probe.ts`,
        within('..', [
          ...filesOf([...pure, ...adapters, ...rooms.filter((other) => !not.includes(other)), 'lifecycle']),
        ]),
      ),
    ].flat(),
  ),
  inFile('src/start/far-ends.ts', ['../emulators/discord/state.ts']),
  inFile('src/processes/probe.ts', ['../../commands/index.ts']),
  ['start', 'processes'].flatMap((room) => inFile(`src/${room}/probe.ts`, ['../config.ts'])),
  roomRules
    .filter(({room}) => room !== 'processes')
    .flatMap(({room, says}) => inFile(`src/${room}/probe.ts`, ['../../commands/x.ts'], says)),
  roomRules
    .filter(({room}) => room !== 'start' && room !== 'processes')
    .flatMap(({room, says}) => inFile(`src/${room}/probe.ts`, ['../config.ts'], says)),
  inFile('commands/probe.ts', within('../src', [...filesOf([...adapters, 'lifecycle']), ...outside]), command),
  inFile('commands/deep/probe.ts', ['../../src/discord/x.ts', 'type ../../src/answering/x.ts'], command),
  inFile('commands/probe.ts', [
    'zod',
    './x.ts',
    '../src/kubernetes/x.ts',
    '../src/operations/x.ts',
    '../src/chat/x.ts',
  ]),
  inFile(
    'src/lifecycle/probe.ts',
    ['../observability/x.ts', '../../commands/x.ts', ...within('..', [...filesOf([...pure, ...adapters]), ...outside])],
    keeping,
  ),
  inFile('src/lifecycle/probe.ts', ['ioredis', 'node:net', './x.ts', '../words/x.ts']),
  inFile(
    'src/observability/probe.ts',
    [lifecycle, '../../commands/x.ts', ...within('..', [...filesOf([...pure, ...adapters]), ...outside])],
    telling,
  ),
  inFile('src/observability/probe.ts', ['pino', 'prom-client', 'node:http', './x.ts', '../words/x.ts']),
  ['src/emulators/core', 'src/emulators/discord', 'src/emulators/kubernetes'].flatMap((folder) =>
    [
      inFile(`${folder}/probe.ts`, within('../..', filesOf([...pure, ...adapters, ...rooms])), emulator),
      inFile(
        `${folder}/probe.ts`,
        ['../../app.ts', '../../lifecycle/x.ts', '../../config.ts', '../../main.ts'],
        emulator,
      ),
      inFile(`${folder}/deep/probe.ts`, ['../../../views/x.ts'], emulator),
      inFile(`${folder}/probe.ts`, ['discord.js', '@kubernetes/client-node'], client),
      inFile(`${folder}/probe.ts`, ['hono', 'node:fs', './x.ts', './store/x.ts']),
    ].flat(),
  ),
  inFile('src/emulators/core/probe.ts', ['../discord/x.ts', '../kubernetes/x.ts'], shared),
  inFile('src/emulators/discord/probe.ts', ['../kubernetes/x.ts'], apart),
  inFile('src/emulators/kubernetes/probe.ts', ['../discord/x.ts'], apart),
  inFile('src/emulators/kubernetes/machine/probe.ts', ['just-bash'], paced),
  ['src/emulators/discord', 'src/emulators/kubernetes'].flatMap((folder) =>
    inFile(`${folder}/probe.ts`, ['../core/x.ts', '#src/emulators/core/x.ts']),
  ),
].flat();

/** The same import by the name that package.json gives it. */
const byName = (probe: Import): Import[] => {
  const path = posix.join(posix.dirname(probe.file), probe.from);
  return probe.from.startsWith('../') && /^(src|commands)\//u.test(path) ? [{...probe, from: `#${path}`}] : [];
};
const imports = [...relativeImports, ...relativeImports.flatMap(byName)];

const restricted = 'eslint(no-restricted-imports)';
const reportSchema = z.looseObject({
  diagnostics: z.array(z.looseObject({code: z.string(), help: z.string().nullish(), filename: z.string()})),
});

/** Each import in a file of its own, beside where it is said to be. */
const probes = imports.map((probe, index) => ({...probe, place: probe.file.replace('probe.ts', `probe-${index}.ts`)}));

let folder = '';
const said = new Map<string, string[]>();
let exitCode: number | undefined;

const run = promisify(execFile);
async function lint(paths: readonly string[]): Promise<{code: number; output: string}> {
  try {
    const {stdout} = await run(linter, ['-c', '.oxlintrc.json', '--format', 'json', ...paths], {
      cwd: folder,
      timeout: 100_000,
    });
    return {code: 0, output: stdout};
  } catch (error) {
    const failure = z.looseObject({code: z.number(), stdout: z.string()}).parse(error);
    return {code: failure.code, output: failure.stdout};
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-layers-'));
  await cp(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const probe of probes) {
    const path = join(folder, probe.place);
    await mkdir(dirname(path), {recursive: true});
    const [keyword, use] = probe.isType
      ? ['import type', 'export type Used = imported']
      : ['import', 'export const used = imported'];
    await writeFile(path, `${keyword} {imported} from '${probe.from}';\n${use};\n`);
  }
  const {code, output} = await lint(['src', 'commands']);
  exitCode = code;
  for (const {code: rule, help, filename} of reportSchema.parse(JSON.parse(output)).diagnostics) {
    if (rule === restricted) said.set(filename, [...(said.get(filename) ?? []), help ?? '']);
  }
});

afterAll(async () => rm(folder, {recursive: true, force: true}));

describe('the linter', () => {
  it('fails when a layer is broken', () => {
    expect(exitCode).toBe(1);
  });

  it('passes when none is', async () => {
    const allowed = probes.filter(({says}) => says === undefined).map(({place}) => place);
    const {output} = await lint(allowed);
    expect(reportSchema.parse(JSON.parse(output)).diagnostics.filter(({code}) => code === restricted)).toEqual([]);
  });

  it.for(probes.filter(({says}) => says !== undefined))('forbids $file to import $from', ({place, says}) => {
    expect(said.get(place)).toEqual([says]);
  });

  it.for(probes.filter(({says}) => says === undefined))('lets $file import $from', ({place}) => {
    expect(said.get(place)).toBeUndefined();
  });

  it('has a probe for every rule on layers', async () => {
    const configSchema = z.looseObject({
      overrides: z.array(z.looseObject({files: z.array(z.string()), rules: z.record(z.string(), z.unknown())})),
    });
    const {overrides} = configSchema.parse(JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')));
    const messages = JSON.stringify(overrides.map(({rules}) => rules['no-restricted-imports'])).matchAll(
      /"message":"([^"]+)"/g,
    );
    const probed = new Set(imports.map(({says}) => says));
    for (const [, message] of messages) expect(probed).toContain(message);
  });
});

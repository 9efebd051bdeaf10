import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readdir, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';

const script = join(import.meta.dirname, '../../../../scripts/lab-import/main.ts');
const recordSchema = z.looseObject({kind: z.string(), line: z.number().optional(), verdict: z.string().optional()});

/** Each runs Node anew, some of them several times. */
const processes = {timeout: 120_000};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-import-'));
});
afterAll(async () => rm(folder, {recursive: true, force: true}));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = {...process.env, LABS_DIR: join(folder, 'labs'), NODE_OPTIONS: '--no-warnings'};
    execFile(process.execPath, [script, ...args], {env, cwd: folder}, (error, stdout, stderr) => {
      resolve({code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr});
    });
  });
}

async function files(name: string, texts: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [path, text] of Object.entries(texts)) {
    const file = join(folder, name, path);
    await mkdir(join(file, '..'), {recursive: true});
    await writeFile(file, text);
  }
  return name;
}

const block = (line: string): string => `\`\`\`\n${line}\n\`\`\`\n`;

test('a source that is not there, or none, is a sentence', processes, async () => {
  expect(await run('nowhere\u001b[31m')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no folder or file nowhere [31m.\n',
  });
  const none = await run();
  expect(none).toMatchObject({code: 1, stdout: ''});
  expect(none.stderr).toMatch(/^Name a folder .*\n$/u);
  expect((await run('--nmae')).stderr).toMatch(/^Unknown option '--nmae'.*\n$/u);
});

test('what cannot be read is named, and nothing outside is: no link is followed', processes, async () => {
  await files('elsewhere', {'secret.md': block('kubectl get secrets'), 'pod.yaml': 'apiVersion: v1\nkind: Pod\n'});
  const name = await files('hostile', {
    'README.md': block('kubectl get pods').replaceAll('\n', '\r\n'),
    'latin.md': Buffer.from([0x23, 0x20, 0xe9, 0x0a, ...Buffer.from(block('kubectl get svc'))]),
    'binary.yaml': Buffer.from([0x7f, 0x45, 0x00, 0x01]),
    'large.md': 'a'.repeat(300 * 1024),
    'node_modules/x/README.md': block('kubectl get nodes'),
  });
  await symlink(join(folder, 'elsewhere'), join(folder, name, 'linked'));
  await symlink(join(folder, 'elsewhere', 'secret.md'), join(folder, name, 'linked.md'));
  const {code, stdout, stderr} = await run(name, '--json');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const records = stdout
    .trimEnd()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)));
  expect(records).toMatchObject([
    {
      kind: 'line',
      file: 'hostile/README.md',
      line: 2,
      text: 'kubectl get pods',
      verdict: 'understood',
      reason: null,
      instead: null,
    },
    {kind: 'line', file: 'hostile/latin.md', line: 3, text: 'kubectl get svc'},
    {
      kind: 'summary',
      lines: 2,
      understood: 2,
      leftOut: [
        {file: 'hostile/binary.yaml', why: 'is no text'},
        {file: 'hostile/large.md', why: 'is larger than 256 KiB'},
        {file: 'hostile/linked.md', why: 'is a link'},
      ],
    },
  ]);
});

test('--write makes a folder of one lab, and never takes the place of one that is there', processes, async () => {
  const name = await files('course/one', {'README.md': `# One\n\n${block('kubectl get pods')}`});
  const first = await run(name, '--write', '--name', 'my-lab');
  expect(first).toMatchObject({code: 0, stderr: ''});
  expect(first.stdout).toContain('labs/my-lab: 1 steps, 0 manifests.');
  expect(first.stdout).toContain('TODO');
  expect(await readdir(join(folder, 'labs', 'my-lab'))).toEqual(['lab.yaml']);
  expect(await run(name, '--write', '--name', 'my-lab')).toMatchObject({
    code: 1,
    stderr: 'labs/my-lab is there already, and is left as it is. Choose another name: --name NAME\n',
  });
  await files('course/two', {'README.md': block('kubectl get svc')});
  expect((await run('course', '--name', 'one')).stderr).toMatch(/^--name is for one lab, and there are 2\./u);
  expect((await run(name, '--name', '../up')).stderr).toMatch(/^A lab cannot be called \.\.\/up:/u);
});

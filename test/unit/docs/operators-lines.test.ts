import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {z} from 'zod';

const read = (path: string): string => readFileSync(path, 'utf8');
const page = read('docs/operators.md');
/** The lines to be typed, those that go on after a backslash as one. */
const lines = page
  .replaceAll(/\\\n +/g, '')
  .split('\n')
  .filter((line) => line.startsWith('    '))
  .map((line) => line.trim().replace(/ +# .*$/, ''));
const typed = (pattern: RegExp): string[] => lines.filter((line) => pattern.test(line));

const {scripts} = z.looseObject({scripts: z.record(z.string(), z.string())}).parse(JSON.parse(read('package.json')));

test('each npm script that the page names exists, and each flag behind it is one that its program reads', () => {
  const named = [...page.matchAll(/npm run (?:--silent )?([a-z:]+)(?: -- ([^`#\n]*))?/g)];
  expect(named.length).toBeGreaterThan(8);
  for (const [line, name = '', flags = ''] of named) {
    const script = scripts[name];
    expect([line, script !== undefined]).toEqual([line, true]);
    const file = /(?<file>scripts\/\S+\.ts)/.exec(script ?? '')?.groups?.['file'];
    for (const [, flag = ''] of flags.matchAll(/--([a-z-]+)/g)) {
      const known = new RegExp(`^\\s+'?${flag}'?: \\{type: `, 'm').test(read(file ?? 'package.json'));
      expect([line, flag, known]).toEqual([line, flag, true]);
    }
  }
});

test('files and folders that a line takes are there', () => {
  const taken = lines.flatMap((line) => [...line.matchAll(/(?:^| )(deploy\/[\w./-]*)/g)].map(([, path = '']) => path));
  expect(taken).toEqual(expect.arrayContaining(['deploy/chart', 'deploy/', 'deploy/app.yaml']));
  for (const path of taken) expect(() => readFileSync(path)).not.toThrow('ENOENT');
});

test('an image is built with where its source is, by hand and by Compose', () => {
  const builds = typed(/^docker build /);
  expect(builds).toHaveLength(2);
  for (const line of builds)
    expect(line).toMatch(/--build-arg REVISION=\$\(git rev-parse HEAD\) --build-arg SOURCE=https:\/\/\S+ /);
  const dockerfile = read('Dockerfile');
  for (const [name, value] of [
    ['REVISION', 'unknown'],
    ['SOURCE', 'unknown'],
  ] as const) {
    expect(dockerfile).toContain(`ARG ${name}=${value}\n`);
    expect(dockerfile).toContain(`.${name.toLowerCase()}="\${${name}}"`);
  }
  const compose = z
    .looseObject({'x-labrador': z.looseObject({build: z.unknown()})})
    .parse(parse(read('docker-compose.yml'), {merge: true}));
  expect(compose['x-labrador'].build).toEqual({
    context: '.',
    args: {REVISION: '${REVISION:-unknown}', SOURCE: '${SOURCE:-unknown}'},
  });
  expect(typed(/docker compose up -d --build/)[0]).toMatch(/^REVISION=\$\(git rev-parse HEAD\) SOURCE=https:/);
});

test('without Helm the page makes the Secret, and names your image in place of each that app.yaml has', () => {
  const app = read('deploy/app.yaml');
  const [apply = ''] = typed(/deploy\/app\.yaml/);
  const {from = '', to = ''} = /^sed 's\|image: (?<from>[^|]+)\|image: (?<to>[^|]+)\|' /.exec(apply)?.groups ?? {};
  const images = [...app.matchAll(/image: (\S+)/g)].map(([, image = '']) => image);
  expect([...new Set(images.filter((image) => image.startsWith('labrador')))]).toEqual([from]);
  expect(to).toBe(`REGISTRY/${from}`);
  const section = page.slice(page.indexOf('\nWithout Helm'));
  expect(section).toMatch(/create secret generic labrador [\s\S]* deploy\/app\.yaml \|/);
  expect(app).toMatch(/secretRef:\n\s+name: labrador\n/);
});

test('what is only named, such as a ConfigMap or a Secret, is read anew after a line of the page', () => {
  const processes = [...read('deploy/app.yaml').matchAll(/kind: Deployment\nmetadata:\n {2}name: (\S+)/g)];
  const names = processes.map(([, name]) => name).join(' ');
  expect(typed(/rollout restart/)).toEqual([`kubectl -n labrador-system rollout restart deployment ${names}`]);
});

test('what the lines write into the clone, keys among it, is nothing that git would take', () => {
  const written = lines.flatMap((line) => [
    ...[...line.matchAll(/(?:^| )(?:> |cp \S+ |--rdb )([\w./-]+)$/g)].map(([, file = '']) => file),
    ...[...line.matchAll(/(?:=|--kubeconfig )(?:\$PWD\/)?([\w-]+\.kubeconfig)/g)].map(([, file = '']) => file),
    ...[...line.matchAll(/ (\S+\.kubeconfig) (\S+\/)$/g)].map(([, file = '', folder = '']) => `${folder}${file}`),
  ]);
  const files = [...new Set(written)];
  expect(files.sort()).toEqual([
    '.env',
    'admin.kubeconfig',
    'kubeconfig/labrador.kubeconfig',
    'labrador.kubeconfig',
    'labrador.rdb',
    'labrador.yaml',
  ]);
  const clone = mkdtempSync(join(tmpdir(), 'labrador-clone-'));
  try {
    const git = (...args: readonly string[]): string => execFileSync('git', args, {cwd: clone, encoding: 'utf8'});
    git('init', '--quiet');
    cpSync('.gitignore', join(clone, '.gitignore'));
    expect(
      git('check-ignore', ...files)
        .trim()
        .split('\n'),
    ).toEqual(files);
  } finally {
    rmSync(clone, {recursive: true});
  }
});

test('the closing note names each line, and says whether it was run', () => {
  const note = page.slice(page.indexOf('\n## What of this page was run'));
  const named = [...note.matchAll(/^\| (?<lines>`.*?`) \| /gm)].flatMap(({groups}) =>
    [...(groups?.['lines'] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replaceAll('\\|', '|')),
  );
  const namesOf = (line: string): string[] => named.filter((name) => line.includes(name));
  const addresses = lines.filter((line) => line.startsWith('https://'));
  expect(lines.filter((line) => namesOf(line).length === 0)).toEqual(addresses);
  expect(named.filter((name) => !lines.some((line) => line.includes(name)))).toEqual([]);
});

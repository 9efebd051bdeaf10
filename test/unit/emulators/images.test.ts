import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {ImageRegistry} from '#src/emulators/kubernetes/machine/images/image-registry.ts';
import {
  readImageDefinition,
  readImageDefinitions,
} from '#src/emulators/kubernetes/machine/images/read-image-definitions.ts';

const definitions = await readImageDefinitions();
const registry = new ImageRegistry({
  definitions,
  extra: ['example.com/team/app:1.0', 'postgres:ours', 'plain'],
  builtAtMs: 0,
});

describe('an image', () => {
  it.each([
    ['nginx', true],
    ['nginx:1.25.3-alpine3.18-slim', true],
    ['nginx@sha256:0123', true],
    ['nginx:1.27@sha256:0123', true],
    ['docker.io/library/nginx:1.27', true],
    ['docker.io/traefik/whoami:v1.10', true],
    ['registry.k8s.io/pause:3.10.1', true],
    ['gcr.io/google-samples/kubernetes-bootcamp:v1', true],
    ['example.com/team/app:1.0', false],
    ['plain:whatever', false],
    ['postgres:ours', false],
    ['nginx:1.18-alpin', undefined],
    ['nginx:v1.18', undefined],
    ['ngnix:1.18', undefined],
    ['traefik/whoami:1.x', undefined],
    ['example.com/nginx:1.27', undefined],
    ['example.com/team/app:2.0', undefined],
    ['localhost:5000/nginx', undefined],
  ])('%s is there, and known: %s', (reference, isKnown) => {
    expect(registry.find(reference)?.isKnown).toBe(isKnown);
  });

  it('has files of its own for each container', () => {
    const [one, other] = [registry.find('nginx'), registry.find('nginx')];
    one?.files.entries.delete('etc');
    expect(other?.files.entries.has('etc')).toBe(true);
  });
});

describe('the page for authors', () => {
  it('names all images that are described', async () => {
    const page = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'authoring.md'), 'utf8');
    const missing = definitions
      .flatMap(({repositories}) => repositories)
      .filter((name) => !page.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});

describe('the file of an image', () => {
  const whole = {title: 'x', repositories: ['x'], tags: ['N']};
  const read = (part: object) => readImageDefinition('x.yaml', JSON.stringify({...whole, ...part}));

  it.each([
    {tools: ['curl']},
    {programs: {'/x': {kind: 'server', says: 'on {{port}}', settings: {port: {default: '80'}}}}},
    {programs: {'/x': {kind: 'server', says: '{{env.WORD}} {{hostname}}'}}},
  ])('may say %j', (part) => {
    expect(read(part)).toMatchObject({title: 'x', ...part});
  });

  it.each([
    [{programs: {'/x': {kind: 'server', says: 'on {{port}}'}}}, 'x.yaml: /x: nothing is known by port'],
    [{programs: {x: {kind: 'server'}}}, 'Invalid key'],
    [{programs: {'/x': {kind: 'sorcery'}}}, 'programs'],
    [{tools: ['emacs']}, 'tools'],
    [{tags: ['1.0']}, 'tags'],
    [{entrypiont: []}, 'entrypiont'],
  ])('may not say %j: %s', (part, problem) => {
    expect(() => read(part)).toThrow(problem);
  });
});

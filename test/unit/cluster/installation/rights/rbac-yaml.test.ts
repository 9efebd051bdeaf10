import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {z} from 'zod';
import {manifestPath} from '#src/cluster/api/apply-manifest.ts';
import {rbacYaml} from '#src/cluster/installation/rights/rbac-yaml.ts';
import {describeRight, neededRights} from '#src/cluster/installation/rights/right.ts';
import {rights, rightsHolders} from '#src/cluster/installation/rights/rights.ts';
import {typesThat} from '#src/kinds/resource-types.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.object({name: z.string(), namespace: z.string().optional(), labels: z.record(z.string(), z.string())}),
});
const objects = parseAllDocuments(rbacYaml()).map((document) => objectSchema.parse(document.toJS()));

const verbsOn = (holder: (typeof rightsHolders)[number], resource: string): string[] =>
  rights[holder].grants.flatMap(({rules}) =>
    rules.filter(({resources}) => resources.includes(resource)).flatMap(({verbs}) => verbs),
  );

test('deploy/chart/files/rbac.yaml is what the rights say: node scripts/write-deploy.ts', () => {
  expect(readFileSync('deploy/chart/files/rbac.yaml', 'utf8')).toBe(rbacYaml());
});

test('each object says that it is part of Labrador, by which it is taken away again', () => {
  expect(objects.filter(({metadata}) => metadata.labels['app.kubernetes.io/part-of'] !== 'labrador')).toEqual([]);
});

test('every role but those of sandboxes is bound to the ServiceAccount that it is for', () => {
  const bound = objects
    .filter(({kind}) => kind.endsWith('Binding'))
    .map(({subjects, roleRef}) => {
      const [subject] = z.tuple([z.object({name: z.string()})]).parse(subjects);
      return `${subject.name} ${z.object({name: z.string()}).parse(roleRef).name}`;
    });
  expect(bound).toEqual([
    'labrador labrador',
    'provisioner labrador-provisioner',
    'provisioner labrador-provisioner',
    'labeller labrador-labeller',
    'watcher labrador-watcher',
    'watcher labrador-watcher',
    'node-agent node-agent',
  ]);
  const accounts = objects.filter(({kind}) => kind === 'ServiceAccount').map(({metadata}) => metadata.name);
  expect(accounts).toEqual(expect.arrayContaining(bound.map((line) => line.split(' ')[0])));
});

const applied = sandboxManifests(sandboxSpec()).map((manifest) => manifestPath(manifest).split('/').at(-2) ?? '');

test.each([...new Set(applied)])('the provisioner may apply %s, which a sandbox is made of', (plural) => {
  expect(verbsOn('provisioner', plural)).toEqual(expect.arrayContaining(['create', 'patch']));
});

test.each(typesThat('isWatched'))('the watcher may watch %s, of which expressions are told', (type) => {
  expect(verbsOn('watcher', type)).toEqual(expect.arrayContaining(['list', 'watch']));
});

test.each(rightsHolders)('%s is given no right twice', (holder) => {
  const given = [...neededRights(holder), ...neededRights(holder, 'labrador-spring-1')].map(describeRight);
  expect(given.length).toBeGreaterThan(0);
  expect([...new Set(given)]).toEqual(given);
});

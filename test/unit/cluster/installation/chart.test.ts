import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
import {z} from 'zod';
import {readConfig, variables} from '#src/config.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {admissionYaml} from '#src/sandbox/cluster-policies/admission-yaml.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const {version} = z.looseObject({version: z.string()}).parse(JSON.parse(read('package.json')));

test('chart, app and image have the version of the package', () => {
  expect(parse(read('deploy/chart/Chart.yaml'))).toMatchObject({version, appVersion: version});
  expect(read('Dockerfile')).toContain(`ARG VERSION=${version}\n`);
});

test('admission-policies.yaml is what the rules say, for every version that has policies: node scripts/write-deploy.ts', () => {
  expect(read('deploy/chart/files/admission-policies.yaml')).toBe(admissionYaml());
  const documents = parseAllDocuments(admissionYaml())
    .map((document): unknown => document.toJS())
    .filter((manifest) => manifest !== null);
  expect(documents).toEqual(admissionManifests({major: 1, minor: 37}).manifests);
  expect(documents.length).toBeGreaterThan(0);
});

/** What the chart decides itself, what a Secret holds, and what only `npm start` and a bot outside of a cluster read. */
const notOfTheChart: ReadonlySet<string> = new Set([
  'CLUSTER',
  'REDIS_URL',
  'HEALTH_PORT',
  'LABS_DIR',
  'DISCORD_TOKEN',
  'KUBECONFIG',
  'KUBE_CONTEXT',
  'PORT',
  'DATA_DIR',
]);

/** What the cluster's client reads by itself. */
const proxies = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

const settingsSchema = z.looseObject({
  properties: z.looseObject({settings: z.looseObject({properties: z.record(z.string(), z.unknown())})}),
});
const schema: z.core.JSONSchema.JSONSchema = JSON.parse(read('deploy/chart/values.schema.json'));

test('the chart takes every other variable as a setting, and no more', () => {
  const wanted = variables.filter((name) => !notOfTheChart.has(name));
  expect(Object.keys(settingsSchema.parse(schema).properties.settings.properties).sort()).toEqual(
    [...wanted, ...proxies].sort(),
  );
});

/** What it takes of values; `$defs` is a word of the later drafts, and one that Helm reads in all of them. */
const values = z.fromJSONSchema({...schema, $schema: 'https://json-schema.org/draft/2020-12/schema'});
const takes = (settings: Readonly<Record<string, string>>): boolean => values.safeParse({settings}).success;

test.each([
  ['DISCORD_GUILD_ID', 'my server', '123456789012345678'],
  ['DISCORD_API', 'discord.com', 'https://chat.example/api'],
  ['REDIS_PREFIX', 'a:b', 'class-b'],
  ['LAB', '../daemonsets', 'pods'],
  ['LARGEST_CONTAINER', '2,1Gi,1Gi', '2000m, 1024Mi,512Mi'],
  ['LARGEST_CLAIM', '1Gi', '2048Mi'],
  ['RATE_LIMIT', '0', '60'],
  ['SERVER_RATE_LIMIT', '-1', '100'],
  ['LOG_FORMAT', 'pretty', 'text'],
  ['LOG_LEVEL', 'loud', 'debug'],
])('what a process would end for is refused by the chart: %s=%s', (name, wrong, right) => {
  const token = {DISCORD_TOKEN: 'a-token'};
  expect(() => readConfig({...token, [name]: wrong}, [])).toThrow(name);
  expect(() => readConfig({...token, [name]: right}, [])).not.toThrow();
  expect([takes({[name]: wrong}), takes({[name]: right})]).toEqual([false, true]);
});

/** The parts of a schema that stand for objects, each with where it stands. */
function objectsIn(part: unknown, path = ''): [string, Readonly<Record<string, unknown>>][] {
  if (typeof part !== 'object' || part === null) return [];
  const entries: [string, unknown][] = Object.entries(part);
  const own = Object.fromEntries(entries);
  return [
    ...(own['type'] === 'object' ? [[path, own] satisfies [string, Readonly<Record<string, unknown>>]] : []),
    ...entries.flatMap(([name, inner]) => objectsIn(inner, `${path}/${name}`)),
  ];
}

test('however deep a value stands, a mistyped one is refused', () => {
  const open = objectsIn(schema).filter(([, {additionalProperties}]) => additionalProperties === undefined);
  // Helm's own
  expect(open.map(([path]) => path)).toEqual(['/properties/global']);
  const from = (peer: object): boolean => values.safeParse({networkPolicy: {metricsFrom: [peer]}}).success;
  expect(from({namespaceSelectors: {}})).toBe(false);
  expect(from({namespaceSelector: {matchLabel: {a: 'b'}}})).toBe(false);
  expect(from({})).toBe(false);
  const chosen = {matchLabels: {a: 'b'}, matchExpressions: [{key: 'c', operator: 'In', values: ['d']}]};
  expect(from({namespaceSelector: {}, podSelector: chosen})).toBe(true);
  expect(from({ipBlock: {cidr: '10.0.0.0/8', except: ['10.1.0.0/16']}})).toBe(true);
});

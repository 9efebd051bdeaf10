import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
import {z} from 'zod';
import {variables} from '#src/config.ts';
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

test('the chart takes every other variable as a setting, and no more', () => {
  const schema = settingsSchema.parse(JSON.parse(read('deploy/chart/values.schema.json')));
  const wanted = variables.filter((name) => !notOfTheChart.has(name));
  expect(Object.keys(schema.properties.settings.properties).sort()).toEqual([...wanted, ...proxies].sort());
});

import {expect, test} from 'vitest';
import {inVersion, ServedVersions} from '#src/cluster/api/served-versions.ts';

const slices = (version: string): string => `/apis/discovery.k8s.io/${version}/namespaces/n/endpointslices`;
const group = (...versions: string[]): unknown => ({
  kind: 'APIGroup',
  versions: versions.map((version) => ({version})),
});

test.each([
  ['v1.37 has the version that is asked for', group('v1'), slices('v1'), slices('v1')],
  ['v1.24 has both', group('v1', 'v1beta1'), slices('v1'), slices('v1')],
  ['v1.20 has the one before', group('v1beta1'), slices('v1'), slices('v1beta1')],
  ['what has neither is asked as it is', group('v2'), slices('v1'), slices('v1')],
  ['an answer that is none', 'oops', slices('v1'), slices('v1')],
  ['another group is none of it', group('v1beta1'), '/apis/apps/v1/deployments', '/apis/apps/v1/deployments'],
  ['nor is the core', group('v1beta1'), '/api/v1/pods', '/api/v1/pods'],
  ['nor the group itself', group('v1beta1'), '/apis/discovery.k8s.io', '/apis/discovery.k8s.io'],
])('%s', async (_, answer, asked, expected) => {
  const versions = new ServedVersions(async () => Promise.resolve(answer));
  expect(await versions.pathOf(asked)).toBe(expected);
});

const cronJobs = (version: string): string => `/apis/batch/${version}/namespaces/n/cronjobs/c`;
const batchOf = (served: Readonly<Record<string, readonly string[]>>) => async (path: string) => {
  const [, , , version] = path.split('/');
  if (version === undefined) return Promise.resolve(group(...Object.keys(served)));
  return Promise.resolve({resources: (served[version] ?? []).map((name) => ({name}))});
};

test.each([
  ['v1.37', {v1: ['cronjobs', 'jobs']}, 'v1'],
  ['v1.24', {v1: ['cronjobs', 'jobs'], v1beta1: ['cronjobs']}, 'v1'],
  ['v1.20', {v1: ['jobs'], v1beta1: ['cronjobs']}, 'v1beta1'],
] as const)('%s has CronJobs in a version of its own group', async (_, served, version) => {
  const versions = new ServedVersions(batchOf(served));
  expect(await versions.pathOf(cronJobs('v1'))).toBe(cronJobs(version));
  expect(await versions.pathOf('/apis/batch/v1/cronjobs')).toBe(`/apis/batch/${version}/cronjobs`);
  expect(await versions.pathOf('/apis/batch/v1/namespaces/n/jobs')).toBe('/apis/batch/v1/namespaces/n/jobs');
});

test.each([
  ['autoscaling', 'v2', 'horizontalpodautoscalers', ['v2', 'v2beta2', 'v1'], 'v2'],
  ['autoscaling', 'v2', 'horizontalpodautoscalers', ['v1', 'v2beta1', 'v2beta2'], 'v2beta2'],
  ['metrics.k8s.io', 'v1beta1', 'pods', ['v1beta1', 'v1'], 'v1beta1'],
  ['metrics.k8s.io', 'v1beta1', 'pods', ['v1'], 'v1'],
])('of %s, %s %s is what a server has of %j: %s', async (name, asked, plural, served, version) => {
  const versions = new ServedVersions(async () => Promise.resolve(group(...served)));
  const path = (one: string): string => `/apis/${name}/${one}/namespaces/n/${plural}/x`;
  expect(await versions.pathOf(path(asked))).toBe(path(version));
});

test('budgets are found in the version that has them', async () => {
  const versions = new ServedVersions(batchOf({v1: ['evictions'], v1beta1: ['poddisruptionbudgets']}));
  expect(await versions.pathOf('/apis/policy/v1/poddisruptionbudgets')).toBe(
    '/apis/policy/v1beta1/poddisruptionbudgets',
  );
});

test('what is sent and answered is of the version of its path', () => {
  const sent = {apiVersion: 'batch/v1', kind: 'CronJob'};
  expect(inVersion(sent, cronJobs('v1'), cronJobs('v1beta1'))).toEqual({...sent, apiVersion: 'batch/v1beta1'});
  expect(inVersion(sent, cronJobs('v1'), cronJobs('v1'))).toBe(sent);
  expect(inVersion({spec: {}}, cronJobs('v1'), cronJobs('v1beta1'))).toEqual({spec: {}});
});

test('what is known is not asked again; what could not be asked is', async () => {
  const answers = [undefined, group('v1beta1')];
  const versions = new ServedVersions(async () => {
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new Error('the cluster does not answer')) : Promise.resolve(answer);
  });
  const paths = [];
  for (let attempt = 0; attempt < 3; attempt += 1) paths.push(await versions.pathOf(slices('v1')));
  expect(paths).toEqual([slices('v1'), slices('v1beta1'), slices('v1beta1')]);
});

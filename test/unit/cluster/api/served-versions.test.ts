import {expect, test} from 'vitest';
import {ServedVersions} from '#src/cluster/api/served-versions.ts';

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

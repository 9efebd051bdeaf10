import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {supportedVerbs} from '#src/emulators/kubernetes/support.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(async () => {
  await cluster.close();
});

interface Resource {
  name: string;
  verbs: string[];
}

describe('the support matrix', () => {
  it('says of every type and subresource exactly what discovery serves', async () => {
    const {body: groups} = await cluster.api('/apis');
    const named: string[] = groups.groups.map(
      (group: {preferredVersion: {groupVersion: string}}) => group.preferredVersion.groupVersion,
    );
    const served: Record<string, string> = {};
    for (const groupVersion of ['v1', ...named]) {
      const {body} = await cluster.api(groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`);
      for (const {name, verbs} of body.resources as Resource[]) served[`${groupVersion}/${name}`] = verbs.join(' ');
    }
    expect(served).toEqual(supportedVerbs);
  });

  it('is what kubectl lists', async () => {
    const {stdout} = await cluster.kubectl('api-resources --no-headers -o name');
    const types = Object.keys(supportedVerbs).filter((name) => !/^(?:.+\/)?v\d\w*\/.+\//.test(name));
    expect(stdout.trim().split('\n')).toHaveLength(types.length);
  });
});

import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {supportedVerbs} from '#src/emulators/kubernetes/support.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

let cluster: EmulatedCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(async () => {
  await cluster.close();
});

/** `apps/v1/daemonsets/status` of everything that an answer lists. */
function rowsOf({items}: {items: DiscoveredGroup[]}): string[] {
  return items.flatMap(({metadata, versions}) =>
    versions.flatMap(({version, resources}) => {
      const root = metadata.name === undefined ? version : `${metadata.name}/${version}`;
      return resources.flatMap(({resource, subresources = []}) => [
        `${root}/${resource}`,
        ...subresources.map(({subresource}) => `${root}/${resource}/${subresource}`),
      ]);
    }),
  );
}

interface DiscoveredGroup {
  metadata: {name?: string};
  versions: {version: string; resources: {resource: string; subresources?: {subresource: string}[]}[]}[];
}

describe('aggregated discovery', () => {
  it('lists all that is supported in two answers', async () => {
    const [core, groups] = await Promise.all(
      ['/api', '/apis'].map(async (path) => await cluster.api(path, {accept: aggregated})),
    );
    expect([...rowsOf(core?.body), ...rowsOf(groups?.body)].sort()).toEqual(Object.keys(supportedVerbs).sort());
    expect(core?.headers.get('content-type')).toBe(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
  });

  it.each(['application/json', `application/json, ${aggregated}`])(
    'is not for who accepts %s first',
    async (accept) => {
      expect((await cluster.api('/apis', {accept})).body.kind).toBe('APIGroupList');
    },
  );
});

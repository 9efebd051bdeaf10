import {describe, expect, test} from 'vitest';
import {clusterTypeNamed} from '#src/kinds/cluster-kinds.ts';
import {withoutClusterKinds} from '#src/sandbox/policy/without-cluster-kinds.ts';

const of = (apiVersion: string, kind: string, name = 'a') => ({object: {apiVersion, kind, metadata: {name}}});
const rights = 'rbac.authorization.k8s.io/v1';
const account = of('v1', 'ServiceAccount');

describe('what manifests bring along for the whole cluster', () => {
  test('is left out beside what is the learner’s, and told once', () => {
    const manifests = [of(rights, 'ClusterRole'), account, of(rights, 'ClusterRoleBinding', 'b'), of('v1', 'Service')];
    expect(withoutClusterKinds(manifests)).toEqual({
      own: [account, of('v1', 'Service')],
      note: 'left out ClusterRole a, ClusterRoleBinding b: such objects are of the whole cluster, and yours is a sandbox in it',
    });
  });

  test('stays where it is alone, and is refused by whoever admits it', () => {
    const manifests = [of(rights, 'ClusterRole'), of('storage.k8s.io/v1', 'StorageClass')];
    expect(withoutClusterKinds(manifests)).toEqual({own: manifests, note: undefined});
  });

  test.each([
    ['v1', 'Node'],
    ['v1', 'Namespace'],
    ['example.com/v1', 'ClusterRole'],
    ['serving.example.com/v1', 'IngressClass'],
    ['example.com/v1', 'Student'],
  ])('is Kubernetes’ own: %s %s is none of it', (apiVersion, kind) => {
    const manifests = [of(apiVersion, kind), account];
    expect(withoutClusterKinds(manifests)).toEqual({own: manifests, note: undefined});
  });

  test('has no name that would break a note', () => {
    const {note} = withoutClusterKinds([account, {object: {apiVersion: 'v1', kind: 'PersistentVolume', metadata: []}}]);
    expect(note).toContain('left out PersistentVolume: ');
  });
});

test.each([
  ['clusterrole', 'clusterroles'],
  ['ClusterRoleBinding', 'clusterrolebindings'],
  ['clusterroles.rbac.authorization.k8s.io', 'clusterroles'],
  ['crd', 'customresourcedefinitions'],
  ['pv', 'persistentvolumes'],
  ['sc', 'storageclasses'],
  ['pods', undefined],
  ['nodes', undefined],
  ['', undefined],
])('%s is a type of the whole cluster: %s', (name, plural) => {
  expect(clusterTypeNamed(name)).toBe(plural);
});

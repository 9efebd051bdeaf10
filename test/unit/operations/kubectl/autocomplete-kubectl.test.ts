import {describe, expect, it} from 'vitest';
import {mostChoices, suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import {files} from './lab.ts';

const names: Partial<Record<ResourceTypeName, readonly string[]>> = {
  pods: ['nginx-x7k2p', 'sleep'],
  daemonsets: ['nginx'],
  deployments: ['web'],
  nodes: ['lab-node'],
  namespaces: ['dev', 'test'],
};
const known = {
  names: (type: ResourceTypeName, namespace?: string) => (namespace === 'dev' ? ['of-dev'] : (names[type] ?? [])),
  files,
  labels: () => ['app=nginx'],
};
const suggest = (partial: string) => suggestKubectl(partial, known);

describe('suggestions', () => {
  it.for([
    ['', ['get pods', 'get all', 'apply -f specs/nginx']],
    ['g', ['get']],
    ['G', ['get']],
    ['de', ['describe', 'delete']],
    ['describe ', ['describe pods', 'describe services', 'describe daemonsets', 'describe deployments']],
    ['describe deploy', ['describe deployments', 'describe deployment', 'describe deploy']],
    ['describe pod ', ['describe pod nginx-x7k2p', 'describe pod sleep']],
    ['ev', ['events', 'events --for pod/nginx-x7k2p', 'events --for pod/sleep']],
    ['events --t', ['events --types']],
    ['events --types ', ['events --types Warning', 'events --types Normal']],
    ['events --for pod/s', ['events --for pod/sleep']],
    [
      'get events --sort-by=',
      ['get events --sort-by=.metadata.creationTimestamp', 'get events --sort-by=.lastTimestamp'],
    ],
    ['get pods --field-selector ', ['get pods --field-selector status.phase=Running']],
    ['get d', ['get daemonsets', 'get deployments', 'get daemonset', 'get ds']],
    ['get pods n', ['get pods nginx-x7k2p']],
    ['get pods sleep ', ['get pods sleep nginx-x7k2p']],
    ['get pod/s', ['get pod/sleep']],
    ['get pods -l ', ['get pods -l app=nginx']],
    ['get pods -o', ['get pods -o wide', 'get pods -o yaml', 'get pods -o json', 'get pods -o name']],
    ['get pods --output=y', ['get pods --output=yaml']],
    ['get pods --w', ['get pods --watch']],
    ['get pods —w', ['get pods --watch']],
    ['kubectl get no', ['kubectl get nodes', 'kubectl get node', 'kubectl get no']],
    ['$ kubectl lo', ['kubectl logs']],
    ['apply ', ['apply -f specs/nginx']],
    [
      'apply -f specs/nginx/update-b',
      ['apply -f specs/nginx/update-bad', 'apply -f specs/nginx/update-bad/daemonset-bad-command.yaml'],
    ],
    ['apply -f labs/daemonsets/specs/s', ['apply -f labs/daemonsets/specs/sleep-with-hostPath.yaml']],
    ['exec ', ['exec daemonset/nginx', 'exec deployment/web', 'exec pod/nginx-x7k2p', 'exec pod/sleep']],
    ['exec daemonset/nginx ', ['exec daemonset/nginx -- ls']],
    ['logs d', ['logs daemonset/nginx']],
    ['cp ', ['cp nginx-x7k2p:/', 'cp sleep:/', 'cp specs/nginx/README.md']],
    ['cp specs/nginx/s', ['cp specs/nginx/services.yaml']],
    ['cp specs/nginx/services.yaml s', ['cp specs/nginx/services.yaml sleep:/']],
    ['cp sleep:/etc/hosts ', ['cp sleep:/etc/hosts hosts']],
    ['cp -n dev ', ['cp -n dev of-dev:/']],
    ['delete ds nginx --c', ['delete ds nginx --cascade=orphan']],
    ['label node ', ['label node lab-node']],
    ['get pods -n dev ', ['get pods -n dev of-dev']],
    ['get pods --namespace=dev o', ['get pods --namespace=dev of-dev']],
    ['-n dev get pods o', ['-n dev get pods of-dev']],
    ['logs -n dev p', ['logs -n dev pod/of-dev']],
    ['exec -n other pod/s', ['exec -n other pod/sleep']],
    ['get pods -n ', ['get pods -n dev', 'get pods -n test', 'get pods -n default']],
    ['get pods --namespace d', ['get pods --namespace dev', 'get pods --namespace default']],
    ['get pods --namespace=t', ['get pods --namespace=test']],
    ['get pods -nt', ['get pods -ntest']],
    ['-n d', ['-n dev', '-n default']],
    ['kubectl -n t', ['kubectl -n test']],
    ['delete ns ', ['delete ns dev', 'delete ns test']],
    ['config set-context --current --namespace=', ['config set-context --current --namespace=dev']],
    ['config set-context --current --namespace t', ['config set-context --current --namespace test']],
    ['config set-context --current ', ['config set-context --current --namespace dev']],
    ['config set-context --current --n', ['config set-context --current --namespace']],
  ] as const)('begin for %j with %j', ([partial, expected]) => {
    expect(suggest(partial).slice(0, expected.length)).toEqual(expected);
  });

  it.for([
    'x',
    'get pods | ',
    'exec web -- head -n ',
    'echo it -n ',
    'exec daemonset/nginx -- l',
    'apply -f nothing',
    'get nothing n',
    '__proto__ ',
  ])('are none for %j', (partial) => {
    expect(suggest(partial)).toEqual([]);
  });

  it('do not give the solution away', () => {
    const all = ['', 'apply ', 'apply -f ', 'delete -f '].flatMap(suggest);
    expect(all.filter((line) => line.includes('solution'))).toEqual([]);
  });

  it('stay within the limits of the platform', () => {
    const many = Array.from({length: 500}, (_, index) => `pod-${'x'.repeat(index % 120)}-${index}`);
    const crowded = {...known, names: () => many};
    for (const partial of ['get pods ', 'exec ', '', 'get ', 'x'.repeat(4000), `get pods ${'a '.repeat(900)}`]) {
      const lines = suggestKubectl(partial, crowded);
      expect(lines.length).toBeLessThanOrEqual(mostChoices);
      expect(lines.every((line) => line.length <= 2_000)).toBe(true);
    }
  });
});

import {describe, expect, it} from 'vitest';
import {suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {operationSchema} from '#src/operations/operation.ts';
import {createdKinds} from '#src/operations/kubectl/verbs/create/created-kinds.ts';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import {files} from './lab.ts';

// what objects lines make is compared with kubectl's own in test/contract/kubernetes/made-like-kubectl.test.ts
const printing = {dryRun: 'none', ignored: []};
const run = {kind: 'run', name: 'web', attach: false, remove: false, printing};
const expose = {kind: 'expose', target: {type: 'deployments', name: 'web'}, printing};

describe('a line that makes something', () => {
  it.for([
    [
      'create -f specs/nginx/services.yaml --save-config --dry-run=server -o YAML',
      {
        kind: 'create',
        from: {is: 'files', sources: [{name: 'specs/nginx/services.yaml', yaml: '# specs/nginx/services.yaml'}]},
        printing: {dryRun: 'server', output: 'yaml', ignored: ['--save-config']},
      },
    ],
    ['create deploy web --image nginx --dry-run', {from: {is: 'line'}, printing: {...printing, dryRun: 'client'}}],
    [
      'create deployments.apps web --image=nginx --dry-run=false',
      {from: {failure: 'failed to create deployment'}, printing},
    ],
    ['create cm x --from-literal=a=b', {from: {failure: 'failed to create configmap'}}],
    ['create SVC NodePort x --tcp=80', {from: {failure: 'failed to create NodePort service'}}],
    ['run web --image=nginx', run],
    [
      'run web --image nginx --generator=run-pod/v1 --record --validate=false',
      {...run, printing: {...printing, ignored: ['--record', '--validate', '--generator']}},
    ],
    ['run web --image=nginx -it --rm --restart=Never -- ls', {...run, attach: true, remove: true}],
    ['run web --image=nginx --attach', {...run, attach: true}],
    ['run web --image=nginx -i --attach=false', run],
    ['run web --image=nginx --port=80 --expose', {...run, service: {kind: 'Service'}}],
    ['expose deploy/web', expose],
    [
      'expose deployment web --port 80,443 --target-port http --type NodePort --name=w -l a=b --selector=c=d',
      {
        ...expose,
        ports: [80, 443],
        targetPort: 'http',
        type: 'NodePort',
        name: 'w',
        labels: {a: 'b'},
        selector: {c: 'd'},
      },
    ],
  ] as const)('%s is understood', ([line, expected]) => {
    const {operation} = parseKubectl(line, {files});
    expect(operation).toMatchObject(expected);
    expect(operationSchema.parse(JSON.parse(JSON.stringify(operation)))).toEqual(operation);
  });

  it('makes the same of the same line: a container’s name too that kubectl ends at random', () => {
    const made = () => parseKubectl('create deployment web --image=my_app.x:1,my_app.x:2', {files}).operation;
    expect(made()).toEqual(made());
    const names = [...JSON.stringify(made()).matchAll(/"name":"(?<name>my-app[^"]*)"/gu)].map(
      ({groups}) => groups?.['name'],
    );
    expect(names).toEqual([
      expect.stringMatching(/^my-app-x-[a-z0-9]{5}$/u),
      expect.stringMatching(/^my-app-x-[a-z0-9]{5}$/u),
    ]);
    expect(new Set(names).size).toBe(2);
  });

  const withKeys = new Map([
    ...files,
    ['own/tls.cert', '-----BEGIN CERTIFICATE-----\n'],
    ['own/tls.key', '-----BEGIN EC PRIVATE KEY-----\n'],
  ]);
  it.for(createdKinds.map(({example}) => [example]))('%s is an example that works', ([example = '']) => {
    const line = example
      .replace('NAME', 'web')
      .replace('IMAGE', 'nginx')
      .replace(/--(?<part>cert|key)=FILE/gu, '--$<part>=own/tls.$<part>');
    expect(parseKubectl(line, {files: withKeys}).operation.kind).toBe('create');
  });

  it('has flags that mean the same for all kinds that take them', () => {
    const flags = createdKinds.flatMap((kind) => kind.flags);
    for (const {name, short, takes} of flags) {
      expect(flags.filter((flag) => flag.name === name)).toEqual(
        flags.filter((flag) => flag.name === name && flag.takes === takes && flag.short === short),
      );
    }
  });
});

describe('suggestions', () => {
  const names: Partial<Record<ResourceTypeName, readonly string[]>> = {deployments: ['web'], configmaps: ['settings']};
  const known = {
    names: (type: ResourceTypeName) => names[type] ?? [],
    files,
    images: ['nginx:1.18-alpine', 'busybox:1.36'],
  };

  it.for([
    ['cr', ['create', 'create deployment', 'create configmap']],
    [
      'create se',
      [
        'create secret generic',
        'create secret docker-registry',
        'create secret tls',
        'create serviceaccount',
        'create service clusterip',
      ],
    ],
    ['create service n', ['create service nodeport']],
    ['create -f ', ['create -f specs/nginx']],
    [
      'create deployment web ',
      ['create deployment web --image nginx:1.18-alpine', 'create deployment web --image busybox:1.36'],
    ],
    ['create deployment web --image=b', ['create deployment web --image=busybox:1.36']],
    ['create cm x --from-file=specs/s', ['create cm x --from-file=specs/sleep-with-hostPath.yaml']],
    ['create cm x --from-file specs/nginx/R', ['create cm x --from-file specs/nginx/README.md']],
    [
      'create service clusterip web --',
      ['create service clusterip web --tcp', 'create service clusterip web --clusterip'],
    ],
    ['run web --image ', ['run web --image nginx:1.18-alpine']],
    ['run web --res', ['run web --restart']],
    ['expose d', ['expose deployment/web']],
    ['expose deployment/web ', ['expose deployment/web --port 80']],
    ['set env deployment/web --from ', ['set env deployment/web --from configmap/settings']],
    ['apply -f specs/nginx --dry', ['apply -f specs/nginx --dry-run=client', 'apply -f specs/nginx --dry-run=server']],
  ] as const)('begin for %j with %j', ([partial, expected]) => {
    expect(suggestKubectl(partial, known).slice(0, expected.length)).toEqual(expected);
  });
});

import {expect, test} from 'vitest';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {namesInDns} from '#src/sandbox/namespace/names-in-dns.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const plain = sandboxSpec();
const spec = {...plain, lab: {...plain.lab, namespaces: 2}};
const dev = sandboxNamed(spec, 'dev');
const written = (text: string): string | undefined => /Write (\S+)\.$/u.exec(namesInDns(text, spec)[0] ?? '')?.[1];

test.each([
  ['web.default.svc.cluster.local', 'web'],
  ['http://web.default.svc:8080/a?b=c', 'web'],
  ['web-0.web.default.svc.cluster.local.', 'web-0.web'],
  ['curl -s WEB.DEFAULT.SVC', 'web'],
  [`web.dev.svc`, `web.${dev.namespace}`],
])('%s is written otherwise', (text, write) => {
  expect(written(text)).toBe(write);
});

test.each([
  'web',
  'web.svc',
  'www.svc.example',
  'kubernetes.default.svc',
  'kube-dns.kube-system.svc.cluster.local',
  `web.${spec.namespace}.svc.cluster.local`,
  `web.${dev.namespace}.svc`,
  `${'a.'.repeat(200)}default.svc`,
])('%s is left as it is', (text) => {
  expect(namesInDns(text, spec)).toEqual([]);
});

test('in the namespace that is meant the name alone is enough, and without further ones it always is', () => {
  expect(namesInDns('web.dev.svc', dev)[0]).toMatch(/Write web\.$/u);
  expect(namesInDns('web.anything.svc', {...plain, lab: {...plain.lab, namespaces: 0}})[0]).toMatch(/Write web\.$/u);
});

test('hosts are found wherever they stand, each once and no more than a few', () => {
  const hosts = ['a', 'b', 'c', 'd', 'a'].map((name) => `${name}.default.svc`);
  expect(namesInDns({spec: {containers: [{args: hosts, env: [{value: hosts.join(',')}]}]}}, spec)).toHaveLength(3);
  expect(namesInDns({spec: {args: ['x', 'a.default.svc', 'a.default.svc/b']}}, spec)).toHaveLength(1);
});

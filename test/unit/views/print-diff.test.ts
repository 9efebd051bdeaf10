import {expect, test} from 'vitest';
import {printDiff} from '#src/views/table/print-diff.ts';

const namespace = 'labrador-a';
const of = (kind: string, name: string, rest: object) => ({kind, metadata: {name, namespace}, ...rest});

test('what differs is said of each object, in the order of the names of its files', () => {
  const web = {apiVersion: 'apps/v1', ...of('Deployment', 'web', {spec: {replicas: 1}})};
  const settings = {apiVersion: 'v1', ...of('ConfigMap', 'settings', {data: {a: '1'}})};
  expect(
    printDiff([
      {type: 'configmaps', live: undefined, merged: settings},
      {type: 'configmaps', live: settings, merged: settings},
      {type: 'deployments', live: web, merged: {...web, spec: {replicas: 2}}},
    ]),
  ).toBe(
    [
      'diff -u -N LIVE/apps.v1.Deployment.labrador-a.web MERGED/apps.v1.Deployment.labrador-a.web',
      '--- LIVE/apps.v1.Deployment.labrador-a.web',
      '+++ MERGED/apps.v1.Deployment.labrador-a.web',
      '@@ -4,4 +4,4 @@',
      '   name: web',
      '   namespace: labrador-a',
      ' spec:',
      '-  replicas: 1',
      '+  replicas: 2',
      'diff -u -N LIVE/v1.ConfigMap.labrador-a.settings MERGED/v1.ConfigMap.labrador-a.settings',
      '--- LIVE/v1.ConfigMap.labrador-a.settings',
      '+++ MERGED/v1.ConfigMap.labrador-a.settings',
      '@@ -0,0 +1,7 @@',
      '+apiVersion: v1',
      '+data:',
      '+  a: "1"',
      '+kind: ConfigMap',
      '+metadata:',
      '+  name: settings',
      '+  namespace: labrador-a',
      '',
    ].join('\n'),
  );
});

test('of a Secret it is said which values differ, and none of them is shown', () => {
  const annotations = {'kubectl.kubernetes.io/last-applied-configuration': 'b25l', note: 'x'};
  const secret = (data: Readonly<Record<string, string>>) => ({
    kind: 'Secret',
    metadata: {name: 'keys', namespace, annotations},
    data,
  });
  const said = printDiff([
    {
      type: 'secrets',
      live: secret({kept: 'c2FtZQ==', changed: 'b25l', gone: 'eA=='}),
      merged: secret({kept: 'c2FtZQ==', changed: 'dHdv', added: 'eQ=='}),
    },
  ]);
  expect(said).toContain("-  changed: '*** (before)'\n");
  expect(said).toContain("+  changed: '*** (after)'\n");
  expect(said).toContain("+  added: '***'\n");
  expect(said).toContain("-  gone: '***'\n");
  expect(said).toContain("   kept: '***'\n");
  expect(said).not.toMatch(/c2FtZQ|b25l|dHdv|eA==|eQ==/u);
});

import {describe, expect, it} from 'vitest';
import {isWiderThan, phoneColumns} from '#src/views/table/phone-lines.ts';
import type {TableOptions} from '#src/views/table/print-table.ts';
import {shortList} from '#src/views/table/short-list.ts';
import type {TypedTable} from '#src/views/table/table.ts';
import {table} from './tables.ts';

const plain: TableOptions = {isWide: false, showLabels: false};

const podColumns = ['Name', 'Ready', 'Status', 'Restarts', 'Age'];
const pod = (...cells: readonly unknown[]) => ({type: 'pods', table: table(podColumns, [cells])}) as const;
const owned = (kind: string, ...cells: readonly unknown[]): TypedTable => {
  const {columnDefinitions, rows} = pod(...cells).table;
  const object = {metadata: {name: String(cells[0]), ownerReferences: [{kind, controller: true}]}};
  return {type: 'pods', table: {columnDefinitions, rows: rows.map((row) => Object.assign({}, row, {object}))}};
};

describe('a short list', () => {
  it.for([
    [
      'a Pod that is well',
      pod('nginx-x7k2p', '1/1', 'Running', 0, '2m'),
      '● nginx-x7k2p\n  Running · 1/1 · 0 restarts · 2m',
    ],
    ['a Pod under way', pod('a', '0/1', 'Init:0/1', 1, '3s'), '◐ a\n  Init:0/1 · 0/1 · 1 restart · 3s'],
    [
      'a Pod in trouble',
      pod('a', '0/1', 'CrashLoopBackOff', '2 (30s ago)', '1m'),
      '✗ a\n  CrashLoopBackOff · 0/1\n  2 restarts (30s ago) · 1m',
    ],
    ['a Pod that has ended', pod('a', '0/1', 'Completed', 0, '1m'), '○ a\n  Completed · 0/1 · 0 restarts · 1m'],
    [
      'a Job’s Pod that has ended, at its second try',
      owned('Job', 'a', '0/1', 'Completed', '1 (30s ago)', '1m'),
      '○ a\n  Completed · 0/1\n  1 restart (30s ago) · 1m',
    ],
    [
      'a DaemonSet’s Pod whose container has ended once',
      owned('DaemonSet', 'a', '0/1', 'Completed', 0, '1m'),
      '◐ a\n  Completed · 0/1 · 0 restarts · 1m',
    ],
    [
      'a DaemonSet’s Pod whose container ends again and again',
      owned('DaemonSet', 'a', '0/1', 'Completed', '1 (9s ago)', '1m'),
      '✗ a\n  Completed · 0/1\n  1 restart (9s ago) · 1m',
    ],
    [
      'a Pod of nobody’s that ends again and again, or has ended at its second try',
      pod('a', '0/1', 'Completed', '1 (9s ago)', '1m'),
      '◐ a\n  Completed · 0/1\n  1 restart (9s ago) · 1m',
    ],
    [
      'a DaemonSet',
      {
        type: 'daemonsets',
        table: table(
          ['Name', 'Desired', 'Current', 'Ready', 'Up-to-date', 'Available', 'Node Selector', 'Age'],
          [['nginx', 1, 1, 0, 1, 0, 'kubernetes.courselabs.co.ip=public', '5m']],
        ),
      },
      '◐ nginx\n  0 of 1 ready · 1 up to date\n  on nodes with\n  kubernetes.courselabs.co.ip=public\n  5m',
    ],
    [
      'a Deployment under way',
      {
        type: 'deployments',
        table: table(['Name', 'Ready', 'Up-to-date', 'Available', 'Age'], [['web', '1/2', 2, 1, '5s']]),
      },
      '◐ web\n  1 of 2 ready · 2 up to date · 5s',
    ],
    [
      'ReplicaSets, old and new',
      {
        type: 'replicasets',
        table: table(
          ['Name', 'Desired', 'Current', 'Ready', 'Age'],
          [
            ['web-1', 0, 0, 0, '5m'],
            ['web-2', 2, 2, 2, '5s'],
          ],
        ),
      },
      '○ web-1\n  0 of 0 ready · 5m\n● web-2\n  2 of 2 ready · 5s',
    ],
    [
      'a Service',
      {
        type: 'services',
        table: table(
          ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age'],
          [['nginx-np', 'NodePort', '10.96.4.1', '<none>', '8010:30010/TCP', '2m']],
        ),
      },
      '• nginx-np\n  NodePort · 10.96.4.1\n  port 8010:30010/TCP · 2m',
    ],
    [
      'endpoints that are empty',
      {type: 'endpoints', table: table(['Name', 'Endpoints', 'Age'], [['nginx-np', '<none>', '2m']])},
      '✗ nginx-np\n  no Pod answers · 2m',
    ],
    [
      'endpoints',
      {type: 'endpoints', table: table(['Name', 'Endpoints', 'Age'], [['x', '10.88.0.4:80,10.88.0.5:80', '2m']])},
      '● x\n  10.88.0.4:80 · 10.88.0.5:80 · 2m',
    ],
    [
      'a node',
      {
        type: 'nodes',
        table: table(['Name', 'Status', 'Roles', 'Age', 'Version'], [['lab-node', 'Ready', '<none>', '4d', 'v1.20.2']]),
      },
      '● lab-node\n  Ready · v1.20.2 · 4d',
    ],
    [
      'a config map',
      {type: 'configmaps', table: table(['Name', 'Data', 'Age'], [['kube-root-ca.crt', 1, '4d']])},
      '• kube-root-ca.crt\n  1 key · 4d',
    ],
    [
      'a revision',
      {
        type: 'controllerrevisions',
        table: table(['Name', 'Controller', 'Revision', 'Age'], [['nginx-5d', 'daemonset.apps/nginx', 2, '1m']]),
      },
      '• nginx-5d\n  revision 2 · daemonset.apps/nginx\n  1m',
    ],
    [
      'an event',
      {
        type: 'events',
        table: table(
          ['Last Seen', 'Type', 'Reason', 'Object', 'Message'],
          [['10s', 'Warning', 'BackOff', 'pod/nginx-x7k2p', 'Back-off restarting failed container']],
        ),
      },
      '✗ BackOff\n  pod/nginx-x7k2p · Warning\n  10s ago\n  Back-off restarting failed\n  container',
    ],
  ] as const)('shows %s', ([, typed, expected]) => {
    expect(shortList([typed], plain)).toBe(expected);
  });

  it('puts a title over each type when there are several', () => {
    const configMaps = {type: 'configmaps', table: table(['Name', 'Data', 'Age'], [['a', 2, '1m']])} as const;
    expect(shortList([pod('p', '1/1', 'Running', 0, '1m'), configMaps], plain)).toBe(
      'Pod\n● p\n  Running · 1/1 · 0 restarts · 1m\nConfigMap\n• a\n  2 keys · 1m',
    );
  });

  it('says with -o wide and --show-labels what those add, where there is something', () => {
    const columnDefinitions = [
      {name: 'Name', type: 'string', priority: 0},
      {name: 'IP', type: 'string', priority: 1},
      {name: 'Nominated Node', type: 'string', priority: 1},
    ];
    const rows = [
      {cells: ['a', '10.88.0.8', '<none>'], object: {metadata: {name: 'a', labels: {b: '2', app: 'nginx'}}}},
    ];
    const typed = {type: 'endpoints', table: {columnDefinitions, rows}} as const;
    const list = shortList([typed], {isWide: true, showLabels: true});
    expect(list.split('\n').slice(-2)).toEqual(['  ip: 10.88.0.8', '  app=nginx · b=2']);
  });

  it.for(['n'.repeat(253), '日本語'.repeat(30), 'é'.repeat(80), '😀'.repeat(50), 'a b '.repeat(60)])(
    'has no line wider than a phone for %s',
    (text) => {
      const list = shortList([pod(text, text, text, text, text)], plain);
      expect(isWiderThan(list, phoneColumns)).toBe(false);
    },
  );

  it('cuts a name in its middle, and only if it must', () => {
    const list = shortList([pod(`nginx-${'x'.repeat(40)}-7k2p`, '1/1', 'Running', 0, '1m')], plain);
    expect(list.split('\n')[0]).toMatch(/^● nginx-x+…x+-7k2p$/u);
    expect(Array.from(list.split('\n')[0] ?? '')).toHaveLength(phoneColumns);
  });
});

describe('whether a text is wider than so many columns', () => {
  it.for([
    ['abc\nabcd', 4, false],
    ['abc\nabcde', 4, true],
    ['日本', 4, false],
    ['日本語', 4, true],
  ] as const)('answers for %j and %i: %s', ([text, columns, expected]) => {
    expect(isWiderThan(text, columns)).toBe(expected);
  });
});

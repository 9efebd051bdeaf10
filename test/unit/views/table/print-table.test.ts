import {describe, expect, it} from 'vitest';
import {noResourcesFound, printNames, printTables} from '#src/views/table/print-table.ts';
import {tableSchema} from '#src/views/table/table.ts';
import {table} from './tables.ts';

const podColumns = ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'IP+'];
const pods = table(podColumns, [
  ['nginx-x7k2p', '1/1', 'Running', 0, '2m', '10.88.0.4'],
  ['sleep', '0/1', 'Pending', 12, '3s', null],
]);
const services = table(['Name', 'Type', 'Age'], [['nginx-np', 'NodePort', '2m']], {b: '2', a: '1', 'a-b': '3'});
const none = table(podColumns, []);
const plain = {isWide: false, showLabels: false};

describe('printing tables', () => {
  it.for([
    [
      'columns aligned, those of a priority hidden',
      [{type: 'pods', table: pods}],
      plain,
      'NAME          READY   STATUS    RESTARTS   AGE\nnginx-x7k2p   1/1     Running   0          2m\nsleep         0/1     Pending   12         3s\n',
    ],
    [
      'all columns when wide, a null cell empty',
      [{type: 'pods', table: pods}],
      {isWide: true, showLabels: false},
      'NAME          READY   STATUS    RESTARTS   AGE   IP\nnginx-x7k2p   1/1     Running   0          2m    10.88.0.4\nsleep         0/1     Pending   12         3s    \n',
    ],
    [
      'labels last, sorted as whole texts',
      [{type: 'services', table: services}],
      {isWide: false, showLabels: true},
      'NAME       TYPE       AGE   LABELS\nnginx-np   NodePort   2m    a-b=3,a=1,b=2\n',
    ],
    [
      'no labels as <none>',
      [{type: 'pods', table: table(['Name'], [['a']])}],
      {isWide: false, showLabels: true},
      'NAME   LABELS\na      <none>\n',
    ],
    [
      'several types with prefixes and an empty line between',
      [
        {type: 'pods', table: pods},
        {type: 'services', table: services},
      ],
      plain,
      'NAME              READY   STATUS    RESTARTS   AGE\npod/nginx-x7k2p   1/1     Running   0          2m\npod/sleep         0/1     Pending   12         3s\n\nNAME               TYPE       AGE\nservice/nginx-np   NodePort   2m\n',
    ],
    [
      'a prefix although the other type is empty, and no empty line for it',
      [
        {type: 'pods', table: none},
        {type: 'services', table: services},
      ],
      plain,
      'NAME               TYPE       AGE\nservice/nginx-np   NodePort   2m\n',
    ],
    [
      'objects that were asked for by name under one header',
      [
        {type: 'pods', table: table(['Name', 'Ready'], [['a', '1/1']])},
        {type: 'pods', table: table(['Name', 'Ready'], [['a-longer-name', '1/1']])},
      ],
      plain,
      'NAME            READY\na               1/1\na-longer-name   1/1\n',
    ],
    ['nothing for no rows', [{type: 'pods', table: none}], plain, ''],
    [
      'only the first line of a cell, escapes made visible',
      [{type: 'events', table: table(['Name', 'Message'], [['a', '\u001b[31mred\nblue']])}],
      plain,
      'NAME   MESSAGE\na      ^[[31mred...\n',
    ],
    [
      'a tab in a cell as one more column',
      [{type: 'events', table: table(['Name', 'Message'], [['a', 'b\tc']])}],
      plain,
      'NAME   MESSAGE\na      b     c\n',
    ],
    [
      'the columns of group types with the group in the prefix',
      [
        {type: 'daemonsets', table: table(['Name'], [['nginx']])},
        {type: 'services', table: table(['Name'], [['nginx-np']])},
      ],
      plain,
      'NAME\ndaemonset.apps/nginx\n\nNAME\nservice/nginx-np\n',
    ],
  ] as const)('prints %s', ([, tables, options, expected]) => {
    expect(printTables(tables, options)).toBe(expected);
  });

  it('survives rows with more or fewer cells than columns, and without an object', () => {
    const odd = tableSchema.parse({
      columnDefinitions: [{name: 'Name', type: 'string'}],
      rows: [{cells: ['a', 'b']}, {cells: []}],
    });
    expect(printTables([{type: 'pods', table: odd}], {isWide: false, showLabels: true})).toBe(
      'NAME   LABELS\na      \n\n',
    );
  });

  it.for([
    [['pods', 'services'], 'No resources found in team-a namespace.\n'],
    [['nodes'], 'No resources found\n'],
  ] as const)('says for no %s: %s', ([types, expected]) => {
    expect(noResourcesFound({types, namespace: 'team-a'})).toBe(expected);
  });

  it('prints names with their type', () => {
    expect(
      printNames([
        {type: 'pods', name: 'a'},
        {type: 'daemonsets', name: 'b'},
      ]),
    ).toBe('pod/a\ndaemonset.apps/b\n');
  });
});

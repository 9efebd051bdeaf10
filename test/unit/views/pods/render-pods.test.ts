import {describe, expect, it} from 'vitest';
import {podMark, renderPods} from '#src/views/pods/render-pods.ts';
import {recordOf, startedAt, type RecordParts} from '#test/unit/kinds/pod/status/pod-records.ts';

const render = (...pods: readonly RecordParts[]): string =>
  renderPods(pods.map(recordOf), {since: startedAt, limit: 1_900, now: startedAt + 30_000});

describe('the Pods of a card', () => {
  it.for([
    ['no Pods', [], ['No Pods.']],
    [
      'a Pod that has started',
      [
        {
          path: [
            ['Pending', 0],
            ['Init:0/1', 1],
            ['PodInitializing', 4],
            ['Running', 5],
          ],
          ready: [6],
        },
      ],
      [
        '● nginx-x7k2p — **Running** · 1/1 ready · 0 restarts · made <t:1700000000:R> · lab-node-1',
        '-# Pending → Init:0/1 1 s → PodInitializing 4 s → Running 5 s',
      ],
    ],
    [
      'a Pod that waits for a node',
      [{path: [['Pending', 0]], node: undefined}],
      ['○ nginx-x7k2p — **Pending** · 0/1 ready · 0 restarts · made <t:1700000000:R>', '-# Pending'],
    ],
    [
      'steps of one second, with their seconds once',
      [
        {
          path: [
            ['Pending', 0],
            ['ContainerCreating', 0.2],
            ['Running', 3],
            ['Completed', 3.1],
          ],
          restarts: 1,
        },
      ],
      [
        '○ nginx-x7k2p — **Completed** · 0/1 ready · 1 restart · made <t:1700000000:R> · lab-node-1',
        '-# Pending → ContainerCreating → Running 3 s → Completed',
      ],
    ],
    [
      'a bad rolling update: the old Pod gone, the new one in a crash loop',
      [
        {
          name: 'nginx-old',
          path: [
            ['Running', -60],
            ['Terminating', 10],
          ],
          ready: [-50, 10],
          made: -60,
          gone: 12,
        },
        {
          name: 'nginx-new',
          path: [
            ['Pending', 12],
            ['Completed', 14],
            ['CrashLoopBackOff', 15],
          ],
          made: 12,
          restarts: 2,
          looping: 15,
        },
      ],
      [
        '✗ nginx-new — **CrashLoopBackOff** · 0/1 ready · 2 restarts · **crash loop since** <t:1700000015:R> · made <t:1700000012:R> · lab-node-1',
        '-# Pending → Completed 2 s → CrashLoopBackOff 3 s',
        '✖ nginx-old — **gone** <t:1700000012:R> · lab-node-1',
        '-# Running → Terminating 70 s → gone 72 s',
        '⚠ The app has no ready Pod since <t:1700000010:T> (<t:1700000010:R>).',
      ],
    ],
    [
      'a crash loop whose STATUS is that of the last end',
      [{path: [['Completed', 2]], restarts: 3, looping: 4}],
      [
        '✗ nginx-x7k2p — **Completed** · 0/1 ready · 3 restarts · **crash loop since** <t:1700000004:R> · made <t:1700000000:R> · lab-node-1',
        '-# Completed 2 s',
      ],
    ],
    [
      'an update that took the app for a while',
      [
        {name: 'a', ready: [-50, 10], made: -60, gone: 11},
        {name: 'b', path: [['Running', 20]], ready: [24.4], made: 12},
      ],
      [
        '● b — **Running** · 1/1 ready · 0 restarts · made <t:1700000012:R> · lab-node-1',
        '-# Running 8 s',
        '✖ a — **gone** <t:1700000011:R> · lab-node-1',
        '-# Running 60 s → gone 71 s',
        '⚠ The app had no ready Pod for 14 s.',
      ],
    ],
    [
      'an app that is out again',
      [{path: [['Running', 0]], ready: [-50, 10, 15, 20]}],
      [
        '○ nginx-x7k2p — **Running** · 0/1 ready · 0 restarts · made <t:1700000000:R> · lab-node-1',
        '-# Running',
        '⚠ The app has no ready Pod since <t:1700000020:T> (<t:1700000020:R>), and for 5 s before that.',
      ],
    ],
    [
      'an app that is down since before the card began, and what was gone by then only in that',
      [
        {name: 'old', made: -90, ready: [-80, -30], gone: -25},
        {name: 'new', path: [['Pending', 0]]},
      ],
      [
        '○ new — **Pending** · 0/1 ready · 0 restarts · made <t:1700000000:R> · lab-node-1',
        '-# Pending',
        '⚠ The app has no ready Pod since <t:1699999970:T> (<t:1699999970:R>).',
      ],
    ],
    [
      'each app by its name when there are several, and Pods of nobody’s in none',
      [
        {name: 'a', owner: 'nginx', ready: [-50, 4, 9]},
        {name: 'b', owner: 'logger', ready: [-50]},
        {name: 'c', owner: null, ready: [-50, 1]},
      ],
      [
        ...['a', 'b', 'c'].flatMap((name) => [
          `${name === 'c' ? '○' : '●'} ${name} — **Running** · ${name === 'c' ? '0/1' : '1/1'} ready · 0 restarts · made <t:1700000000:R> · lab-node-1`,
          '-# Running',
        ]),
        '⚠ nginx had no ready Pod for 5 s.',
      ],
    ],
    [
      'no outage of a Deployment whose next ReplicaSet was ready before the last Pod of the one before went',
      [
        {
          name: 'old',
          owner: 'web-1-5d4f',
          labels: {'pod-template-hash': '5d4f'},
          made: -60,
          ready: [-50, 10],
          gone: 11,
        },
        {name: 'new', owner: 'web-1-77aa', labels: {'pod-template-hash': '77aa'}, made: 2, ready: [9]},
      ],
      [
        '● new — **Running** · 1/1 ready · 0 restarts · made <t:1700000002:R> · lab-node-1',
        '-# Running',
        '✖ old — **gone** <t:1700000011:R> · lab-node-1',
        '-# Running 60 s → gone 71 s',
      ],
    ],
    [
      'the outage of a Deployment between two of its ReplicaSets, and of no other that is named alike',
      [
        {name: 'old', owner: 'web-5d4f', labels: {'pod-template-hash': '5d4f'}, made: -60, ready: [-50, 10], gone: 11},
        {name: 'new', owner: 'web-77aa', labels: {'pod-template-hash': '77aa'}, made: 2, ready: [14]},
        {name: 'set', owner: 'web-1-77aa', made: 0, ready: [-50]},
      ],
      [
        '● new — **Running** · 1/1 ready · 0 restarts · made <t:1700000002:R> · lab-node-1',
        '-# Running',
        '● set — **Running** · 1/1 ready · 0 restarts · made <t:1700000000:R> · lab-node-1',
        '-# Running',
        '✖ old — **gone** <t:1700000011:R> · lab-node-1',
        '-# Running 60 s → gone 71 s',
        '⚠ web had no ready Pod for 4 s.',
      ],
    ],
    [
      'a name that would be Markdown, as it is',
      [{name: '*x*', path: [['_odd_', 0]], node: '@here'}],
      ['○ \\*x\\* — **\\_odd\\_** · 0/1 ready · 0 restarts · made <t:1700000000:R> · @\u200bhere', '-# \\_odd\\_'],
    ],
  ] as const satisfies readonly (readonly [string, readonly RecordParts[], readonly string[]])[])(
    'show %s',
    ([, pods, expected]) => {
      expect(render(...pods).split('\n')).toEqual(expected);
    },
  );

  it('come the newest first, and those that are gone last', () => {
    const names = render({name: 'oldest', made: 0}, {name: 'gone', made: 9, gone: 10}, {name: 'newest', made: 8})
      .split('\n')
      .filter((line) => !line.startsWith('-#'))
      .map((line) => line.split(' ')[1]);
    expect(names).toEqual(['newest', 'oldest', 'gone']);
  });

  it('are at most eight, and how many more there are', () => {
    const lines = render(...Array.from({length: 11}, (_, index) => ({name: `p${index}`}))).split('\n');
    expect(lines).toHaveLength(17);
    expect(lines.at(-1)).toBe('… and 3 more');
  });

  it('are as many as there is room for, and whether the app is up is always said', () => {
    const records = Array.from({length: 8}, (_, index) => recordOf({name: `nginx-${index}`, ready: [-9, 3]}));
    const text = renderPods(records, {since: startedAt, limit: 400, now: startedAt + 30_000});
    expect(text.length).toBeLessThanOrEqual(400);
    expect(text.split('\n').slice(-2)).toEqual([
      '… and 5 more',
      '⚠ The app has no ready Pod since <t:1700000003:T> (<t:1700000003:R>).',
    ]);
  });
});

describe('the mark of a Pod', () => {
  it.for([
    ['✖', 'gone', {gone: 5, ready: [0]}],
    ['◌', 'on its way out', {path: [['Terminating', 0]]}],
    ['●', 'ready', {ready: [0]}],
    ['○', 'not ready yet', {path: [['Running', 0]]}],
    ['○', 'on its way', {path: [['Init:0/1', 0]]}],
    ['✗', 'in a crash loop', {path: [['CrashLoopBackOff', 0]]}],
    ['✗', 'in a crash loop after an end with success', {path: [['Completed', 0]], looping: 0}],
    ['✗', 'in a try of a crash loop', {ready: [20], looping: 0}],
    ['○', 'at its first end with success', {path: [['Completed', 0]]}],
    ['✗', 'held up by an init container', {path: [['Init:Error', 0]]}],
    ['✗', 'without its image', {path: [['ImagePullBackOff', 0]]}],
    ['✗', 'ended by a signal', {path: [['Signal:9', 0]]}],
    ['✗', 'ended with a code', {path: [['Init:ExitCode:3', 0]]}],
  ] as const satisfies readonly (readonly [string, string, RecordParts])[])(
    'is %s when it is %s',
    ([mark, , parts]) => {
      expect(podMark(recordOf(parts), startedAt + 30_000)).toBe(mark);
    },
  );
});

describe('an outage', () => {
  const outagesOf = (
    pods: readonly RecordParts[],
    {services = [], shown = pods}: {services?: readonly string[]; shown?: readonly RecordParts[]} = {},
  ): string[] => {
    const served = services.map((service) => ({service, pods: pods.map(recordOf)}));
    const options = {since: startedAt, limit: 1_900, now: startedAt + 30_000, served};
    return renderPods(shown.map(recordOf), options)
      .split('\n')
      .filter((line) => line.startsWith('⚠'));
  };
  const blue = {name: 'blue', owner: 'blue', made: -60, ready: [-50, 10], gone: 11};
  const green = {name: 'green', owner: 'green', made: -60, ready: [-50]};
  const since = (app: string): string => `⚠ ${app} has no ready Pod since <t:1700000010:T> (<t:1700000010:R>).`;

  it.each<[string, RecordParts[], {services?: string[]; shown?: RecordParts[]}, string[]]>([
    [
      'none of Pods that end well',
      [{name: 'pi', owner: 'pi', made: -60, ready: [-50, 10], ended: 10, isToEnd: true}],
      {},
      [],
    ],
    ['none of what was deleted or scaled to nothing', [blue], {}, []],
    ['one of what a Service leads to, whoever wanted no Pod of it', [blue], {services: ['web']}, [since('The app')]],
    ['none behind a Service with other Pods, whoever made them', [blue, green], {services: ['web']}, []],
    ['none either where a card is about some of them', [blue, green], {services: ['web'], shown: [blue]}, []],
    [
      'one for several Services in front of the same Pods',
      [blue, {...green, ready: [-50, 10]}],
      {services: ['web', 'web-np']},
      [since('The app')],
    ],
    ['one of what is still to come', [blue, {name: 'next', owner: 'blue', made: 12}], {}, [since('The app')]],
  ])('is %s', (_, pods, given, lines) => {
    expect(outagesOf(pods, given)).toEqual(lines);
  });
});

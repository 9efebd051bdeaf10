import {describe, expect, it} from 'vitest';
import type {CheckResult} from '#src/lab/run-checks.ts';
import {contentLimit} from '#src/chat/chat-message.ts';
import type {ClassMember} from '#src/workshop/class-member.ts';
import {bar, renderBoard} from '#src/views/channel/render-board.ts';
import type {Progress} from '#src/workshop/workshop.ts';
import {recordOf, startedAt} from '#test/unit/kinds/pod/status/pod-records.ts';
import {learnerOf, memberOf, stepsOf} from './learners.ts';

const lab = stepsOf('Run a Pod', 'Break it', 'Clean up');

const progressOf = (name: string, parts: Partial<Progress> = {}): Progress => ({
  learnerId: learnerOf(name).id,
  learnerName: name,
  line: 'kubectl get pods',
  result: 'done',
  at: startedAt + 60_000,
  count: 3,
  failures: 0,
  ...parts,
});

const failedCheck: CheckResult = {
  id: 'ready',
  title: 'The Pod is ready',
  state: 'failed',
  evidence: [{label: 'STATUS', value: 'Pending'}],
  reason: undefined,
  redo: undefined,
};

interface Board {
  readonly members?: readonly ClassMember[];
  readonly latest?: readonly Progress[];
  readonly checks?: readonly CheckResult[];
  readonly page?: number;
  readonly seconds?: number;
}
const boardOf = ({members = [], latest = [], checks = [], page = 0, seconds = 0}: Board) =>
  renderBoard({lab, members, latest, openChecks: () => checks, page, now: startedAt + seconds * 1_000});
const linesOf = (board: Board): string[] => boardOf(board).content.split('\n');

describe('the board’s steps', () => {
  it('count who is on each, has done it and is stuck', () => {
    const members = [
      memberOf('New'),
      memberOf('Ada', {current: 's2', passed: {s1: 10}, begun: {s2: 290}}),
      memberOf('Slow', {current: 's2', passed: {s1: 10}, begun: {s2: 10}}),
      memberOf('Waits', {current: 's1', passed: {s1: 400}}),
      memberOf('Done', {current: 's3', passed: {s1: 1, s2: 2, s3: 3}}),
    ];
    expect(linesOf({members, seconds: 330}).slice(0, 4)).toEqual([
      '**The class** · 5 joined · 1 finished the lab · 2 stuck',
      '1. Run a Pod: 1 on it · 4 done · **1 stuck**',
      '2. Break it: 2 on it · 1 done · **1 stuck**',
      '3. Clean up: 0 on it · 1 done',
    ]);
  });

  it('are there before anybody is', () => {
    expect(linesOf({})).toEqual([
      '**The class** · 0 joined · 0 finished the lab · 0 stuck',
      '1. Run a Pod: 0 on it · 0 done',
      '2. Break it: 0 on it · 0 done',
      '3. Clean up: 0 on it · 0 done',
    ]);
  });
});

describe('who is stuck', () => {
  const loop = recordOf({path: [['CrashLoopBackOff', 100]], looping: 100});
  it.for([
    ['nobody before five minutes', memberOf('Ada'), 299, 0],
    ['who is on a step for five minutes', memberOf('Ada'), 300, 1],
    ['nobody who passed a step since', memberOf('Ada', {current: 's2', passed: {s1: 290}}), 580, 0],
    ['nobody with a check that newly holds', memberOf('Ada', {checkPassedAt: startedAt + 200_000}), 480, 0],
    ['who is there for five minutes after that', memberOf('Ada', {checkPassedAt: startedAt + 200_000}), 500, 1],
    ['nobody in the first minute of a crash loop', memberOf('Ada', {pods: [loop]}), 159, 0],
    ['who is in a crash loop for a minute', memberOf('Ada', {pods: [loop]}), 160, 1],
    [
      'nobody whose Pod came out of it',
      memberOf('Ada', {pods: [{...loop, readyTimes: [{from: startedAt + 100_001, to: undefined}]}]}),
      200,
      0,
    ],
    ['nobody whose Pod is gone', memberOf('Ada', {pods: [{...loop, goneAt: startedAt}]}), 160, 0],
    ['nobody who has finished', memberOf('Ada', {passed: {s1: 0, s2: 0, s3: 0}, pods: [loop]}), 900, 0],
  ] as const)('is %s', ([, member, seconds, count]) => {
    expect(linesOf({members: [member], seconds})[0]).toContain(`${count} stuck`);
  });

  it('is told with what failed, the longest first', () => {
    const members = [
      memberOf('Late', {begun: {s1: 50}}),
      memberOf('Loop', {pods: [loop]}),
      memberOf('Early', {begun: {s1: 20}}),
    ];
    const lines = linesOf({members, checks: [failedCheck], seconds: 400});
    expect(lines.slice(lines.indexOf('**Stuck**, the longest first'), -4)).toEqual([
      '**Stuck**, the longest first',
      '⚠ **Loop** step 1, stuck since <t:1700000000:R>',
      '-# ✗ nginx-x7k2p CrashLoopBackOff, 0 restarts, in a crash loop since <t:1700000100:R>',
      '-# ⬜ The Pod is ready: STATUS Pending',
      '⚠ **Early** step 1, stuck since <t:1700000020:R>',
      '-# ⬜ The Pod is ready: STATUS Pending',
      '⚠ **Late** step 1, stuck since <t:1700000050:R>',
      '-# ⬜ The Pod is ready: STATUS Pending',
    ]);
  });
});

describe('who is in a crash loop', () => {
  const completed = recordOf({path: [['Completed', 100]], restarts: 1, looping: 100});
  const later = recordOf({name: 'web', path: [['Init:Error', 130]], restarts: 2, looping: 130});
  const sectionAt = (seconds: number, members: readonly ClassMember[]): string[] => {
    const lines = linesOf({members, seconds});
    const from = lines.indexOf('**Crash loops**, the longest first');
    return from < 0 ? [] : lines.slice(from + 1, lines.indexOf('**Last commands**')).filter((line) => line !== '');
  };

  it('is told from the beginning, with the STATUS that they see, the longest first', () => {
    const members = [memberOf('Late', {pods: [later]}), memberOf('Ada', {pods: [completed]}), memberOf('Well')];
    expect(sectionAt(130, members)).toEqual([
      '✗ **Ada** step 1: nginx-x7k2p Completed, 1 restart, in a crash loop since <t:1700000100:R>',
      '✗ **Late** step 1: web Init:Error, 2 restarts, in a crash loop since <t:1700000130:R>',
    ]);
  });

  it('is told among those who are stuck after a minute, once', () => {
    const members = [memberOf('Ada', {pods: [completed]})];
    expect(sectionAt(160, members)).toEqual([]);
    expect(linesOf({members, seconds: 160})).toContain(
      '-# ✗ nginx-x7k2p Completed, 1 restart, in a crash loop since <t:1700000100:R>',
    );
  });
});

describe('a bar', () => {
  it.for([
    [0, 0, '░░░░░░░░░░░░'],
    [0, 9, '░░░░░░░░░░░░'],
    [9, 9, '████████████'],
    [1, 2, '██████░░░░░░'],
    [1, 3, '████░░░░░░░░'],
    [1, 5, '██▍░░░░░░░░░'],
    [1, 500, '▏░░░░░░░░░░░'],
  ] as const)('of %i among %i is %s', ([count, all, expected]) => {
    expect(bar(count, all)).toBe(expected);
  });
});

describe('what the board says besides', () => {
  it('is what was predicted, option by option', () => {
    const members = [0, 1, 1, 1].map((option, index) => memberOf(`L${index}`, {predictions: {s2: option}}));
    expect(boardOf({members}).content).toContain(
      [
        '**Predictions of step 2**: What will happen?',
        '`███░░░░░░░░░` 1 · It works',
        '`█████████░░░` 3 · It breaks (comes true)',
      ].join('\n'),
    );
  });

  it('is who was helped, the most first', () => {
    const members = [
      memberOf('Hinted', {hints: {s1: 1}}),
      memberOf('Alone'),
      memberOf('Shown', {hints: {s1: 2, s2: 1}, solutions: ['s1', 's2']}),
    ];
    expect(boardOf({members}).content).toContain(
      '**Hints and solutions**\n**Shown**: 3 hints · saw the solution of steps 1, 2\n**Hinted**: 1 hint\n**Last',
    );
  });

  it.for([
    ['who has joined and done nothing', undefined, '**Ada**: joined <t:1700000000:R>'],
    ['what was done last', {}, '**Ada**: `kubectl get pods` ✓ done <t:1700000060:R> · 3 commands'],
    ['a first command', {count: 1}, '**Ada**: `kubectl get pods` ✓ done <t:1700000060:R> · 1 command'],
    [
      'how it failed, and how often',
      {result: 'NotFound', failures: 2},
      '**Ada**: `kubectl get pods` ✗ NotFound <t:1700000060:R> · 3 commands, 2 failed',
    ],
    [
      'the beginning of a long line',
      {line: `kubectl exec sleep -- ${'x'.repeat(200)}`},
      `**Ada**: \`kubectl exec sleep -- ${'x'.repeat(37)}…\` ✓ done <t:1700000060:R> · 3 commands`,
    ],
    [
      'a line that would be Markdown as it is',
      {line: 'kubectl get `@everyone`\n# x'},
      '**Ada**: `kubectl get ˋ@everyoneˋ # x` ✓ done <t:1700000060:R> · 3 commands',
    ],
  ] as const)('is %s', ([, parts, expected]) => {
    const latest = parts === undefined ? [] : [progressOf('Ada', parts)];
    expect(linesOf({members: [memberOf('Ada')], latest}).slice(-2)).toEqual(['**Last commands**', expected]);
  });

  it('leaves out those who left', () => {
    expect(boardOf({latest: [progressOf('Gone')]}).content).not.toContain('Gone');
  });
});

describe('pages of the board', () => {
  const names = Array.from({length: 500}, (_, index) => `${'*'.repeat(20)} ${index}`);
  const members = names.map((name) => memberOf(name, {hints: {s1: 1}}));
  const latest = names.map((name) => progressOf(name, {line: 'x'.repeat(300), result: '`|'.repeat(50)}));
  const pageOf = (page: number) => boardOf({members, latest, checks: [failedCheck], seconds: 600, page});

  it('of 500 learners hold every one of them, each page within what a message takes', {timeout: 30_000}, () => {
    const [, pages = '0'] = /of (\d+) ▶/.exec(pageOf(0).buttons[0]?.label ?? '') ?? [];
    const texts = Array.from({length: Number(pages)}, (_, page) => pageOf(page).content);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(contentLimit);
    const all = texts.join('\n');
    expect(all.match(/stuck since/g)).toHaveLength(500);
    expect(all.match(/: 1 hint$/gm)).toHaveLength(500);
    expect(all.match(/ · 3 commands/g)).toHaveLength(500);
    for (const text of texts.slice(1)) expect(text).toMatch(/^\*\*/);
  });

  it.for([
    [0, ['board-page:1']],
    [1, ['board-page:0', 'board-page:2']],
    [-1, ['board-page:1']],
  ] as const)('lead on from page %i', ([page, expected]) => {
    expect(pageOf(page).buttons.map(({id}) => id)).toEqual(expected);
  });

  it('end where the class ends, however old the button is', () => {
    expect(pageOf(100_000).buttons.map(({label}) => label)).toEqual([expect.stringMatching(/^◀ Page \d+$/)]);
    expect(boardOf({page: 7}).buttons).toEqual([]);
  });
});

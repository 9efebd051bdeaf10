import {describe, expect, it} from 'vitest';
import {contentLimit} from '../../../../src/views/chat-message.ts';
import {renderBoard} from '../../../../src/views/channel/render-board.ts';
import type {Progress} from '../../../../src/workshop/workshop.ts';
import {learnerOf} from './learners.ts';

const progressOf = (name: string, parts: Partial<Progress> = {}): Progress => ({
  learnerId: learnerOf(name).id,
  learnerName: name,
  line: 'kubectl get pods',
  result: 'done',
  at: 1_700_000_060_000,
  count: 3,
  failures: 0,
  ...parts,
});

const boardLines = (name: string, parts?: Partial<Progress>): string[] =>
  renderBoard([learnerOf(name)], parts === undefined ? [] : [progressOf(name, parts)]).content.split('\n');

describe('the board', () => {
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
      `**Ada**: \`kubectl exec sleep -- ${'x'.repeat(57)}…\` ✓ done <t:1700000060:R> · 3 commands`,
    ],
    [
      'a line that would be Markdown as it is',
      {line: 'kubectl get `@everyone`\n# x'},
      '**Ada**: `kubectl get ˋ@everyoneˋ # x` ✓ done <t:1700000060:R> · 3 commands',
    ],
  ] as const)('shows %s', ([, parts, expected]) => {
    expect(boardLines('Ada', parts)).toEqual(['**Who has done what** · 1 joined', expected]);
  });

  it('is empty at the start, and leaves out those who left', () => {
    expect(renderBoard([], [progressOf('Gone')]).content).toBe('**Who has done what** · 0 joined');
  });

  it('of 500 learners fits into one message and says how many more there are', () => {
    const names = Array.from({length: 500}, (_, index) => `Learner ${index}`);
    const {content} = renderBoard(
      names.map((name) => learnerOf(name)),
      names.map((name) => progressOf(name)),
    );
    expect(content.length).toBeLessThanOrEqual(contentLimit);
    const lines = content.split('\n');
    const shown = lines.filter((line) => line.startsWith('**Learner '));
    expect(lines[0]).toBe('**Who has done what** · 500 joined');
    expect(shown.length).toBeGreaterThan(15);
    expect(lines.at(-1)).toBe(`… and ${500 - shown.length} more`);
  });
});

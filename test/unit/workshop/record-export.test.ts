import {describe, expect, it} from 'vitest';
import {commandsCsv, progressCsv, stepRows} from '#src/workshop/record-export.ts';
import type {RecordEntry} from '#src/workshop/record.ts';

const at = (seconds: number): number => Date.UTC(2026, 0, 1, 9, 0, seconds);
const ada = {learnerId: '1', learnerName: 'Ada'};
const lab = {
  steps: [
    {
      id: 'one',
      title: 'First',
      prediction: {question: 'What?', options: ['This', 'That'], answer: 1, afterwards: 'That.'},
    },
    {id: 'two', title: 'Second'},
  ],
};

const entries: RecordEntry[] = [
  {kind: 'joined', ...ada, at: at(0)},
  {kind: 'command', commandId: 'a', ...ada, line: 'kubectl get pods', result: 'done', at: at(5)},
  {kind: 'predicted', ...ada, step: 'one', option: 1, at: at(6)},
  {kind: 'hint', ...ada, step: 'one', number: 1, at: at(7)},
  {kind: 'hint', ...ada, step: 'one', number: 2, at: at(8)},
  {kind: 'passed', ...ada, step: 'one', evidence: [], at: at(30)},
  {kind: 'solution', ...ada, step: 'two', at: at(40)},
  {kind: 'passed', ...ada, step: 'two', evidence: [], at: at(75)},
];

describe('the record as a table', () => {
  it('has a line for each learner and step, with the time from the step before', () => {
    expect(stepRows(lab, entries)).toMatchObject([
      {number: 1, seconds: 30, hints: 2, predicted: 'That', wasRight: true, passedAt: '2026-01-01T09:00:30.000Z'},
      {number: 2, seconds: 45, hints: 0, solutionSeenAt: '2026-01-01T09:00:40.000Z', predicted: undefined},
    ]);
    expect(progressCsv(stepRows(lab, entries)).split('\r\n')[2]).toBe(
      '1,Ada,2,two,Second,2026-01-01T09:00:75.000Z,45,0,2026-01-01T09:00:40.000Z,,'.replace('09:00:75', '09:01:15'),
    );
  });

  it('leaves out steps of which nothing is known, and learners who only typed', () => {
    const [first] = entries;
    if (first === undefined) throw new Error('there is a first entry');
    expect(stepRows(lab, [first])).toEqual([]);
  });

  it('tells who asked where a facilitator did', () => {
    const by = {id: '9', name: 'Flo'};
    const told = commandsCsv([
      {kind: 'command', commandId: 'b', ...ada, line: '/lab reset', result: 'done', at: at(1), by},
      {kind: 'facilitator', by, what: '/workshop pause', at: at(2)},
    ]);
    expect(told.split('\r\n').slice(1, 3)).toEqual([
      '2026-01-01T09:00:01.000Z,1,Ada,Flo,/lab reset,done',
      '2026-01-01T09:00:02.000Z,,,Flo,/workshop pause,done',
    ]);
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
  ])('makes no formula and no second line of what was typed: %j', (line, cell) => {
    const told = commandsCsv([{kind: 'command', commandId: 'c', ...ada, line, result: 'done', at: at(1)}]);
    expect(told).toContain(`,Ada,,${cell},done`);
  });
});

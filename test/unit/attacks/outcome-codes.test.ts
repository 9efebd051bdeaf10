import {expect, it} from 'vitest';
import {OutcomeCodes} from '#test/real/attacks/outcome-codes.ts';

const report = (id: string, code: string, line = 'kubectl get pods'): string =>
  `${JSON.stringify({level: 'info', command: id, kind: 'get', result: code, line, msg: 'command'})}\n`;

it('the code of a command is what its worker logged, as the log grows', () => {
  let output = report('1', 'refused');
  const codes = new OutcomeCodes(() => output);
  expect(codes.of('1')).toBe('refused');
  expect(codes.of('2')).toBeUndefined();

  const next = report('2', 'Forbidden');
  output += next.slice(0, 20);
  expect(codes.of('2')).toBeUndefined();
  output += next.slice(20);
  expect(codes.of('2')).toBe('Forbidden');
});

it('a line that a participant typed is no report', () => {
  const forged = '"command":"2","kind":"get","result":"refused"';
  const codes = new OutcomeCodes(() => report('1', 'done', forged));

  expect(codes.of('1')).toBe('done');
  expect(codes.of('2')).toBeUndefined();
});

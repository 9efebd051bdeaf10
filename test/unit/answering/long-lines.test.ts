import {assert, pre, property, string} from 'fast-check';
import {expect, it} from 'vitest';
import {LongLines} from '#src/answering/long-lines.ts';
import {suggestionLimit} from '#src/chat/suggestion.ts';

const offer = (lines: LongLines, ...all: string[]): string[] =>
  lines.offer('ada', all).map((one) => (typeof one === 'string' ? one : one.label));

const lineOf = (count: number): string => `set image ${'deployment/web web=nginx:1.19 '.repeat(count)}--dry-run=`;

it('offers short lines as they are, and of long ones the end', () => {
  const lines = new LongLines();
  const [short, long] = offer(lines, 'get pods', `${lineOf(9)}server`);
  expect(short).toBe('get pods');
  expect(long).toMatch(/^….*--dry-run=server$/);
  expect(long).toHaveLength(suggestionLimit);
});

it('knows a line by its end, whole and typed on, from whom it was offered to alone', () => {
  assert(
    property(string({minLength: 101, maxLength: 400}), string({maxLength: 30}), (line, more) => {
      pre(!line.startsWith('…'));
      const lines = new LongLines();
      const [end = ''] = offer(lines, line);
      expect(lines.whole('ada', end)).toBe(line);
      expect(lines.whole('ada', end + more)).toBe(line + more);
      expect(() => lines.whole('bob', end)).toThrow('how it begins is not known any more');
    }),
  );
});

it('tells two lines apart of which one goes on from the other’s end', () => {
  const lines = new LongLines();
  const first = `${lineOf(9)}server`;
  const [end = ''] = offer(lines, first);
  const [, other = ''] = offer(lines, 'get pods', `${first} -o yaml`);
  expect(lines.whole('ada', end)).toBe(first);
  expect(lines.whole('ada', other)).toBe(`${first} -o yaml`);
});

it('keeps a bounded number of lines of a person, the newest', () => {
  const lines = new LongLines();
  const ends = Array.from({length: 300}, (_, index) => offer(lines, `${lineOf(9)}${index}`)[0] ?? '');
  expect(lines.whole('ada', ends.at(-1) ?? '')).toBe(`${lineOf(9)}299`);
  expect(() => lines.whole('ada', ends[0] ?? '')).toThrow('how it begins');
});

it('knows nothing any more of who is forgotten, and of others what it did', () => {
  const lines = new LongLines();
  const line = `kubectl label pods --all ${'note=x '.repeat(20)}`;
  const [end = ''] = lines.offer('ada', [line]).map(String);
  lines.offer('grace', [line]);
  lines.forget('ada');
  expect(lines.find('ada', end)).toBeUndefined();
  expect(lines.find('grace', end)).toBe(line);
});

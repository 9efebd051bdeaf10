import {expect, test} from 'vitest';
import {waitAfterEnds} from '#src/start/wait-after-ends.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const nowMs = 10 * dayMs;
const ago = (...minutes: number[]) => minutes.map((one) => ({code: 4014, at: nowMs - one * minuteMs}));

test.each([
  ['none was closed for good', ago(), 0],
  ['one was', ago(0), 0],
  ['two were', ago(0, 1), 1],
  ['three were', ago(0, 1, 2), 2],
  ['many were', ago(0, 1, 2, 3, 4, 5, 6, 7, 8), 15],
  ['many were, a while ago', ago(10, 11, 12, 13, 14, 15, 16, 17), 5],
  ['many were, long ago', ago(20, 21, 22, 23, 24, 25, 26, 27), 0],
  ['all but one were so a day ago', ago(0, 1_441, 1_442, 1_443), 0],
  ['the clock was set back', ago(-600, -601), 1],
])('when %s the next session waits for its share', (_, ends, minutes) => {
  expect(waitAfterEnds(ends, nowMs)).toBe(minutes * minuteMs);
});

test('a bot that is started again and again, and is always refused, begins about a hundred sessions a day', () => {
  const ends: {code: number; at: number}[] = [];
  let begun = 0;
  for (let at = 0; at < 2 * dayMs; at += 1_000) {
    if (waitAfterEnds(ends.slice(0, 16), at) > 0) continue;
    ends.unshift({code: 4014, at});
    if (at >= dayMs) begun += 1;
  }
  expect(begun).toBeLessThan(110);
});

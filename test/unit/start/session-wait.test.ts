import {expect, test} from 'vitest';
import {sessionWaitMs} from '#src/start/open-gateway.ts';

const hourMs = 60 * 60_000;

test.each([
  ['most of the day’s sessions are left', {remaining: 900, resetAfterMs: 20 * hourMs}, 0],
  ['few are left', {remaining: 100, resetAfterMs: 10 * hourMs}, 6 * 60_000],
  ['none is left', {remaining: 0, resetAfterMs: hourMs}, hourMs],
])('when %s a start waits for its share', (_, limit, waitMs) => {
  expect(sessionWaitMs(limit)).toBe(waitMs);
});

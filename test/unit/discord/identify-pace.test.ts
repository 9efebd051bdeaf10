import {expect, test} from 'vitest';
import {IdentifyPace} from '#src/discord/identify-pace.ts';

test('sessions begin at once, and never so many in a day that Discord would reset the token', () => {
  const pace = new IdentifyPace();
  const dayMs = 24 * 60 * 60_000;
  let begun = 0;
  let nowMs = 0;
  expect(pace.take(nowMs)).toBe(0);
  // a gateway that closes each session at once
  while (nowMs < dayMs) {
    nowMs += pace.take(nowMs) + 5_000;
    begun += 1;
  }
  expect(begun).toBeLessThan(800);
});

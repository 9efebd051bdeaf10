import {expect, test} from 'vitest';
import {IdentifyPace} from '#src/discord/identify-pace.ts';

test('sessions begin at once, and never so many in a day that Discord would reset the token', () => {
  const limit = async () => Promise.reject(new Error('nobody asks'));
  const pace = new IdentifyPace({limit, log: () => undefined});
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

test('a session begins though Discord does not say how many are left', async () => {
  const said: string[] = [];
  const limit = async () => Promise.reject(new Error('503'));
  const pace = new IdentifyPace({limit, log: (message) => void said.push(message)});
  await pace.waitForIdentify(0, new AbortController().signal);
  expect(said).toEqual(['how many sessions are left of the day’s could not be asked']);
});

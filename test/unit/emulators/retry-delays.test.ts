import {describe, expect, it} from 'vitest';
import {RetryDelays} from '#src/emulators/kubernetes/controllers/retry-delays.ts';
import {slowStart} from '#src/emulators/kubernetes/controllers/slow-start.ts';

describe('what failed', () => {
  it('waits twice as long after each failure, from 5 ms to 1000 s', () => {
    const delays = new RetryDelays();
    const waits = Array.from({length: 20}, () => delays.next('a', 0));
    expect(waits.slice(0, 4)).toEqual([0.005, 0.01, 0.02, 0.04]);
    expect(waits.slice(17)).toEqual([0.005 * 2 ** 17, 1000, 1000]);
    expect(delays.next('b', 0)).toBe(0.005);
  });

  it('begins anew once it succeeded', () => {
    const delays = new RetryDelays();
    delays.next('a', 0);
    delays.next('a', 0);
    delays.forget('a');
    expect(delays.next('a', 0)).toBe(0.005);
  });

  it('is tried ten times a second when there is much of it', () => {
    const delays = new RetryDelays();
    for (let at = 0; at < 100; at++) delays.next(`key-${at}`, 0);
    expect(delays.next('one more', 0)).toBeCloseTo(0.1);
    expect(delays.next('and one', 0)).toBeCloseTo(0.2);
    expect(delays.next('later', 60)).toBe(0.005);
  });
});

describe('a slow start', () => {
  it.each([
    {refusedFrom: 0, tried: 1},
    {refusedFrom: 1, tried: 3},
    {refusedFrom: 5, tried: 7},
    {refusedFrom: 8, tried: 15},
    {refusedFrom: 20, tried: 20},
  ])('begins no batch after one with a failure: of 20, all from $refusedFrom on refused', ({refusedFrom, tried}) => {
    const seen: number[] = [];
    const failure = slowStart(
      Array.from({length: 20}, (_, at) => at),
      (at) => {
        seen.push(at);
        return at < refusedFrom ? undefined : `no ${at}`;
      },
    );
    expect(seen).toEqual(Array.from({length: tried}, (_, at) => at));
    expect(failure).toBe(refusedFrom < 20 ? `no ${refusedFrom}` : undefined);
  });
});

import {describe, expect, it} from 'vitest';
import {pauseText, RestartBackOff} from '#src/emulators/kubernetes/kubelet/restart-back-off.ts';

const timings = {backOffMs: 10_000, maxBackOffMs: 300_000, backOffResetMs: 600_000};

describe('the pauses between restarts', () => {
  it('begin with none, double from ten seconds, and end at five minutes', () => {
    const backOff = new RestartBackOff(timings);
    const pauses = Array.from({length: 8}, () => backOff.next(1000) / 1000);
    expect(pauses).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('begin anew for a container that ran for more than ten minutes', () => {
    const backOff = new RestartBackOff(timings);
    for (let restarts = 0; restarts < 4; restarts++) backOff.next(1000);
    expect([backOff.next(600_001), backOff.next(1000)]).toEqual([0, 10_000]);
  });

  it.each([
    [10, '10s'],
    [80, '1m20s'],
    [300, '5m0s'],
  ])('of %d seconds are told as %s', (seconds, text) => {
    expect(pauseText(seconds)).toBe(text);
  });
});

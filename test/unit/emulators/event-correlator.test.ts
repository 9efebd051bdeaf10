import {describe, expect, it} from 'vitest';
import {EventCorrelator, type EventKeys} from '#src/emulators/kubernetes/events/event-correlator.ts';

function keys(message: string, {object = 'web', reason = 'FailedCreate'} = {}): EventKeys {
  return {spam: object, similar: `${object} ${reason}`, same: `${object} ${reason} ${message}`, message};
}

describe('events that differ in their message alone', () => {
  it('are one from the tenth on, which says the latest', () => {
    const correlator = new EventCorrelator();
    const told = Array.from({length: 12}, (_, at) => correlator.correlate(keys(`pod ${at}`), at));
    expect(told.slice(0, 9).map(({message}) => message)).toEqual(Array.from({length: 9}, (_, at) => `pod ${at}`));
    expect(told.slice(9).map(({message}) => message)).toEqual(
      [9, 10, 11].map((at) => `(combined from similar events): pod ${at}`),
    );
    expect(new Set(told.slice(9).map(({key}) => key)).size).toBe(1);
  });

  it('are told apart again after ten minutes without any', () => {
    const correlator = new EventCorrelator();
    for (let at = 0; at < 12; at++) correlator.correlate(keys(`pod ${at}`), 0);
    expect(correlator.correlate(keys('pod 12'), 600).message).toMatch(/^\(combined/);
    expect(correlator.correlate(keys('pod 13'), 1201).message).toBe('pod 13');
  });

  it('are told apart when their reasons or their objects differ', () => {
    const correlator = new EventCorrelator();
    for (let at = 0; at < 12; at++) correlator.correlate(keys(`pod ${at}`), 0);
    expect(correlator.correlate(keys('made', {reason: 'SuccessfulCreate'}), 0).message).toBe('made');
    expect(correlator.correlate(keys('pod 0', {object: 'other'}), 0).message).toBe('pod 0');
  });

  it('stay what they are when it is the same one again', () => {
    const correlator = new EventCorrelator();
    const told = Array.from({length: 50}, () => correlator.correlate(keys('the same'), 0));
    expect(new Set(told.map(({key}) => key)).size).toBe(1);
    expect(told.at(-1)?.message).toBe('the same');
  });
});

describe('a source that says much of one object', () => {
  it('is heard 25 times, and then once in five minutes', () => {
    const correlator = new EventCorrelator();
    const heard = (times: number, atSeconds: number): number =>
      Array.from({length: times}, () => correlator.isSpam(keys('x'), atSeconds)).filter((isSpam) => !isSpam).length;
    expect(heard(40, 0)).toBe(25);
    expect(heard(40, 299)).toBe(0);
    expect(heard(40, 301)).toBe(1);
    expect(heard(40, 301 + 3 * 300)).toBe(3);
  });

  it('is heard about others', () => {
    const correlator = new EventCorrelator();
    for (let at = 0; at < 30; at++) correlator.isSpam(keys('x'), 0);
    expect(correlator.isSpam(keys('x', {object: 'other'}), 0)).toBe(false);
  });
});

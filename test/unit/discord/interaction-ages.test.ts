import {describe, expect, it} from 'vitest';
import {InteractionAges} from '#src/discord/interaction-ages.ts';

const start = 1_700_000_000_000;

/** Ages in ms of interactions by [made, received], in seconds; the chat's clock is `skew` seconds ahead of ours. */
const agesOf = (times: readonly (readonly [number, number])[], skew = 0): number[] => {
  const ages = new InteractionAges();
  return times.map(([made, received]) =>
    ages.ageOf({madeAt: start + (made + skew) * 1_000, receivedAt: start + received * 1_000}),
  );
};

describe('the age of an interaction', () => {
  it.for([0, 900, -900])('is what it was held up, with clocks that differ by %i s', (skew) => {
    expect(
      agesOf(
        [
          [0, 0],
          [5, 25],
          [24, 25],
        ],
        skew,
      ),
    ).toEqual([0, 20_000, 1_000]);
  });

  it('is known of as many as were held up together', () => {
    const held = Array.from({length: 500}, (_, index) => [10 + index / 25, 30] as const);
    const ages = agesOf([[0, 0], ...held]).slice(1);
    expect(ages).toEqual(held.map(([made]) => Math.round((30 - made) * 1_000)));
  });

  it.for([0, 900, -900])(
    'is known of the first of all by the date of an answer, with clocks that differ by %i s',
    (skew) => {
      const ages = new InteractionAges();
      const heard = ({made, received}: {made: number; received: number}) => ({
        madeAt: start + (made + skew) * 1_000,
        receivedAt: start + received * 1_000,
      });
      // dates are in whole seconds
      ages.hear(heard({made: 0, received: 0.4}));
      ages.hear(heard({made: 1, received: 1.1}));
      expect(ages.ageOf(heard({made: 2, received: 6.5}))).toBeCloseTo(4_400);
      expect(ages.ageOf(heard({made: 7, received: 7.2}))).toBeCloseTo(100);
    },
  );

  it('is none once a clock was set forward', () => {
    expect(
      agesOf([
        [0, 0],
        [3_600, 60],
        [3_601, 61],
      ]),
    ).toEqual([0, 0, 0]);
  });

  it('forgets a clock that was ahead after ten minutes in which something came', () => {
    const after = Array.from({length: 11}, (_, minute) => [minute * 60, minute * 60] as const);
    const ages = agesOf([[900, 0], ...after]);
    expect(ages[1]).toBe(900_000);
    expect(ages.at(-1)).toBe(0);
  });
});

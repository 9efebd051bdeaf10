import {describe, expect, it} from 'vitest';
import {humanDuration} from '#src/kubernetes/age.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

describe('a duration for people', () => {
  it.for([
    [-2 * second, '<invalid>'],
    [-1.5 * second, '0s'],
    [-second, '0s'],
    [-1, '0s'],
    [0, '0s'],
    [999, '0s'],
    [119 * second, '119s'],
    [2 * minute, '2m'],
    [2 * minute + second, '2m1s'],
    [9 * minute + 59 * second, '9m59s'],
    [10 * minute + 59 * second, '10m'],
    [179 * minute, '179m'],
    [3 * hour, '3h'],
    [7 * hour + 59 * minute, '7h59m'],
    [8 * hour + 59 * minute, '8h'],
    [47 * hour, '47h'],
    [2 * day, '2d'],
    [2 * day + hour, '2d1h'],
    [7 * day + 23 * hour, '7d23h'],
    [8 * day + 23 * hour, '8d'],
    [2 * year - day, '729d'],
    [2 * year, '2y'],
    [2 * year + day, '2y1d'],
    [8 * year - day, '7y364d'],
    [8 * year + 100 * day, '8y'],
  ] as const)('of %i ms is %s', ([ms, expected]) => {
    expect(humanDuration(ms)).toBe(expected);
  });
});

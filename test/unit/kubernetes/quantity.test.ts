import {describe, expect, it} from 'vitest';
import {
  addQuantities,
  formatQuantity,
  noQuantity,
  parseQuantity,
  percentOf,
  timesIn,
} from '#src/kubernetes/quantity.ts';

describe('a quantity', () => {
  it.for(['0', '1', '100m', '1500m', '64Mi', '1536Mi', '8145604Ki', '500M', '110', '2k'])(
    'is written as it was read: %s',
    (text) => {
      expect(formatQuantity(parseQuantity(text))).toBe(text);
    },
  );

  it.for([
    ['750m', '250m', '1'],
    ['100m', '200m', '300m'],
    ['70Mi', '64Mi', '134Mi'],
    ['512Mi', '512Mi', '1Gi'],
    ['0.5', '100m', '600m'],
    ['512', '512', '1024'],
  ] as const)('%s and %s make %s', ([one, other, together]) => {
    expect(formatQuantity(addQuantities(parseQuantity(one), parseQuantity(other)))).toBe(together);
  });

  it('takes the notation of what is added to nothing', () => {
    expect(formatQuantity(addQuantities(noQuantity, parseQuantity('64Mi')))).toBe('64Mi');
  });

  it.for([
    ['100m', '4', '2%'],
    ['64Mi', '8Gi', '0%'],
    ['5', '4', '125%'],
    ['1', '0', '0%'],
  ] as const)('%s of %s is %s', ([part, whole, percent]) => {
    expect(percentOf(parseQuantity(part), parseQuantity(whole))).toBe(percent);
  });

  it.for([
    ['100m', '0', '1'],
    ['16Mi', '1Mi', '16'],
    ['100m', '1m', '100'],
    ['0', '0', '0'],
  ] as const)('%s by %s is %s', ([amount, divisor, times]) => {
    expect(timesIn(parseQuantity(amount), parseQuantity(divisor))).toBe(times);
  });
});

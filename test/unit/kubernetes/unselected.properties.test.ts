import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {mostUnselected, unselectedBy} from '#src/kubernetes/unselected.ts';
import type {LabelSelector} from '#src/kubernetes/label-selector-text.ts';
import {selects, someLabels, someSelector} from './selectors.ts';

const selectors = fc.array(someSelector, {maxLength: 4});

describe('what selectors leave over', () => {
  test('is selected by one of its selectors if, and only if, by none of the given ones', () => {
    fc.assert(
      fc.property(selectors, fc.array(someLabels, {minLength: 1, maxLength: 20}), (given, objects) => {
        const rest = unselectedBy(given);
        for (const labels of objects) {
          const isLeft = !given.some((selector) => selects(selector, labels));
          expect(rest.some((selector) => selects(selector, labels))).toBe(isLeft);
        }
      }),
      {numRuns: 2_000},
    );
  });

  test('takes no more selectors than was said before, and never more when a selector is taken away', () => {
    fc.assert(
      fc.property(selectors, fc.nat(), (given, which) => {
        const most = mostUnselected(given);
        const fewer = given.filter((_, at) => given.length > 0 && at !== which % given.length);
        expect(unselectedBy(given).length).toBeLessThanOrEqual(most);
        expect(unselectedBy(fewer).length).toBeLessThanOrEqual(most);
        expect(mostUnselected(fewer)).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('follows from what is selected alone, not from how it is said', () => {
    fc.assert(
      fc.property(fc.nat(4), selectors, (at, given) => {
        const sorted = (selected: readonly LabelSelector[]): string[] =>
          selected.map((one) => JSON.stringify(one)).sort();
        const [first, rest] = [given.slice(0, at), given.slice(at)];
        expect(sorted(unselectedBy([...rest, ...first, ...rest]))).toEqual(sorted(unselectedBy(given)));
      }),
    );
  });

  test.for([
    {what: 'nothing given is everything', given: [], left: [{}]},
    {what: 'the empty selector selects all', given: [{}], left: []},
    {
      what: 'a label is broken by another value, or by none',
      given: [{matchLabels: {app: 'web'}}],
      left: [{matchExpressions: [{key: 'app', operator: 'NotIn', values: ['web']}]}],
    },
    {
      what: 'of two labels either may be broken',
      given: [{matchLabels: {app: 'web', tier: 'front'}}],
      left: [
        {matchExpressions: [{key: 'app', operator: 'NotIn', values: ['web']}]},
        {matchExpressions: [{key: 'tier', operator: 'NotIn', values: ['front']}]},
      ],
    },
    {
      what: 'what two selectors say of one key is one requirement',
      given: [{matchLabels: {app: 'web'}}, {matchLabels: {app: 'db'}}],
      left: [{matchExpressions: [{key: 'app', operator: 'NotIn', values: ['db', 'web']}]}],
    },
    {
      what: 'a key that must be there and must not leaves nothing',
      given: [
        {matchExpressions: [{key: 'app', operator: 'Exists'}]},
        {matchExpressions: [{key: 'app', operator: 'DoesNotExist'}]},
      ],
      left: [],
    },
  ])('$what', ({given, left}) => {
    expect(unselectedBy(given)).toEqual(left);
  });
});

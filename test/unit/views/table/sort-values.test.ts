import {describe, expect, it} from 'vitest';
import {sortByPath} from '#src/views/table/sort-values.ts';

describe('a sorted list', () => {
  it.for([
    ['texts byte by byte', ['a2', 'a10', 'a'], ['a', 'a10', 'a2']],
    ['times', ['2026-03-04T05:06:08Z', '2026-03-04T05:06:07Z'], ['2026-03-04T05:06:07Z', '2026-03-04T05:06:08Z']],
    ['numbers by size', [10, 9, 1], [1, 9, 10]],
    ['quantities by amount', ['1Gi', '200Mi', '1500m'], ['1500m', '200Mi', '1Gi']],
    ['first what has no value', ['b', null, 'a'], [null, 'a', 'b']],
  ] as const)('has %s', ([, values, sorted]) => {
    const items = values.map((value) => ({a: [{b: value}]}));
    expect(sortByPath(items, '{.a[0].b}', (item) => item)?.map(({a: [first]}) => first?.b)).toEqual(sorted);
  });

  it('is none where nothing has the field', () => {
    expect(sortByPath([{}, {}], '{.a}', (item) => item)).toBeUndefined();
    expect(sortByPath([{}], '{.constructor}', (item) => item)).toBeUndefined();
    expect(sortByPath([], '{.a}', (item) => item)).toEqual([]);
  });
});

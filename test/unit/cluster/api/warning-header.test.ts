import {describe, expect, it} from 'vitest';
import {readWarningHeaders} from '#src/cluster/api/warning-header.ts';

describe('warning headers', () => {
  it.for([
    ['none', undefined, []],
    ['one', '299 - "v1 Endpoints is deprecated"', ['v1 Endpoints is deprecated']],
    ['several headers', ['299 - "one"', '299 agent/1 "two"'], ['one', 'two']],
    ['several in a header', '299 - "one, two", 299 - "three"', ['one, two', 'three']],
    ['one with a date', '299 - "one" "Sat, 25 Aug 2012 23:34:45 GMT", 299 - "two"', ['one', 'two']],
    ['quotes and backslashes', String.raw`299 - "use \"a\\b\" instead"`, [String.raw`use "a\b" instead`]],
    ['one for caches', '110 - "stale", 299 - "told"', ['told']],
    ['an empty one', '299 - ""', []],
    ['no warning at all', 'hello', []],
    ['what comes after one that is none', '299 - "one", broken, 299 - "two"', ['one']],
  ] as const)('are read: %s', ([, header, expected]) => {
    expect(readWarningHeaders(header)).toEqual(expected);
  });
});

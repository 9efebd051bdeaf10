import {describe, expect, it} from 'vitest';
import {cut, cutStart} from '#src/views/cut.ts';

describe('a text that is cut', () => {
  it.for([
    ['is whole when it fits', 'abc', 3, 'abc'],
    ['ends with a mark', 'abcd', 3, 'ab…'],
    ['keeps no half of a character', 'a😀😀', 3, 'a…'],
    ['keeps whole characters', 'a😀😀', 4, 'a😀…'],
  ] as const)('%s', ([, text, limit, expected]) => {
    expect(cut(text, limit)).toBe(expected);
  });
});

describe('a text of which the end is kept', () => {
  it.for([
    ['is whole when it fits', 'a\nb', 3, 'a\nb'],
    ['begins with a mark, at the start of a line', 'one\ntwo\nthree', 10, '…\nthree'],
    ['is the end of a line that is too long by itself', 'abcdef', 4, '…def'],
    ['keeps no half of a character', 'a😀😀', 4, '…😀'],
  ] as const)('%s', ([, text, limit, expected]) => {
    expect(cutStart(text, limit)).toBe(expected);
  });
});

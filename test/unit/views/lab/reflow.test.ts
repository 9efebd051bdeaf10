import {expect, test} from 'vitest';
import {reflow} from '#src/views/lab/reflow.ts';

test.each([
  ['a line break within a paragraph is a space', 'one\ntwo\nthree', 'one two three'],
  ['paragraphs stay apart', 'one\ntwo\n\nthree\nfour', 'one two\n\nthree four'],
  ['items stay items', 'see:\n- one\n  and more\n- two', 'see:\n- one and more\n- two'],
  ['code stays as it is', 'so:\n```\na\nb\n```\nend\nhere', 'so:\n```\na\nb\n```\nend here'],
  ['a picture begins a line', 'text\n📋 Do it\nnow.', 'text\n📋 Do it now.'],
])('%s', (_, text, shown) => {
  expect(reflow(text)).toBe(shown);
});

import {describe, expect, it} from 'vitest';
import {alignTabs} from '#src/kinds/describing/align-tabs.ts';

describe('a description', () => {
  it.for([
    ['two spaces after the widest of a column', ['Name:\tweb', 'Namespace:\tx'], 'Name:       web\nNamespace:  x\n'],
    ['columns that a line without cells ends', ['a:\t1', 'Title', 'long:\t2'], 'a:  1\nTitle\nlong:  2\n'],
    ['room for a cell with nothing in it', ['Name\t\tAge', 'nginx\t\t3s'], 'Name     Age\nnginx    3s\n'],
    ['nothing after the last cell', ['a\tb\tc', 'd\te'], 'a  b  c\nd  e\n'],
    ['characters, not bytes, counted', ['ü:\t1', 'ab:\t2'], 'ü:   1\nab:  2\n'],
    ['what a terminal would act on made visible', ['a:\t\u001b[31m\r'], 'a:  ^[[31m\\r\n'],
    ['an empty line left alone', ['a:\t1', '', 'b'], 'a:  1\n\nb\n'],
  ] as const)('has %s', ([, lines, text]) => {
    expect(alignTabs(lines)).toBe(text);
  });
});

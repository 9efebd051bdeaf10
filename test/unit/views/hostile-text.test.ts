import {describe, expect, it} from 'vitest';
import {codeBlock, inlineCode, plainText, withoutControls} from '#src/views/hostile-text.ts';

describe('text that somebody else wrote', () => {
  it.for([
    ['colours of a terminal', '\u001b[1;31mred\u001b[0m', 'red'],
    ['moves of a cursor', 'a\u001b[2J\u001b[?25lb', 'ab'],
    ['a link of a terminal, as text', '\u001b]8;;https://x\u0007y', ']8;;https://xy'],
    ['control characters', 'a\u0000\u0007\b\u007f\u009bb', 'ab'],
    ['a carriage return', '10%\r20%', '10%20%'],
    ['line ends of Windows', 'a\r\nb', 'a\nb'],
    ['line ends and tabs, which stay', 'a\n\tb', 'a\n\tb'],
    ['marks that turn the direction', '\u202egnp.exe\u2066\u2069\u200f\u200e\u061c', 'gnp.exe'],
    ['what takes no place', 'a\u200b\u00ad\u2060\ufeff\u180e\u034f\u206ab', 'ab'],
    ['blanks that are letters', 'a\u3164\u115f\u1160\uffa0b', 'ab'],
    ['text that is hidden in tags', 'a\u{e0068}\u{e0069}\u{e007f}b', 'ab'],
    ['marks that climb over the line above', `a${'\u0301'.repeat(40)}b`, `a${'\u0301'.repeat(5)}b`],
    ['what joins letters and emoji, which stays', '👨‍👩‍👧 ❤️ می‌خواهم', '👨‍👩‍👧 ❤️ می‌خواهم'],
    ['half of a character', 'a\ud83db', 'a\ufffdb'],
    ['letters of any script, and emoji', 'é 日本 مرحبا 😀', 'é 日本 مرحبا 😀'],
  ] as const)('loses or keeps %s', ([, text, expected]) => {
    expect(withoutControls(text)).toBe(expected);
  });
});

describe('a code block', () => {
  it.for(Array.from({length: 12}, (_, index) => index + 1))('is not left by %i backticks', (count) => {
    for (const text of ['`'.repeat(count), `a${'`'.repeat(count)}b`, `a\n${'`'.repeat(count)}\n@everyone`]) {
      const block = codeBlock(text);
      expect(block.slice(0, 4)).toBe('```\n');
      expect(block.slice(-4)).toBe('\n```');
      expect(block.slice(4, -4)).not.toContain('```');
      expect(block.slice(4, -4).replaceAll('\u200b', '')).toBe(text);
    }
  });

  it('is not left by backticks that come together only when controls are taken out', () => {
    expect(codeBlock('`\u0000`\u202e`\u001b[0m').slice(4, -4)).not.toContain('```');
  });
});

describe('inline code', () => {
  it.for([
    ['`whoami`', '`ˋwhoamiˋ`'],
    ['two\nlines\tand  more', '`two lines and more`'],
    ['``` @everyone', '`ˋˋˋ @everyone`'],
  ] as const)('of %j is %j, on one line', ([text, expected]) => {
    expect(inlineCode(text)).toBe(expected);
  });
});

describe('text in a sentence', () => {
  it.for([
    ['emphasis', '**bold** _it_ ~~no~~ ||spoiler||', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\|'],
    ['code', '`x`', '\\`x\\`'],
    ['a heading and a small line', '# big\n-# small', '\\# big\n\\-# small'],
    ['a heading and a list behind blanks', '  # big\n \t- item', '  \\# big\n \t\\- item'],
    ['a numbered list', '1. one\n 22. two\n1.5', '1\\. one\n 22\\. two\n1.5'],
    ['a mention of everybody', '@everyone', '@\u200beveryone'],
    ['a mention of one', '<@123>', '\\<@\u200b123\\>'],
    ['a link with another text', '[ours](https://evil.example)', '\\[ours\\](https:\u200b//evil.example)'],
    ['a quote', '> said', '\\> said'],
    ['its own escapes', '\\*', '\\\\\\*'],
  ] as const)('shows %s as it was written', ([, text, expected]) => {
    expect(plainText(text)).toBe(expected);
  });
});

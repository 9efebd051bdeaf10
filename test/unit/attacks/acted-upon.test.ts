import {expect, it} from 'vitest';
import {actedUpon} from '#test/real/attacks/acted-upon.ts';

it.for([
  ['everybody', 'hello @everyone', 'a mention of all'],
  ['a link under another text', 'see [the lab](https://evil.example)', 'a masked link'],
  ['a link', 'see https://evil.example/x', 'a link'],
  ['a role', '<@&123>', 'a mention of a role or a channel'],
  ['a heading', 'x\n# HOSTILE', 'a heading, a quote or a list'],
  ['a small line behind blanks', 'x\n  -# HOSTILE', 'a heading, a quote or a list'],
  ['a spoiler', '||HOSTILE||', 'emphasis'],
  ['a turned direction', 'a\u202eb', 'characters that are not seen'],
  ['what takes no place', 'a\u2060b', 'characters that are not seen'],
  ['a heap of marks', `a${'\u0301'.repeat(20)}`, 'a heap of marks'],
  ['a code block that is left', '```\na\n```\n@everyone\n```', 'a mention of all'],
  ['a code block without an end', '```\na', 'code that does not end'],
  ['inline code without an end', 'a `b', 'code that does not end'],
] as const)('%s is seen', ([, content, what]) => {
  expect(actedUpon(content)).toContain(what);
});

it.for([
  ['a plain sentence', 'All is well. é 日本 مرحبا 😀 👨‍👩‍👧'],
  ['anything in a code block', '```\n@everyone [a](https://evil.example) # HOSTILE **HOSTILE\n```'],
  ['anything in inline code', 'typed `@everyone [a](b)` twice'],
  ['what is escaped', '\\[a\\](b) \\<@&1\\> \\# HOSTILE \\*\\*HOSTILE'],
  ['what is broken up', '@\u200beveryone https:\u200b//evil.example'],
  ['what the bot itself writes', '### ✅ Done\n-# small\n**Running** <t:1:R> <@123>'],
] as const)('%s is nothing', ([, content]) => {
  expect(actedUpon(content)).toEqual([]);
});

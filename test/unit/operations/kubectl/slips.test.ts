import {describe, expect, test} from 'vitest';
import type {PlayableOperation} from '#src/operations/operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {verbs} from '#src/operations/kubectl/verbs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {files} from './lab.ts';

const readOrNot = (line: string): PlayableOperation | undefined =>
  unlessRefused(() => parseKubectl(line, {files}).operation);

/** What is done by who types the line that is offered in place of another; what is said where none is. */
function doneInstead(line: string): unknown {
  let next = '';
  unlessRefused(
    () => parseKubectl(line, {files}),
    (refusal) => {
      next = refusal.next ?? '';
    },
  );
  const offered = /^Type: (kubectl .*)$/u.exec(next)?.[1];
  return offered === undefined ? next : readOrNot(offered);
}

const lines = verbs.flatMap(({taught}) => taught.examples.map(({line}) => line));
const wide = (text: string): string =>
  text.replaceAll(/[a-z]/gu, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
const cyrillic = (text: string): string =>
  text.replaceAll(/[aeopc]/gu, (letter) => 'аеорс'.charAt('aeopc'.indexOf(letter)));
const firstWord = (line: string, change: (word: string) => string): string => line.replace(/^\S+/u, change);

/** A line with a slip; the line itself where it has no room for one. */
const slips: Readonly<Record<string, (line: string) => string>> = {
  'bold type': (line) => `**kubectl ${line}**`,
  'a spoiler': (line) => `||kubectl ${line}||`,
  'round brackets': (line) => `(kubectl ${line})`,
  'square brackets': (line) => `[kubectl ${line}]`,
  'angle brackets': (line) => `<kubectl ${line}>`,
  'one code mark': (line) => `\`kubectl ${line}`,
  'a full stop': (line) => `${line}.`,
  'a comma': (line) => `${line},`,
  'a wide full stop': (line) => `${line}。`,
  'exclamation marks': (line) => `${line}!!`,
  'a picture behind': (line) => `${line} 🚀`,
  'a picture in front': (line) => `🚀 kubectl ${line}`,
  'words in front': (line) => `Step 3: kubectl ${line}`,
  'wide letters': (line) => firstWord(line, wide),
  'letters of another alphabet': (line) => firstWord(line, cyrillic),
  'blanks around =': (line) => (/['"]/u.test(line) ? line : line.replace(/(?<=[a-z])=(?=\w)/u, ' = ')),
  'a colon for =': (line) => line.replace(/(?<=\s--[a-z-]+)=/u, ':'),
  'another verb in front': (line) => (line.startsWith('get') ? line : `get ${line}`),
  'a verb in two words': (line) => line.replace(/^(\w+)-(\w+)/u, '$1 $2'),
};

describe('a line of any verb is offered without its slip', () => {
  test.each(Object.keys(slips))('%s', (name) => {
    let tried = 0;
    for (const line of lines) {
      const meant = readOrNot(line);
      const slipped = slips[name]?.(line) ?? line;
      // what is understood with it is text of the line’s own
      if (meant === undefined || slipped === line || readOrNot(slipped) !== undefined) continue;
      tried += 1;
      expect({slipped, done: doneInstead(slipped)}).toEqual({slipped, done: meant});
    }
    expect(tried).toBeGreaterThan(0);
  });
});

describe('and is understood with what stands in front of it', () => {
  test.each(['➜  ~ ', '➜  labs git:(main) ✗ ', '1. ', '2) ', 'a) ', '- ', '– ', '$', '#', 'C:\\Users\\me>', '&nbsp;'])(
    '%skubectl',
    (front) => {
      for (const line of lines) expect(readOrNot(`${front}kubectl ${line}`)).toEqual(readOrNot(line));
    },
  );
});

test('lines without end cost no more than reading them', () => {
  for (const piece of ['*', '(', '.', '🚀', ' =', ', ', ' a=', ' --a:', 'kubectl ', '➜ ', '&lt;', 'get ']) {
    const line = piece.repeat(Math.floor(1900 / piece.length));
    for (const typed of [line, `get ${line}`, line.slice(0, 290)]) expect(doneInstead(typed)).not.toBeUndefined();
  }
});

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

const lines = [
  ...verbs.flatMap(({taught}) => taught.examples.map(({line}) => line)),
  'get pods -o wide',
  'get pods web -o yaml',
  'describe pod web',
  'label pod web tier=front',
  'annotate pod web note=hello',
  'logs -f web',
];
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
  'a comment of another language': (line) => `${line} // like this`,
  'a comment of a web page': (line) => `${line} <!-- like this -->`,
  'an arrow behind': (line) => `${line} → what there is`,
  'an operator in front': (line) => `&& kubectl ${line}`,
  'the call of PowerShell': (line) => `& kubectl ${line}`,
  'a variable of PowerShell': (line) => `$env:KUBECONFIG="x"; kubectl ${line}`,
  'a hyphen too many': (line) => (line.includes('$') ? line : line.replace(/(?<=\s)-(?=[a-z]{1,2}(?:\s|$))/u, '--')),
  'a hyphen apart': (line) => line.replace(/(?<=\s)-(?=[a-z](?:\s|$))/u, '- '),
  'hyphens apart': (line) => line.replace(/(?<=\s)--(?=[a-z])/u, '-- '),
  'a flag in capitals': (line) =>
    line.includes('$') ? line : line.replace(/(?<=\s)-[fo](?=\s)/u, (flag) => flag.toUpperCase()),
  'a flag glued to the verb': (line) => line.replace(/^([a-z]+) -(?=[a-z]{1,2}\s)/u, '$1-'),
  'a type glued to the verb': (line) => line.replace(/^(get|describe|delete) (?=[a-z]+(?:\s|$))/u, '$1'),
  'a colon in a pair': (line) => line.replace(/^((?:label|annotate) \S+ \S+ [\w./-]+)=/u, '$1:'),
  'a format in capitals': (line) => line.replace(/(?<=-o )[a-z]+(?=\s|$)/u, (format) => format.toUpperCase()),
  'a format without its flag': (line) => line.replace(/-o (?=(?:wide|yaml|json)(?:\s|$))/u, '--'),
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

describe('a line goes on in the next one as in every shell', () => {
  test.each(['\\\n', '\\ \n', '^\n', '^', '`\n', '` \n', '`', '\\'])('%j', (sign) => {
    for (const line of lines) {
      if (/['"`]/u.test(line)) continue;
      const apart = line.replace(/ (?=-)/u, ` ${sign} `);
      expect(readOrNot(apart)).toEqual(readOrNot(line));
    }
  });

  test('and signs that stand in quotes or around a line are left alone', () => {
    expect(parseKubectl("get pods | grep ' ^ '", {files}).line).toBe("kubectl get pods | grep ' ^ '");
    expect(readOrNot('` get pods `')).toEqual(readOrNot('get pods'));
    expect(readOrNot('`get pods`\n`get svc`')).toBeUndefined();
  });
});

test('lines without end cost no more than reading them', () => {
  for (const piece of [
    '*',
    '(',
    '.',
    '🚀',
    ' =',
    ', ',
    ' a=',
    ' --a:',
    'kubectl ',
    '➜ ',
    '&lt;',
    'get ',
    ' //',
    ' - ',
    ' a:b',
    ' -O',
    '^ ',
    '` ',
    '-o a,',
  ]) {
    const line = piece.repeat(Math.floor(1900 / piece.length));
    for (const typed of [line, `get ${line}`, line.slice(0, 290)]) expect(doneInstead(typed)).not.toBeUndefined();
  }
});

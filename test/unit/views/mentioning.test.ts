import {expect, test} from 'vitest';
import {mentioning} from '#src/views/mentioning.ts';

const people = Array.from({length: 60}, (_, index) => String(1_191_168_000_000_000_000n + BigInt(index)));

test.each([
  ['a few words to a few', 3, 'Look at the events.', 1],
  ['a few words to sixty', 60, 'Look at the events.', 1],
  ['many words to sixty', 60, `${'x'.repeat(1_499)}.`, 3],
  ['as much as a message holds', 2, `${'x'.repeat(1_960)}.`, 2],
])('%s: everybody is named once, and all is said in each message', (_, count, text, messages) => {
  const ids = people.slice(0, count);
  const said = mentioning(ids, (whom) => `💡 ${whom} \n${text}`);
  expect(said).toHaveLength(messages);
  expect(said.flatMap(({mentions}) => mentions ?? [])).toEqual(ids);
  for (const {content, mentions = []} of said) {
    expect(content.length).toBeLessThanOrEqual(2_000);
    expect(content.endsWith(text)).toBe(true);
    for (const id of mentions) expect(content).toContain(`<@${id}>`);
  }
});

test('nobody is told nothing', () => {
  expect(mentioning([], () => 'x')).toEqual([]);
});

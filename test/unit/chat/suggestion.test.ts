import {expect, it} from 'vitest';
import {bestFirst} from '#src/chat/suggestion.ts';

it('offers what begins with what is typed before what only contains it, and nothing else', () => {
  const names = ['old-web', 'web', 'db', 'Web-2'];
  expect(bestFirst('web', names)).toEqual(['web', 'Web-2', 'old-web']);
  expect(bestFirst('', names)).toEqual(names);
});

it('goes by the label of what stands for something else', () => {
  const steps = [
    {label: '2 · Roll it back', value: 2},
    {label: '3 · Delete', value: 3},
  ];
  expect(bestFirst('roll', steps)).toEqual([steps[0]]);
});

import {expect, test} from 'vitest';
import {lateChannel} from '#src/workshop/late-channel.ts';
import {commandOf} from '#test/support/command.ts';

const workshop = {channels: {participants: '1', facilitators: '2'}};

test.each([
  ['the participants’ channel', '1', '1'],
  ['the facilitators’ channel', '2', '2'],
  ['a thread, or a channel that the bot may not see', '3', '1'],
])('who typed in %s is told in a channel of the workshop', (_, channelId, told) => {
  expect(lateChannel(commandOf({channelId}), workshop)).toBe(told);
});

test('of a workshop that is no more they are told where they typed', () => {
  expect(lateChannel(commandOf({channelId: '3'}), undefined)).toBe('3');
});

import {expect, test} from 'vitest';
import {checkChannels} from '#src/discord/check-channels.ts';
import {startChat, waitUntil} from './chat.ts';

test('what the bot lacks in a channel is said with what it is for', async () => {
  await using chat = await startChat();
  const {workshop, facilitators} = chat.emulator.channels;
  const look = (): Record<string, string> => {
    const findings = checkChannels(chat.client, {participants: workshop, facilitators}, 'facilitator');
    return Object.fromEntries(findings.map(({name, state, said}) => [name, `${state}: ${said}`]));
  };
  expect(Object.values(look()).every((finding) => finding.startsWith('passed'))).toBe(true);
  const deny = ['AttachFiles', 'SendMessagesInThreads'];
  await chat.control('PATCH', '/channels/workshop', {overwrites: [{user: 'Labrador', deny}]});
  await waitUntil(() => look()['Threads']?.startsWith('warning'));
  expect(look()).toMatchObject({
    'Channel of participants':
      'failed: #workshop: I lack Attach Files (for exact output and the picture of the class).',
    Threads: expect.stringMatching(/^warning: I lack Send Messages in Threads \(to bring people into a help thread/),
  });
  await chat.control('PATCH', '/roles/facilitator', {name: 'tutors'});
  await waitUntil(() => look()['Facilitators']?.startsWith('failed'));
});

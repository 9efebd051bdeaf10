import {expect, test} from 'vitest';
import {checkChannels} from '#src/discord/check-channels.ts';
import {checkPeople} from '#src/discord/check-people.ts';
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

test('what learners and facilitators may not do in a channel is said, with where to give it', async () => {
  await using chat = await startChat();
  const {workshop, facilitators} = chat.emulator.channels;
  const roleId = chat.client.guilds.cache.first()?.roles.cache.find(({name}) => name === 'facilitator')?.id;
  const look = (): string[] =>
    checkPeople(chat.client, {participants: workshop, facilitators}, roleId).map(
      ({name, state, said}) => `${name}: ${state}: ${said}`,
    );
  expect(look()).toEqual([]);
  await chat.control('PATCH', '/channels/workshop', {
    overwrites: [{role: '@everyone', deny: ['UseApplicationCommands', 'SendMessagesInThreads']}],
  });
  await chat.control('PATCH', '/channels/facilitators', {overwrites: [{role: 'facilitator', deny: ['ViewChannel']}]});
  await waitUntil(() => look().length === 3);
  expect(look()).toEqual([
    'What learners may: warning: In #workshop @everyone lacks Use Application Commands, Send Messages in Threads.',
    'What facilitators may: warning: In #workshop facilitator lacks Send Messages in Threads.',
    expect.stringMatching(/^What facilitators may: warning: In #facilitators facilitator lacks View Channel/u),
  ]);
});

import {expect, test} from 'vitest';
import {checkChannels} from '#src/discord/check-channels.ts';
import {checkPeople} from '#src/discord/check-people.ts';
import {startChat, waitUntil} from '#test/support/discord-client.ts';

test('what the bot lacks in a channel is said with what it is for', async () => {
  await using chat = await startChat();
  const {guildId} = chat.emulator;
  const {workshop, facilitators} = chat.emulator.channels;
  // what another server has is of no use here
  await chat.control('POST', '/guilds', {name: 'Other'});
  await waitUntil(() => chat.client.guilds.cache.size === 2);
  const look = (): Record<string, string> => {
    const role = {name: 'facilitator', guildId};
    const findings = checkChannels(chat.client, {participants: workshop, facilitators}, role);
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
  await chat.control('PATCH', '/roles/facilitator', {permissions: []});
  await waitUntil(() => look().length === 4);
  expect(look()).toEqual([
    'What learners may: warning: In #workshop @everyone lacks Use Application Commands, Send Messages in Threads.',
    'What facilitators may: warning: In #workshop facilitator lacks Send Messages in Threads.',
    expect.stringMatching(/^What facilitators may: warning: In #facilitators facilitator lacks View Channel/u),
    'What facilitators may: warning: The role facilitator lacks Manage Events: Discord offers it /workshop only if the server’s settings for integrations say so.',
  ]);
  // whoever has it by what everybody may, or by being an administrator, lacks nothing
  await chat.control('PATCH', '/roles/facilitator', {permissions: ['Administrator']});
  await waitUntil(() => look().length === 1);
});

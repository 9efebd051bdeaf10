import {afterEach, expect, test} from 'vitest';
import {z} from 'zod';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
afterEach(async () => processes?.close());

const stateSchema = z.looseObject({guild: z.looseObject({id: z.string()})});

test('a bot that starts again finds its workshop in channels that were renamed, hidden, deleted, or in a server with an outage', async () => {
  processes = await openProcesses(await emulatedCluster());
  const {chat} = processes;
  let bot = await processes.start('bot');
  await processes.start('worker');
  const ada = await chat.join('ada');
  await ada.types('/lab start');
  const answers = async (channel: string): Promise<string> =>
    (await ada.in(channel).types('/kubectl command:get pods')).text();

  await chat.patch('/channels/workshop', {name: 'lectures'});
  await chat.patch('/channels/facilitators', {name: 'staff'});
  await bot.kill();
  bot = await processes.start('bot');
  expect(await answers('lectures')).toContain('No resources found');

  const {guild} = stateSchema.parse(await chat.get('/state'));
  await chat.patch(`/guilds/${guild.id}`, {presence: 'unavailable'});
  await bot.kill();
  bot = await processes.start('bot');
  await chat.patch(`/guilds/${guild.id}`, {presence: 'here'});
  expect(await answers('lectures')).toContain('No resources found');

  await chat.post('/settings', {hidesChannelNames: true});
  const everybody = [{role: '@everyone', deny: ['ViewChannel']}];
  await chat.patch('/channels/lectures', {overwrites: [...everybody, {user: 'ada', allow: ['ViewChannel']}]});
  await bot.kill();
  bot = await processes.start('bot');
  expect(await answers('lectures')).toContain('No resources found');
  await chat.post('/settings', {hidesChannelNames: false});
  await chat.patch('/channels/lectures', {overwrites: []});

  await chat.delete('/channels/lectures');
  await chat.addChannel('elsewhere');
  await bot.kill();
  bot = await processes.start('bot');
  expect(bot.output()).toContain('are gone, or I can see them no more');
  await waitUntil('who joined is answered elsewhere', async () =>
    (await answers('elsewhere')).includes('No resources found') ? true : undefined,
  );
});

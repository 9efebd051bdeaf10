import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {untilSeen} from './class.ts';

/** Longer than a killed leader's lease lasts, and its successor takes to start. */
const recoveryMs = 60_000;
/** Longer than the chat knows a message by its nonce. */
const nonceForgottenMs = 10 * 60_000;
const announcement = /the workshop is open/;

let processes: Processes;
let ada: Person;
beforeEach(async () => {
  processes = await openProcesses(await emulatedCluster());
  ada = await processes.chat.join('ada');
});
afterEach(async () => processes?.close());

const announcedIn = async (channel: string): Promise<number> =>
  (await ada.sees(channel)).filter(({content}) => announcement.test(content)).length;

test('the workshop that opens by itself is announced once, however many bots lead it, and its button lets people in', async () => {
  let bot = await processes.start('bot');
  await processes.start('worker');
  const second = await processes.start('bot', {until: /^standby /m});
  const announced = await untilSeen(ada, 'workshop', [announcement]);
  expect(await (await (await ada.presses(announced, 'Join')).answered()).text()).toContain(' ready on ');

  await processes.chat.post('/clock', {advanceMs: nonceForgottenMs});
  await bot.kill();
  await waitUntil('the second leads', async () => Promise.resolve(/^ready /m.test(second.output()) || undefined), {
    withinMs: recoveryMs,
  });
  expect(await announcedIn('workshop')).toBe(1);
  await second.terminate();
  bot = await processes.start('bot');
  expect(await announcedIn('workshop')).toBe(1);

  // a class that is somewhere else from now on has not read it
  await bot.terminate();
  await processes.chat.addChannel('lectures');
  for (let start = 0; start < 2; start += 1) {
    bot = await processes.start('bot', {more: {WORKSHOP_CHANNEL: 'lectures'}});
    await processes.chat.post('/clock', {advanceMs: nonceForgottenMs});
    await bot.terminate();
  }
  expect([await announcedIn('lectures'), await announcedIn('workshop')]).toEqual([1, 1]);
}, 180_000);

test('where the bot may not write, the workshop is announced once it may', async () => {
  await processes.chat.patch('/channels/workshop', {overwrites: [{user: 'Labrador', deny: ['SendMessages']}]});
  await processes.start('bot');
  expect(await announcedIn('workshop')).toBe(0);
  await processes.chat.patch('/channels/workshop', {overwrites: []});
  await untilSeen(ada, 'workshop', [announcement]);
  expect(await announcedIn('workshop')).toBe(1);
}, 120_000);

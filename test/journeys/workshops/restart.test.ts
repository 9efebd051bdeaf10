import {afterEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {untilSeen} from './class.ts';

let processes: Processes;
afterEach(async () => processes?.close());

test('a pause, the line for sandboxes, and work on many sandboxes outlive the bot that began them', async () => {
  processes = await openProcesses(await emulatedCluster());
  const bot = await processes.start('bot');
  await processes.start('worker');
  const flo = (await processes.chat.join('flo', ['facilitator'])).in('facilitators');
  const [ada, grace, linus] = await Promise.all(
    ['ada', 'grace', 'linus'].map(async (name) => processes.chat.join(name)),
  );
  if (ada === undefined || grace === undefined || linus === undefined) throw new Error('nobody came');
  await flo.types('/workshop extend capacity:2');
  await Promise.all([ada.types('/lab start'), grace.types('/lab start')]);
  const waiting = await linus.types('/lab start');
  expect(await waiting.text()).toContain('You are next in line');
  await flo.types('/workshop pause');
  const typed = await ada.sends('/kubectl command:get pods');
  await typed.until(/The workshop is paused/);
  await flo.types('/workshop fast-forward step:3');
  await untilSeen(flo, 'facilitators', [/⚙ \*\*Moving on 2 sandboxes: step 3\*\* · 0 done · 2 to go/]);

  await bot.kill();
  await processes.start('bot');
  expect(await typed.text()).toContain('The workshop is paused');
  expect(await (await flo.types('/workshop status')).text()).toMatch(/⏸ paused.*\n.*\n.*\nJoined: 2 · in line: 1/);
  await flo.types('/workshop resume');
  await typed.until(/No resources found/);
  await untilSeen(flo, 'facilitators', [/✅ \*\*Moved on 2 sandboxes: step 3\*\* · 2 done/], {withinMs: 60_000});

  await grace.types('/lab leave');
  await waiting.until(/ready on/);
  const question = await flo.types('/workshop close');
  await flo.presses(await question.message(), 'Close it');
  await untilSeen(flo, 'facilitators', [/is closed\.\*\* 2 sandboxes removed/, /Nothing is left behind/], {
    withinMs: 60_000,
  });
}, 150_000);

test('a help thread that was archived while no bot was there is a request that is done', async () => {
  processes = await openProcesses(await emulatedCluster());
  const {chat} = processes;
  const bot = await processes.start('bot');
  await processes.start('worker');
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  const ada = await chat.join('ada');
  await ada.types('/lab start');
  await ada.types('/help-me what:Please');
  const taken = await (await flo.presses(await untilSeen(flo, 'facilitators', [/🙋 .*Please/]), 'Take')).answered();
  const threadId = /<#(?<id>\d+)>/.exec(await taken.text())?.groups?.['id'] ?? '';

  await bot.kill();
  await chat.patch(`/channels/${threadId}`, {archived: true});
  await processes.start('bot');
  const ended = await untilSeen(flo, 'facilitators', [/☑ .*Please\nDone\./], {withinMs: 60_000});
  expect(ended.components).toEqual([]);
}, 150_000);

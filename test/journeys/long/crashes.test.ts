import {afterEach, expect, test} from 'vitest';
import type {Answer, ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod, order, recoveryMs, visibleAnswers, write} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {untilNoted, untilStored} from '#test/support/stored-operation.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
afterEach(async () => processes?.close());

test('a worker killed in mid-operation leaves one answer to each command, in order', {timeout: 120_000}, async () => {
  processes = await openProcesses(await emulatedCluster());
  await processes.start('bot');
  const worker = await processes.start('worker');
  const person = await learnerWithPod(processes.chat, 'ada');
  const slow = await person.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 100; cat /etc/hosts"');
  const behind: Answer[] = [];
  for (const step of [1, 2, 3]) behind.push(await person.sends(write(step)));
  await untilNoted(processes.redis.url, slow.id);
  await worker.kill();
  await processes.start('worker');
  await slow.answered(recoveryMs);
  expect(await slow.text()).toContain('Interrupted');
  for (const answer of behind) await answer.answered(recoveryMs);
  expect(await order(person)).toEqual(['1', '2', '3']);
  expect(await visibleAnswers(person, [slow, ...behind])).toEqual([1, 1, 1, 1]);
  const again = await person.presses(await slow.message(), 'Run it again');
  await waitUntil('it is in line', async () => ((await again.interaction()).state === 'deferred' ? true : undefined));
  await person.types('/cancel');
  expect(await (await again.answered()).text()).toContain('Cancelled');
});

/** The channel names ada for an answer; for a step that she passed it may as well. */
const isMention = ({mentions, content}: ShownMessage): boolean =>
  content.includes('Answers are ready') && mentions.some(({name}) => name === 'ada');

test('a bot killed after a command was stored leaves one answer to it', {timeout: 120_000}, async () => {
  processes = await openProcesses(await emulatedCluster());
  const bot = await processes.start('bot');
  await processes.start('worker');
  const person = await learnerWithPod(processes.chat, 'ada');

  // the command is stored, its first response is on the way when the bot dies: nobody can edit that reply any more
  await processes.chat.post('/faults', {match: {method: 'POST', route: '/interactions'}, delayMs: 60_000, times: 1});
  const lost = await person.sends('/kubectl command:get pods');
  await untilStored(processes.redis.url, lost.id);
  await bot.kill();
  // it may have died before it said anything
  await processes.chat.delete('/faults');
  const mention = await waitUntil(
    'the channel says that an answer waits',
    async () => (await person.sees()).find(isMention),
    {withinMs: recoveryMs},
  );
  expect(mention.content).not.toContain('nginx');
  expect((await lost.interaction()).state).toBe('failed');
  await processes.start('bot');
  const shown = await (await person.presses(mention, 'Show my answers')).answered();
  expect(await shown.output()).toMatch(/nginx-\S+ +1\/1 +Running/);
  expect((await shown.message()).ephemeral).toBe(true);
  expect((await person.sees()).filter(isMention)).toHaveLength(1);
});

import {setTimeout as sleep} from 'node:timers/promises';
import {afterEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod, order, recoveryMs, visibleAnswers, write} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {untilNoted} from '#test/support/stored-operation.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
afterEach(async () => processes?.close());

/** How long Redis is away, in ms: far longer than a command may wait to be stored before it is deferred. */
const outageMs = 10_000;

const ways: Record<string, {begin: () => Promise<void> | void; end: () => Promise<void> | void}> = {
  paused: {begin: () => processes.redis.pause(), end: () => processes.redis.resume()},
  'ended and started again': {begin: async () => processes.redis.stop(), end: async () => processes.redis.start()},
};

test.each(Object.entries(ways))(
  'Redis %s for 10 s loses no command and no order',
  {timeout: 120_000},
  async (_, way) => {
    processes = await openProcesses(await emulatedCluster());
    await processes.start('bot');
    await processes.start('worker');
    const person = await learnerWithPod(processes.chat, 'ada');
    const answers = [await person.sends(write(1)), await person.sends(write(2))];
    for (const answer of answers) await answer.answered();
    await way.begin();
    for (const step of [3, 4, 5]) answers.push(await person.sends(write(step)));
    await sleep(outageMs);
    await way.end();
    for (const answer of answers) await answer.answered(recoveryMs);
    expect(await order(person)).toEqual(['1', '2', '3', '4', '5']);
    expect(await visibleAnswers(person, answers)).toEqual([1, 1, 1, 1, 1]);
  },
);

test(
  'a window that waits behind commands that Redis keeps waiting says so, and opens the next time',
  {timeout: 120_000},
  async () => {
    processes = await openProcesses(await emulatedCluster());
    await processes.start('bot');
    await processes.start('worker');
    const person = await learnerWithPod(processes.chat, 'ada');
    const offer = await (await person.types('/edit resource:daemonset/nginx')).message();
    processes.redis.pause();
    const waiting = [await person.sends(write(1)), await person.sends(write(2)), await person.sends(write(3))];
    const late = await person.presses(offer, 'Open editor');
    await waitUntil('the window is deferred', async () =>
      (await late.interaction()).state === 'deferred' ? true : undefined,
    );
    processes.redis.resume();
    for (const answer of waiting) await answer.answered(recoveryMs);
    expect(await late.until(/✗/)).toContain('✗ The window could not be opened in time.\n→ Try once more.');
    const window = await (await person.presses(offer, 'Open editor')).answered();
    expect((await window.interaction()).modal?.title).toContain('nginx');
  },
);

test('what ended while Redis was silent is answered and recorded as it ended', {timeout: 120_000}, async () => {
  processes = await openProcesses(await emulatedCluster());
  await processes.start('bot');
  await processes.start('worker');
  const person = await learnerWithPod(processes.chat, 'ada');
  // the emulated cluster's time is five times as fast
  const slow = await person.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 10; echo it ended"');
  await untilNoted(processes.redis.url, slow.id);
  processes.redis.pause();
  await sleep(outageMs / 2);
  processes.redis.resume();
  await slow.answered(recoveryMs);
  expect(await slow.output()).toBe('it ended');
  const flo = (await processes.chat.join('flo', ['facilitator'])).in('facilitators');
  expect(await (await flo.types('/workshop learner who:@ada')).text()).toMatch(
    /✓ `kubectl exec .*sleep 10.*\n-# `it ended`/,
  );
});

import {afterEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod, recoveryMs} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {untilNoted} from '#test/support/stored-operation.ts';

let processes: Processes;
afterEach(async () => processes?.close());

test('an undo that a worker died in says so and is run again when asked', {timeout: 120_000}, async () => {
  const cluster = await emulatedCluster();
  processes = await openProcesses(cluster);
  await processes.start('bot');
  const worker = await processes.start('worker');
  const person = await learnerWithPod(processes.chat, 'ada');
  const patch = '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":7}}}}';
  await person.types(`/kubectl command:patch ds/nginx -p '${patch}'`);
  await person.types('/kubectl command:rollout status ds/nginx');

  const server = /server: (?<url>\S+)/.exec(cluster.adminKubeconfig)?.groups?.['url'] ?? '';
  const fault = {match: {method: 'PATCH', path: '/apis/apps'}, delayMs: 60_000, drop: true, times: 1};
  await fetch(`${server}/_emulator/faults`, {method: 'POST', body: JSON.stringify(fault)});
  const undo = await person.sends('/kubectl command:rollout undo ds/nginx');
  await untilNoted(processes.redis.url, undo.id);
  await worker.kill();
  await processes.start('worker');
  await undo.answered(recoveryMs);
  expect(await undo.text()).toContain('Interrupted');
  const again = await (await person.presses(await undo.message(), 'Run it again')).answered();
  expect(await again.until(/rolled back/)).toContain('daemonset.apps/nginx rolled back');
});

test(
  'what a worker died in making is made by the next, which does not take it for another’s',
  {timeout: 120_000},
  async () => {
    const cluster = await emulatedCluster();
    processes = await openProcesses(cluster);
    await processes.start('bot');
    const worker = await processes.start('worker');
    const person = await learnerWithPod(processes.chat, 'ada');
    const server = /server: (?<url>\S+)/.exec(cluster.adminKubeconfig)?.groups?.['url'] ?? '';
    // its request is on its way when the worker dies
    const fault = {match: {method: 'PATCH', path: '/apis/apps'}, delayMs: 60_000, times: 1};
    await fetch(`${server}/_emulator/faults`, {method: 'POST', body: JSON.stringify(fault)});
    const created = await person.sends('/kubectl command:create deployment web --image=nginx:1.18-alpine');
    await untilNoted(processes.redis.url, created.id);
    await worker.kill();
    await processes.start('worker');
    await created.answered(recoveryMs);
    expect(await created.text()).toContain('deployment.apps/web created');
    expect(
      await (await person.types('/kubectl command:create deployment web --image=nginx:1.18-alpine')).text(),
    ).toContain('already exists');
  },
);

test('the button of an editor outlives the bot', {timeout: 120_000}, async () => {
  processes = await openProcesses(await emulatedCluster());
  const bot = await processes.start('bot');
  await processes.start('worker');
  const person = await learnerWithPod(processes.chat, 'ada');
  const offered = await (await person.types('/edit resource:ds/nginx')).message();
  await bot.kill();
  await processes.start('bot');
  const window = await (await person.presses(offered, 'Open editor')).answered();
  expect((await window.interaction()).modal?.title).toBe('Edit ds/nginx');
});

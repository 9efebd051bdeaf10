import {afterEach, expect, test} from 'vitest';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import type {Person, ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
afterEach(async () => processes?.close());

const cardOf = async (person: Person, id: string, pattern: RegExp): Promise<ShownMessage> =>
  waitUntil(
    `the card says ${String(pattern)}`,
    async () => (await person.sees()).find((message) => message.id === id && pattern.test(message.content)),
    {withinMs: 30_000},
  );

test(
  'a card outlives the bot: its buttons work, and what nobody saw is neither passed nor failed',
  {timeout: 120_000},
  async () => {
    processes = await openProcesses(await emulatedCluster());
    const bot = await processes.start('bot');
    await processes.start('worker');
    const ada = await processes.chat.join('ada');
    const started = await (await ada.types('/lab start')).message();
    const namespace = /labrador-open-\w+-\d+/.exec(started.content)?.[0];
    const {id} = await (await (await ada.presses(started, 'Show the first step')).answered()).message();
    await (await ada.presses(await cardOf(ada, id, /One Pod/), '▶ apply -f …/nginx')).answered();
    await (await ada.presses(await cardOf(ada, id, /^### ✅/), 'Next ▶')).answered();
    const second = await cardOf(ada, id, /An update that breaks/);

    // the update happens while no bot is there to see it
    await bot.kill();
    const client = processes.admin.as(undefined);
    const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets/nginx`;
    const command = ['sh', '-c', 'exit 0'];
    await client.request({
      method: 'PATCH',
      path,
      contentType: patchTypes.merge,
      body: {spec: {template: {spec: {containers: [{name: 'nginx', image: 'nginx:1.18-alpine', command}]}}}},
    });
    await waitUntil('the new Pod ends', async () => {
      const {body} = await client.request({path: path.replace('apis/apps', 'api').replace('daemonsets/nginx', 'pods')});
      return JSON.stringify(body).includes('"reason":"Completed"') ? true : undefined;
    });

    await processes.start('bot');
    // the new Pod has to end twice
    const unknown = await cardOf(ada, id, /✅ The new Pod ends again and again/);
    expect(unknown.content).toContain('❔ The old Pod had ended before the new one was made');
    expect(unknown.content).toContain('could not be checked: Apply the first DaemonSet again');
    // a button of before the restart
    await (await ada.presses(second, 'It is down for a moment')).answered();
    await cardOf(ada, id, /You said: It is down for a moment/);
  },
);

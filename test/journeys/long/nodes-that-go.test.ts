import {afterAll, beforeAll, expect, test} from 'vitest';
import {readKubeconfig} from '#src/cluster/api/read-kubeconfig.ts';
import {openClass, untilSeen, type TestClass} from '#test/journeys/workshops/class.ts';

let room: TestClass;
let cluster: string;
beforeAll(async () => {
  room = await openClass();
  cluster = `${readKubeconfig({paths: room.labrador.botKubeconfig}).getCurrentCluster()?.server}/_emulator`;
});
afterAll(async () => room?.close());

async function node(action: 'add' | 'remove' | 'notReady' | 'ready', name: string): Promise<void> {
  const headers = {'content-type': 'application/json'};
  const answer = await fetch(`${cluster}/nodes`, {method: 'POST', headers, body: JSON.stringify({action, name})});
  expect(answer.ok).toBe(true);
}

test('nodes of sandboxes go, come back and are replaced: facilitators are told, sandboxes go on, and leaving waits for nobody', async () => {
  const {flo, page} = room;
  const ada = await page.join('ada');
  const one =
    /ready on node (?<name>[\w-]+)/.exec(await (await ada.types('/lab start')).text())?.groups?.['name'] ?? '';
  await (await ada.types('/kubectl command:apply -f specs/nginx')).until(/1\/1 ready/);

  await node('notReady', one);
  await untilSeen(flo, 'facilitators', [new RegExp(`The node \`${one}\` does not answer`), /1 sandbox: ada/]);
  expect(await (await ada.types('/kubectl command:get daemonsets')).output()).toContain('nginx');
  await node('ready', one);
  await untilSeen(flo, 'facilitators', [new RegExp(`The node \`${one}\` is back`)]);

  await node('remove', one);
  await node('add', 'node-of-another-name');
  await untilSeen(flo, 'facilitators', [new RegExp(`The node \`${one}\` is gone`), /\/lab start/]);
  expect(await (await ada.types('/kubectl command:get daemonsets')).output()).toContain('nginx');

  const left = await (await ada.types('/lab leave')).until(/namespace "labrador-\S+" deleted/);
  expect(left).not.toContain(one);
  const again = await (await ada.types('/lab start')).text();
  expect(again).toContain('ready on node ');
  expect(again).not.toContain(`ready on node ${one}`);
});

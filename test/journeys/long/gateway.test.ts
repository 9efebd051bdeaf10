import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

test.each(['close', 'invalidate'])('after the gateway is hit by %s, commands are answered again', async (action) => {
  const ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await labrador.chat.post('/gateway', {action});
  // what is typed while nobody listens fails, as it does at Discord; what is typed after that does not
  await waitUntil('commands are answered again', async () => {
    const answer = await ada.sends('/kubectl command:get pods');
    const state = await waitUntil('it has an end', async () => {
      const {state: now} = await answer.interaction();
      return now === 'answered' || now === 'failed' ? now : undefined;
    });
    return state === 'answered' ? state : undefined;
  });
  expect(await (await ada.types('/kubectl command:get svc')).text()).toContain('No resources found');
});

test('what the chat had given up on when the gateway came back is not done, and who sent it is told once', async () => {
  const ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await labrador.chat.post('/gateway', {action: 'pause', ms: 4_500});
  const late = [
    await ada.sends('/kubectl command:apply -f specs/nginx'),
    await ada.sends('/kubectl command:apply -f specs/sleep-with-hostPath.yaml'),
  ];
  for (const answer of late) await answer.answered();
  expect(await Promise.all(late.map(async (answer) => (await answer.interaction()).state))).toEqual([
    'failed',
    'failed',
  ]);
  // behind both of them, should they be in line
  const after = await waitUntil('commands are answered again', async () => {
    const answer = await (await ada.sends('/kubectl command:get daemonsets,pods')).answered();
    return (await answer.interaction()).state === 'answered' ? answer : undefined;
  });
  expect(await after.text()).toContain('No resources found');
  const told = async () => (await ada.sees()).filter(({mentions}) => mentions.some(({name}) => name === 'ada'));
  await waitUntil('she is told', async () => ((await told()).length > 0 ? true : undefined));
  expect(await told()).toMatchObject([{content: expect.stringContaining('nothing of it was done.\n→ Send it again.')}]);
});

test('a chat that answers with errors for a while gets each answer in the end, and once', async () => {
  const ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await labrador.chat.post('/faults', {match: {method: 'PATCH', route: '/webhooks'}, status: 500, times: 6});
  const answer = await ada.types('/kubectl command:get pods');
  expect(await answer.text()).toContain('No resources found');
  const seen = await ada.sees();
  expect(seen.filter(({interaction}) => interaction?.id === answer.id)).toHaveLength(1);
});
